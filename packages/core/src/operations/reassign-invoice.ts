import { commandOfPlan } from '../records/command-of-plan.ts';
import { decideReassign } from '../earning/decide-claim.ts';
import type { InvoiceReceipt } from '../records/invoice.ts';
import type { ReassignInvoiceCommand } from '../schemas/invoice-commands.ts';
import { parse } from '../schemas/parse.ts';
import { reassignInvoiceShape } from '../schemas/invoice-shapes.ts';
import type { ReassignInvoiceFailure } from './failures.ts';
import { fingerprint, type Plan } from './ports.ts';

/**
 * Moves a sale to another member: what it earned is taken back from one and earned by the other, in one commit.
 *
 * @example
 * ```ts
 * await reassignInvoice(ports)({ invoiceId: 'INV-1', toMemberId: 'C-18', actor: 'staff-3', idempotencyKey: 'move-1' });
 * ```
 */
export const reassignInvoice = commandOfPlan<ReassignInvoiceCommand, InvoiceReceipt, ReassignInvoiceFailure>(
  'reassignInvoice',
  planReassignInvoice,
);

function planReassignInvoice(input: ReassignInvoiceCommand): Plan<InvoiceReceipt, ReassignInvoiceFailure> {
  return parse(reassignInvoiceShape, input).map((said) => {
    const { invoiceId, toMemberId: to, actor, reason = null, idempotencyKey } = said;
    const key = `key:${idempotencyKey}` as const;
    const command = { invoiceId, to, actor, reason, key, fingerprint: fingerprint('reassign-invoice', said) };
    return {
      keys: { invoices: [command.invoiceId], members: [command.to] },
      decide: (records, context) => decideReassign(command, records, context),
    };
  });
}
