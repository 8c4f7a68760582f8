import { commandOfPlan } from '../records/command-of-plan.ts';
import { decideSaveInvoice, saveInvoiceKeys } from '../earning/decide-save-invoice.ts';
import type { InvoiceReceipt } from '../records/invoice.ts';
import { systemActor } from '../program/program.ts';
import type { SaveInvoiceCommand } from '../schemas/invoice-commands.ts';
import { saveInvoiceShape } from '../schemas/invoice-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { SaveInvoiceFailure } from './failures.ts';
import { fingerprint, type Plan } from './ports.ts';
import { toSale } from './to-sale.ts';

/**
 * Saves a sale, or an edit of it, and posts what it earns.
 *
 * @remarks Saving the same again answers with the first receipt. A member whose email was verified meanwhile gets the
 * points that were withheld for it.
 *
 * @example
 * ```ts
 * const saved = await saveInvoice(ports)({ invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 });
 * if (saved.isOk()) print(`+${saved.value.earned} points`);
 * ```
 */
export const saveInvoice = commandOfPlan<SaveInvoiceCommand, InvoiceReceipt, SaveInvoiceFailure>(
  'saveInvoice',
  planSaveInvoice,
);

function planSaveInvoice(input: SaveInvoiceCommand): Plan<InvoiceReceipt, SaveInvoiceFailure> {
  return parse(saveInvoiceShape, input).map(({ revision, ...said }) => {
    const { invoiceId, memberId = null, actor = systemActor } = said;
    const command = {
      invoiceId,
      revision: revision ?? null,
      memberId,
      sale: toSale(said),
      actor,
      fingerprint: fingerprint('save-invoice', said),
    };
    return {
      keys: saveInvoiceKeys(command),
      decide: (records, context) => decideSaveInvoice(command, records, context),
    };
  });
}
