import type * as E from '../model/errors.ts';
import type { StoreError } from '../ports/store-error.ts';

/** What can go wrong with any call that reads: the input or the store. */
export type ReadFailure = E.InvalidCommand | StoreError;
/** What can go wrong with any call that writes. Checked in this order: input, replay, existence, policy, balance. */
export type WriteFailure = E.InvalidCommand | E.IdempotencyKeyReused | E.Overloaded | StoreError;

export type EnrolMemberFailure = WriteFailure | E.PhoneTaken | E.CardTaken;
export type UpdateMemberFailure = WriteFailure | E.UnknownMember | E.MemberChanged | E.PhoneTaken | E.CardTaken;
export type InvoiceFailure = WriteFailure | E.CurrencyMismatch | E.PointsOverflow | E.ClawbackRefused;
export type SaveInvoiceFailure = InvoiceFailure | E.UnknownMember | E.InvoiceHasMember | E.InvoiceBelowRefunded;
export type RecordPaymentFailure = InvoiceFailure | E.UnknownInvoice;
export type ApprovePaymentFailure = InvoiceFailure | E.UnknownInvoice | E.UnknownPayment;
export type RefundInvoiceFailure = InvoiceFailure | E.UnknownInvoice | E.UnknownLine | E.RefundExceedsInvoice;
export type ReassignInvoiceFailure = InvoiceFailure | E.UnknownInvoice | E.UnknownMember;
export type ClaimInvoiceFailure = InvoiceFailure | E.UnknownInvoice | E.UnknownMember | E.InvoiceHasMember;
export type AdjustPointsFailure = WriteFailure | E.UnknownMember | E.InsufficientPoints | E.PointsOverflow;
export type SetBalanceFailure = AdjustPointsFailure | E.BalanceMismatch;
export type ReverseEntryFailure =
  | AdjustPointsFailure
  | E.UnknownEntry
  | E.UseRefund
  | E.NotReversible
  | E.ReversalExceedsEntry;
export type RedeemPointsFailure =
  | InvoiceFailure
  | E.UnknownMember
  | E.UnknownInvoice
  | E.UnknownReward
  | E.InvoiceHasMember
  | E.RedemptionNotAllowed
  | E.InsufficientPoints;
export type HoldPointsFailure = RedeemPointsFailure;
export type CaptureHoldFailure = RedeemPointsFailure | E.UnknownRedemption | E.HoldClosed;
export type ReleaseHoldFailure = WriteFailure | E.UnknownMember | E.UnknownRedemption | E.HoldClosed;
