import type { Balance } from '../ledger/account.ts';
import type { InvoiceId, MemberId, RefundId } from '../values/ids.ts';

/** What one refund or void did. */
export interface RefundReceipt {
  /** The invoice. */
  readonly invoiceId: InvoiceId;
  /** The refund. */
  readonly refundId: RefundId;
  /** The member who loses points; null for an anonymous sale. */
  readonly memberId: MemberId | null;
  /** Money refunded by this command, in minor units. */
  readonly refunded: number;
  /** Points taken back, in all: `taken`, `lapsed`, `debt` and `forgiven` say where from. */
  readonly clawedBack: number;
  /** Points that were taken from the member's lots. */
  readonly taken: number;
  /** Points that had lapsed unspent already. */
  readonly lapsed: number;
  /** Points that the member now owes. */
  readonly debt: number;
  /** Points that the program lets the member keep. */
  readonly forgiven: number;
  /** Points earned by this command: what remains may now be paid in full. */
  readonly earned: number;
  /** Redeemed points that came back, those included that had lapsed meanwhile and so expired at once. */
  readonly returned: number;
  /** The part of `returned` that expired at once. */
  readonly returnedExpired: number;
  /** The member's balance after the command; null for an anonymous sale. */
  readonly balance: Balance | null;
}
