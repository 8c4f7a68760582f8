import type { Balance } from '../ledger/account.ts';
import type { EntryCause, EntryKind, Reference } from '../ledger/entry.ts';
import type { Person } from '../members/decide-member.ts';
import type { ActorId, InvoiceId, MemberId, PaymentId, ProgramVersion, RefundId } from '../values/ids.ts';
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

/** One page of records; `next` is null on the last one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** What came since a cursor, up to the limit. */
export interface FeedPage {
  readonly items: readonly StatementLine[];
  /** What to pass the next time, whether or not something came; null while the ledger has no entry. */
  readonly cursor: string | null;
}

/** One entry of the ledger as a statement shows it. */
export interface StatementLine {
  readonly memberId: MemberId;
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly cause: EntryCause;
  /** Signed change in points. */
  readonly delta: number;
  /** The balance after it. */
  readonly balance: number;
  /** When it was written. */
  readonly postedAt: Date;
  /** The date in business terms: of the sale, say. Points that expired ended right before it: at midnight their day is over. */
  readonly effectiveAt: Date;
  readonly actor: ActorId;
  readonly reference: Reference | null;
  /** For staff. */
  readonly reason: string | null;
  /** For the customer. */
  readonly comment: string | null;
}

/** What a sweep did. */
export interface SweepReceipt {
  /** Members that had something due. */
  readonly members: number;
  readonly entries: number;
  /** Whether more is due than the limit let through. */
  readonly more: boolean;
}

/** What checking a ledger found: nothing, when `findings` is empty. */
export interface Verification {
  readonly members: number;
  readonly entries: number;
  readonly findings: readonly Finding[];
}

/** Something in the ledger that contradicts itself. */
export interface Finding {
  readonly memberId: MemberId;
  /** The entry where it shows; null for the account as a whole. */
  readonly sequence: number | null;
  readonly problem: string;
}
