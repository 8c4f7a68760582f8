import type { Balance } from '../ledger/account.ts';
import type { Explanation } from '../program/explanation.ts';
import type { InvoiceId, MemberId } from '../values/ids.ts';

/** Why an invoice has not earned, or not yet. */
export type Withheld = 'no-member' | 'awaiting-payment' | 'awaiting-approval' | 'email-unverified';

/** What one save, payment, approval, claim or reassignment of an invoice did. */
export interface InvoiceReceipt {
  /** The invoice. */
  readonly invoiceId: InvoiceId;
  /** The revision that is known now. */
  readonly revision: number;
  /** The member who earns on it; null for an anonymous sale. */
  readonly memberId: MemberId | null;
  /** `stale`: a lower revision than the one that is known; nothing was done. */
  readonly outcome: 'recorded' | 'stale';
  /** Points that this command posted; negative where an edit took points back. */
  readonly earned: number;
  /** Points that came back because an edit left less to pay than they pay; left out where none did. */
  readonly pointsReturned?: number;
  /** Points that the invoice has earned in all, less what was taken back. */
  readonly earnedInAll: number;
  /** Why it has not earned, or not yet; null where it has. */
  readonly withheld: Withheld | null;
  /** The member's balance after the command; null for an anonymous sale. */
  readonly balance: Balance | null;
  /** How each point came about. */
  readonly explanation: Explanation;
}
