import { saveInvoice } from '../sales/save-invoice.ts';
import { recordPayment } from '../sales/record-payment.ts';
import { approvePayment } from '../sales/approve-payment.ts';
import { refundInvoice } from '../sales/refund-invoice.ts';
import { voidInvoice } from '../sales/void-invoice.ts';
import { reinstateInvoice } from '../sales/reinstate-invoice.ts';
import { reversePayment } from '../sales/reverse-payment.ts';
import { returnWithoutSale } from '../sales/return-without-sale.ts';
import { reassignInvoice } from '../sales/reassign-invoice.ts';
import { claimInvoice } from '../sales/claim-invoice.ts';

export { saveInvoice, type SaveInvoiceCommand, type SaveInvoiceFailure } from '../sales/save-invoice.ts';
export { recordPayment, type RecordPaymentCommand, type RecordPaymentFailure } from '../sales/record-payment.ts';
export { approvePayment, type ApprovePaymentCommand, type ApprovePaymentFailure } from '../sales/approve-payment.ts';
export {
  refundInvoice,
  type RefundInvoiceCommand,
  type RefundInvoiceFailure,
  type RefundLineInput,
} from '../sales/refund-invoice.ts';
export { voidInvoice, type VoidInvoiceCommand, type VoidInvoiceFailure } from '../sales/void-invoice.ts';
export {
  type InvoiceNotVoided,
  reinstateInvoice,
  type ReinstateInvoiceCommand,
  type ReinstateInvoiceFailure,
} from '../sales/reinstate-invoice.ts';
export {
  type PaymentReversalReceipt,
  reversePayment,
  type ReversePaymentCommand,
  type ReversePaymentFailure,
} from '../sales/reverse-payment.ts';
export {
  type ReturnReceipt,
  returnWithoutSale,
  type ReturnWithoutSaleCommand,
  type ReturnWithoutSaleFailure,
} from '../sales/return-without-sale.ts';
export {
  reassignInvoice,
  type ReassignInvoiceCommand,
  type ReassignInvoiceFailure,
} from '../sales/reassign-invoice.ts';
export { claimInvoice, type ClaimInvoiceCommand, type ClaimInvoiceFailure } from '../sales/claim-invoice.ts';

/** The verbs that write sales. */
export const saleVerbs = {
  /**
   * Saves a sale, or an edit of it, and posts what it earns.
   *
   * @example
   * ```ts
   * const saved = await pointbook.saveInvoice({ invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 });
   * if (saved.isOk()) print(`+${saved.value.earned} points`);
   * ```
   */
  saveInvoice,
  /**
   * Adds a payment to an invoice; in a program that earns on full payment, the one that completes it posts the points.
   *
   * @example
   * ```ts
   * await pointbook.recordPayment({ invoiceId: 'INV-1', paymentId: 'P-1', currency: 'IDR', amount: 125_000 });
   * ```
   */
  recordPayment,
  /**
   * Lets a payment count, in programs that approve payments.
   *
   * @example
   * ```ts
   * await pointbook.approvePayment({ invoiceId: 'INV-1', paymentId: 'P-1', actor: 'staff-3' });
   * ```
   */
  approvePayment,
  /**
   * Takes back a part of a sale: points that paid for it return, points that it earned are clawed back.
   *
   * @example
   * ```ts
   * await pointbook.refundInvoice({ invoiceId: 'INV-1', refundId: 'R-1', lines: [{ lineId: '1', quantity: '2' }] });
   * ```
   */
  refundInvoice,
  /**
   * Takes back all that is left of a sale: goods, charges and fees. Points that members hold for it are released, and
   * their one-time codes are of no more use.
   *
   * @example
   * ```ts
   * await pointbook.voidInvoice({ invoiceId: 'INV-1', refundId: 'VOID-1' });
   * ```
   */
  voidInvoice,
  /**
   * Takes the void of a sale back: the sale stands again, and earns what it would have earned.
   *
   * @example
   * ```ts
   * await pointbook.reinstateInvoice({ invoiceId: 'INV-1', reinstatementId: 'BACK-1', actor: 'staff-3' });
   * ```
   */
  reinstateInvoice,
  /**
   * Says that a payment no longer counts: it bounced, or was mistyped. What it had paid is owed again, and another
   * payment may come under an id of its own.
   *
   * @example
   * ```ts
   * await pointbook.reversePayment({ invoiceId: 'INV-1', paymentId: 'P-1', reversalId: 'BOUNCED-1' });
   * ```
   */
  reversePayment,
  /**
   * Takes points back for goods that come back where nobody knows the sale.
   *
   * @example
   * ```ts
   * await pointbook.returnWithoutSale({ memberId: 'C-17', returnId: 'RET-1', sale: { currency: 'IDR', total: 40_000 } });
   * ```
   */
  returnWithoutSale,
  /**
   * Moves a sale to another member: what it earned is taken back from one and earned by the other, in one commit.
   *
   * @example
   * ```ts
   * await pointbook.reassignInvoice({ invoiceId: 'INV-1', toMemberId: 'C-18', actor: 'staff-3', idempotencyKey: 'move-1' });
   * ```
   */
  reassignInvoice,
  /**
   * Gives a sale that named no customer its member, once, at the rules of the sale.
   *
   * @example
   * ```ts
   * await pointbook.claimInvoice({ invoiceId: 'INV-2', phone: '+628123456789', idempotencyKey: 'claim-INV-2' });
   * ```
   */
  claimInvoice,
};
