import { commandOfPlan } from '../records/command-of-plan.ts';
import { decideRefund } from '../earning/decide-refund.ts';
import { systemActor } from '../program/program.ts';
import type { RefundReceipt } from '../records/invoice.ts';
import type { RefundInvoiceCommand } from '../schemas/invoice-commands.ts';
import { parse } from '../schemas/parse.ts';
import { refundInvoiceShape } from '../schemas/invoice-shapes.ts';
import type { RefundInvoiceFailure } from './failures.ts';
import { fingerprint, type Plan } from './ports.ts';

/**
 * Takes back a part of a sale: points that paid for it return, points that it earned are clawed back.
 *
 * @remarks However a refund is split, the points end the same. Where the points were spent, the program's policy
 * decides: debt (repaid by later earnings), forgiveness, or refusal.
 *
 * @example
 * ```ts
 * await refundInvoice(ports)({ invoiceId: 'INV-1', refundId: 'R-1', lines: [{ lineId: '1', quantity: '2' }] });
 * ```
 */
export const refundInvoice = commandOfPlan<RefundInvoiceCommand, RefundReceipt, RefundInvoiceFailure>(
  'refundInvoice',
  planRefundInvoice,
);

function planRefundInvoice(input: RefundInvoiceCommand): Plan<RefundReceipt, RefundInvoiceFailure> {
  return parse(refundInvoiceShape, input).map((said) => {
    const {
      total = null,
      lines = [],
      currency = null,
      refundedAt = null,
      actor = systemActor,
      invoiceId,
      refundId,
    } = said;
    const parts = lines.map(({ lineId, quantity = null, net = null, tax = null }) => ({ lineId, quantity, net, tax }));
    const of = { total, lines: parts };
    const command = {
      invoiceId,
      refundId,
      currency,
      of,
      refundedAt,
      actor,
      fingerprint: fingerprint('refund-invoice', said),
    };
    return {
      keys: { invoices: [command.invoiceId] },
      decide: (records, context) => decideRefund(command, records, context),
    };
  });
}
