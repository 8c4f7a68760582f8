import { commandOfPlan } from '../records/command-of-plan.ts';
import { decideRefund } from '../earning/decide-refund.ts';
import { systemActor } from '../program/program.ts';
import type { RefundReceipt } from '../records/invoice.ts';
import type { VoidInvoiceCommand } from '../schemas/invoice-commands.ts';
import { parse } from '../schemas/parse.ts';
import { voidInvoiceShape } from '../schemas/invoice-shapes.ts';
import type { RefundInvoiceFailure } from './failures.ts';
import { fingerprint, type Plan } from './ports.ts';

/**
 * Takes back all that is left of a sale: a refund of the rest.
 *
 * @example
 * ```ts
 * await voidInvoice(ports)({ invoiceId: 'INV-1', refundId: 'VOID-1' });
 * ```
 */
export const voidInvoice = commandOfPlan<VoidInvoiceCommand, RefundReceipt, RefundInvoiceFailure>(
  'voidInvoice',
  planVoidInvoice,
);

function planVoidInvoice(input: VoidInvoiceCommand): Plan<RefundReceipt, RefundInvoiceFailure> {
  return parse(voidInvoiceShape, input).map((said) => {
    const { invoiceId, refundId, refundedAt = null, actor = systemActor } = said;
    const of = 'all' as const;
    const command = {
      invoiceId,
      refundId,
      currency: null,
      of,
      refundedAt,
      actor,
      fingerprint: fingerprint('void-invoice', said),
    };
    return {
      keys: { invoices: [command.invoiceId] },
      decide: (records, context) => decideRefund(command, records, context),
    };
  });
}
