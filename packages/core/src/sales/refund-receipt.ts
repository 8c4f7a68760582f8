import type { Balance } from '../ledger/account.ts';
import type { InvoiceId, MemberId, RefundId } from '../values/ids.ts';

/** What one refund or void did. */
export interface RefundReceipt {
  readonly invoiceId: InvoiceId;
  readonly refundId: RefundId;
  readonly memberId: MemberId | null;
  /** Money refunded by this command, in minor units. */
  readonly refunded: number;
  /** Points taken back, in all: `taken`, `lapsed`, `debt` and `forgiven` say where from. */
  readonly clawedBack: number;
  readonly taken: number;
  /** Points that had lapsed unspent already. */
  readonly lapsed: number;
  readonly debt: number;
  readonly forgiven: number;
  /** Points earned by this command: what remains may now be paid in full. */
  readonly earned: number;
  /** Redeemed points that came back, those included that had lapsed meanwhile and so expired at once. */
  readonly returned: number;
  readonly returnedExpired: number;
  readonly balance: Balance | null;
}
