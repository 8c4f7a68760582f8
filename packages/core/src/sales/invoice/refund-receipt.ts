import type { InvoiceId, RefundId } from '../../values/ids.ts';
import type { Instant } from '../../values/instant.ts';
import type { InvoiceStanding } from './invoice-receipt.ts';

/** What one refund or void did, and how the invoice stands. */
export interface RefundReceipt
  extends RefundDone, Pick<InvoiceStanding, 'state' | 'memberId' | 'leftToPay' | 'balance'> {
  /** The invoice. */
  readonly invoiceId: InvoiceId;
  /** The refund. */
  readonly refundId: RefundId;
}

/** What one refund or void did: the same at each repetition. */
export interface RefundDone {
  /**
   * The number of the last entry that this command posted for the member who earned on the sale then; null where it
   * posted none.
   */
  readonly sequence: number | null;
  /** How much of the sale was taken back by this command, however it had been paid, in minor units. */
  readonly value: number;
  /**
   * How much less is owed or was paid in money for it: `value` less the worth of the points that no longer pay. Give so
   * much back to a customer who had paid everything.
   */
  readonly money: number;
  /**
   * Money that is due back to the customer by this command: what was paid beyond what is owed now. Null where no
   * payments are recorded on the sale; then go by `money`.
   */
  readonly due: number | null;
  /** Points taken back, in all: `taken`, `lapsed`, `debt` and `forgiven` say where from. */
  readonly clawedBack: number;
  /** Points that were taken from the member's lots. */
  readonly taken: number;
  /** Points that had lapsed unspent already. */
  readonly lapsed: number;
  /** Points that the member now owes. */
  readonly debt: number;
  /**
   * Points that the program lets the member keep. Below 0 where points that came back made good what was forgiven
   * before.
   */
  readonly forgiven: number;
  /** Points earned by this command: what remains may now be paid in full, or earn more by the program's rules. */
  readonly earned: number;
  /** Redeemed points that came back, those included that had ended meanwhile and so expired at once. */
  readonly pointsReturned: number;
  /** The part of `pointsReturned` that expired at once. */
  readonly pointsReturnedExpired: number;
  /**
   * When the first of the points end that this command gave: those that came back, and those that it earned. Null where
   * it gave none, or where they never end. Points that end by inactivity end with the others of the member, unless the
   * member is active before.
   */
  readonly endsAt: Date | null;
}

/** What a refund did, as the ledger keeps it. */
export interface StoredRefundDone extends Omit<RefundDone, 'endsAt'> {
  /** When the first of the points end that it gave; left out where it gave none, or where they never end. */
  readonly endsAt?: Instant;
}

/** What a refund did, as it is told. */
export function toldRefund({ endsAt, ...did }: StoredRefundDone): RefundDone {
  return { ...did, endsAt: endsAt === undefined ? null : new Date(endsAt) };
}
