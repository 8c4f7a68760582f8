import type { Balance } from '../../ledger/account.ts';
import type { Explanation } from '../../program/evaluating/explanation.ts';
import type { InvoiceId, MemberId } from '../../values/ids.ts';

/** Why an invoice has not earned, or not yet. */
export type Withheld = 'no-member' | 'awaiting-payment' | 'awaiting-approval' | 'email-unverified';

/** What has become of a sale, or of one save of it: it stands, it was voided, or a later save took its place. */
export type InvoiceState = 'standing' | 'voided' | 'superseded';

/** What one command did to an invoice: the same at each repetition. */
export interface InvoiceDone {
  /**
   * The number of the last entry that this command posted for the member who earned on the sale then; null where it
   * posted none.
   */
  readonly sequence: number | null;
  /** Points that this command posted; negative where it took points back. */
  readonly earned: number;
  /** Points that came back because an edit left less to pay than they pay; left out where none did. */
  readonly pointsReturned?: number;
  /** How each point came about, as it was then. */
  readonly explanation: Explanation;
  /**
   * When the first of the points end that it gave; null where it gave none, or where they never end. Points that end by
   * inactivity end with the others of the member, unless the member is active before.
   */
  readonly endsAt: Date | null;
}

/** How an invoice stands when a command is answered. A repetition tells it as of the repetition. */
export interface InvoiceStanding {
  /** Whether it stands. Of a save that a later one replaced: `superseded`. */
  readonly state: InvoiceState;
  /** The revision that is known. */
  readonly revision: number;
  /** The member who earns on it; null for an anonymous sale. */
  readonly memberId: MemberId | null;
  /** Points that the invoice has earned in all, less what was taken back. */
  readonly earnedInAll: number;
  /** Why it has not earned, or not yet; null where it has. */
  readonly withheld: Withheld | null;
  /**
   * What is still to be paid, in minor units: what is kept of the total, less what points pay, and less the payments,
   * be they approved or not.
   */
  readonly leftToPay: number;
  /** The member's balance; null for an anonymous sale. */
  readonly balance: Balance | null;
}

/** What one save, payment, approval, claim or reassignment of an invoice did, and how the invoice stands. */
export interface InvoiceReceipt extends InvoiceDone, InvoiceStanding {
  /** The invoice. */
  readonly invoiceId: InvoiceId;
  /** `stale`: a lower revision than the one that is known; nothing was done. */
  readonly outcome: 'recorded' | 'stale';
}
