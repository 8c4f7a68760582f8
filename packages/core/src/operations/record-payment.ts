import { commandOfPlan } from '../records/command-of-plan.ts';
import { decideRecordPayment } from '../earning/decide-payment.ts';
import { systemActor } from '../program/program.ts';
import type { InvoiceReceipt } from '../records/invoice.ts';
import type { RecordPaymentCommand } from '../schemas/invoice-commands.ts';
import { parse } from '../schemas/parse.ts';
import { recordPaymentShape } from '../schemas/invoice-shapes.ts';
import type { RecordPaymentFailure } from './failures.ts';
import { fingerprint, type Plan } from './ports.ts';

/**
 * Adds a payment to an invoice; in a program that earns on full payment, the one that completes it posts the points.
 *
 * @remarks Payments add up. Where the program approves payments, this one counts once `approvePayment` was called.
 *
 * @example
 * ```ts
 * await recordPayment(ports)({ invoiceId: 'INV-1', paymentId: 'P-1', currency: 'IDR', amount: 125_000 });
 * ```
 */
export const recordPayment = commandOfPlan<RecordPaymentCommand, InvoiceReceipt, RecordPaymentFailure>(
  'recordPayment',
  planRecordPayment,
);

function planRecordPayment(input: RecordPaymentCommand): Plan<InvoiceReceipt, RecordPaymentFailure> {
  return parse(recordPaymentShape, input).map((said) => {
    const { paidAt = null, actor = systemActor, ...rest } = said;
    const command = { ...rest, paidAt, actor, fingerprint: fingerprint('record-payment', said) };
    return {
      keys: { invoices: [command.invoiceId] },
      decide: (records, context) => decideRecordPayment(command, records, context),
    };
  });
}
