import type * as E from '../model/errors.ts';
import type { StoreError } from '../ports/store-error.ts';

/** What can go wrong with any call that reads: the input or the store. */
export type ReadFailure = E.InvalidCommand | StoreError;
/** What can go wrong with `readFeed`. */
export type ReadFeedFailure = ReadFailure | E.UnknownCursor;
/** What can go wrong with any call that writes. Checked in this order: input, replay, existence, policy, balance. */
export type WriteFailure = E.InvalidCommand | E.IdempotencyKeyReused | E.Overloaded | StoreError;

/** What can go wrong with `enrolMember`. */
export type EnrolMemberFailure = WriteFailure | E.PhoneTaken | E.CardTaken;
/** What can go wrong with `updateMember`. */
export type UpdateMemberFailure = WriteFailure | E.UnknownMember | E.MemberChanged | E.PhoneTaken | E.CardTaken;
/** What can go wrong with any verb on invoices. */
export type InvoiceFailure = WriteFailure | E.CurrencyMismatch | E.PointsOverflow | E.ClawbackRefused;
/** What can go wrong with `saveInvoice`. */
export type SaveInvoiceFailure = InvoiceFailure | E.UnknownMember | E.InvoiceHasMember | E.InvoiceBelowRefunded;
/** What can go wrong with `recordPayment`. */
export type RecordPaymentFailure = InvoiceFailure | E.UnknownInvoice;
/** What can go wrong with `approvePayment`. */
export type ApprovePaymentFailure = InvoiceFailure | E.UnknownInvoice | E.UnknownPayment;
/** What can go wrong with `refundInvoice` and `voidInvoice`. */
export type RefundInvoiceFailure = InvoiceFailure | E.UnknownInvoice | E.UnknownLine | E.RefundExceedsInvoice;
/** What can go wrong with `reassignInvoice`. */
export type ReassignInvoiceFailure = InvoiceFailure | E.UnknownInvoice | E.UnknownMember;
/** What can go wrong with `claimInvoice`. */
export type ClaimInvoiceFailure = InvoiceFailure | E.UnknownInvoice | E.UnknownMember | E.InvoiceHasMember;
/** What can go wrong with `adjustPoints`. */
export type AdjustPointsFailure = WriteFailure | E.UnknownMember | E.InsufficientPoints | E.PointsOverflow;
/** What can go wrong with `setBalance`. */
export type SetBalanceFailure = AdjustPointsFailure | E.BalanceMismatch;
/** What can go wrong with `reverseEntry`. */
export type ReverseEntryFailure =
  | AdjustPointsFailure
  | E.UnknownEntry
  | E.UseRefund
  | E.NotReversible
  | E.ReversalExceedsEntry;
/** What can go wrong with `redeemPoints`. */
export type RedeemPointsFailure =
  | InvoiceFailure
  | E.UnknownMember
  | E.UnknownInvoice
  | E.UnknownReward
  | E.InvoiceHasMember
  | E.RedemptionNotAllowed
  | E.InsufficientPoints;
/** What can go wrong with `holdPoints`. */
export type HoldPointsFailure = RedeemPointsFailure;
/** What can go wrong with `captureHold`. */
export type CaptureHoldFailure = RedeemPointsFailure | E.UnknownRedemption | E.HoldClosed;
/** What can go wrong with `releaseHold`. */
export type ReleaseHoldFailure = WriteFailure | E.UnknownMember | E.UnknownRedemption | E.HoldClosed;
