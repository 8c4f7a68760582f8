import { commandOfPlan } from '../records/command-of-plan.ts';
import { type ClaimInvoice, claimKeys, decideClaim } from '../earning/decide-claim.ts';
import { invariant } from '../values/invariant.ts';
import { systemActor } from '../program/program.ts';
import type { InvoiceReceipt } from '../records/invoice.ts';
import type { ClaimInvoiceCommand } from '../schemas/invoice-commands.ts';
import { parse } from '../schemas/parse.ts';
import { claimInvoiceShape } from '../schemas/invoice-shapes.ts';
import type { ClaimInvoiceFailure } from './failures.ts';
import type { Plan } from './ports.ts';

/**
 * Gives a sale that named no customer its member, once, at the rules of the sale.
 *
 * @remarks Expiry and the pending period count from the sale, not from the claim.
 *
 * @example
 * ```ts
 * await claimInvoice(ports)({ invoiceId: 'INV-2', phone: '+628123456789', idempotencyKey: 'claim-INV-2' });
 * ```
 */
export const claimInvoice = commandOfPlan<ClaimInvoiceCommand, InvoiceReceipt, ClaimInvoiceFailure>(
  'claimInvoice',
  planClaimInvoice,
);

function planClaimInvoice(input: ClaimInvoiceCommand): Plan<InvoiceReceipt, ClaimInvoiceFailure> {
  return parse(claimInvoiceShape, input).map((said) => {
    const { invoiceId, memberId, phone, actor = systemActor, idempotencyKey } = said;
    const by = memberId === undefined ? phone && { phone } : { memberId };
    invariant(by !== undefined, 'a claim names its member in one way');
    const command: ClaimInvoice = { invoiceId, by, actor, key: `key:${idempotencyKey}` };
    return { keys: claimKeys(command), decide: (records, context) => decideClaim(command, records, context) };
  });
}
