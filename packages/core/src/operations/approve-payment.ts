import { commandOfPlan } from '../records/command-of-plan.ts';
import { decideApprovePayment } from '../earning/decide-payment.ts';
import type { InvoiceReceipt } from '../records/invoice.ts';
import type { ApprovePaymentCommand } from '../schemas/invoice-commands.ts';
import { parse } from '../schemas/parse.ts';
import { approvePaymentShape } from '../schemas/invoice-shapes.ts';
import type { ApprovePaymentFailure } from './failures.ts';
import type { Plan } from './ports.ts';

/**
 * Lets a payment count, in programs that approve payments.
 *
 * @remarks A payment that counts already answers with its own receipt.
 *
 * @example
 * ```ts
 * await approvePayment(ports)({ invoiceId: 'INV-1', paymentId: 'P-1', actor: 'staff-3' });
 * ```
 */
export const approvePayment = commandOfPlan<ApprovePaymentCommand, InvoiceReceipt, ApprovePaymentFailure>(
  'approvePayment',
  planApprovePayment,
);

function planApprovePayment(input: ApprovePaymentCommand): Plan<InvoiceReceipt, ApprovePaymentFailure> {
  return parse(approvePaymentShape, input).map((command) => {
    return {
      keys: { invoices: [command.invoiceId] },
      decide: (records, context) => decideApprovePayment(command, records, context),
    };
  });
}
