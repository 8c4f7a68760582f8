import type { Balance } from '../ledger/account.ts';
import type { Person } from '../members/decide-member.ts';
import type { InvoiceId, MemberId, PaymentId, ProgramVersion, RefundId } from '../values/ids.ts';
import type { Currency } from '../values/money.ts';
import type { InvoiceRedemption, RefundedLine, RefundReceipt, SaleLine, Withheld } from '../records/invoice.ts';
import type { Explanation } from '../records/explanation.ts';

/** A member's profile and balance. */
export interface Member extends Person {
  readonly memberId: MemberId;
  readonly version: number;
  readonly enrolledAt: Date;
  readonly balance: Balance;
}

/** Everything that is known of an invoice. */
export interface Invoice {
  readonly invoiceId: InvoiceId;
  readonly memberId: MemberId | null;
  readonly revision: number;
  /** The version of the program whose rules it keeps. */
  readonly programVersion: ProgramVersion;
  readonly currency: Currency;
  /** In minor units, as the other figures of money. */
  readonly total: number;
  readonly lines: readonly SaleLine[];
  readonly soldAt: Date;
  readonly payments: readonly InvoicePayment[];
  readonly refunds: readonly InvoiceRefund[];
  readonly redemptions: readonly Pick<
    InvoiceRedemption,
    'redemptionId' | 'memberId' | 'points' | 'value' | 'returned'
  >[];
  /** Points earned on it, less those taken back. */
  readonly earned: number;
  /** Why it has not earned, or not yet. */
  readonly withheld: Withheld | null;
  /** How each point of what is kept came about, once nothing withholds it. */
  readonly explanation: Explanation;
}

/** Money received for an invoice. */
export interface InvoicePayment {
  readonly paymentId: PaymentId;
  readonly amount: number;
  readonly paidAt: Date;
  /** Null while it waits for approval. */
  readonly approvedAt: Date | null;
}

/** What was taken back of an invoice. */
export interface InvoiceRefund {
  readonly refundId: RefundId;
  readonly total: number;
  readonly lines: readonly RefundedLine[];
  readonly refundedAt: Date;
  readonly receipt: RefundReceipt;
}
