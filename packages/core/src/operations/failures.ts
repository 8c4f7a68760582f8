import type { adjustPoints } from '../adjusting/adjust-points.ts';
import type { reverseEntry } from '../adjusting/reverse-entry.ts';
import type { setBalance } from '../adjusting/set-balance.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type * as E from '../values/errors.ts';
import type { StoreError } from '../kernel/store-error.ts';

/** What can go wrong with any call that reads: the input or the store. */
export type ReadFailure = E.InvalidCommand | StoreError;
/** What can go wrong with any call that writes. Checked in this order: input, replay, existence, policy, balance. */
export type WriteFailure = E.InvalidCommand | E.IdempotencyKeyReused | E.Overloaded | StoreError;

/** What can go wrong with any verb on invoices. */
export type InvoiceFailure = WriteFailure | E.CurrencyMismatch | E.PointsOverflow | E.ClawbackRefused;
/** What can go wrong with `adjustPoints`. */
export type AdjustPointsFailure = FailureOf<typeof adjustPoints>;
/** What can go wrong with `setBalance`. */
export type SetBalanceFailure = FailureOf<typeof setBalance>;
/** What can go wrong with `reverseEntry`. */
export type ReverseEntryFailure = FailureOf<typeof reverseEntry>;
/** What can go wrong with `redeemPoints`. */
export type RedeemPointsFailure =
  | InvoiceFailure
  | E.UnknownMember
  | E.UnknownInvoice
  | E.UnknownReward
  | E.InvoiceHasMember
  | E.RedemptionNotAllowed
  | E.CodeRequired
  | E.InsufficientPoints;
/** What can go wrong with `holdPoints`. */
export type HoldPointsFailure = RedeemPointsFailure;
/** What can go wrong with `captureHold`. */
export type CaptureHoldFailure = RedeemPointsFailure | E.UnknownRedemption | E.HoldClosed;
/** What can go wrong with `releaseHold`. */
export type ReleaseHoldFailure = WriteFailure | E.UnknownMember | E.UnknownRedemption | E.HoldClosed;
/** What can go wrong with `requestRedemption`. */
export type RequestRedemptionFailure =
  | RedeemPointsFailure
  | E.NoOtpSecret
  | E.NoNotifier
  | E.ChannelNotAllowed
  | E.NoDestination
  | E.TooManyCodes
  | E.MemberLocked
  | E.CodeNotSent;
/** What can go wrong with any answer to a challenge. */
export type ChallengeFailure =
  | WriteFailure
  | E.NoOtpSecret
  | E.UnknownChallenge
  | E.ChallengeClosed
  | E.CodeLocked
  | E.MemberLocked;
/** What can go wrong with `confirmRedemption`. */
export type ConfirmRedemptionFailure = ChallengeFailure | E.CodeExpired | E.WrongCode | RedeemPointsFailure;
/** What can go wrong with `resendCode`. */
export type ResendCodeFailure =
  | ChallengeFailure
  | E.NoNotifier
  | E.ChannelNotAllowed
  | E.NoDestination
  | E.TooManyCodes
  | E.CodeNotSent;
/** What can go wrong with `cancelRedemption`. */
export type CancelRedemptionFailure = WriteFailure | E.UnknownChallenge | E.ChallengeClosed;
/** What can go wrong with `unlockMember`. */
export type UnlockMemberFailure = WriteFailure | E.NoOtpSecret | E.UnknownMember;
/** What can go wrong with `notifyMember`. */
export type NotifyMemberFailure =
  | ReadFailure
  | E.UnknownMember
  | E.UnknownEntry
  | E.NothingToTell
  | E.NoNotifier
  | E.ChannelNotAllowed
  | E.NoDestination
  | E.MessageNotSent;
/** What can go wrong when a member asks for a code: nothing of it depends on who that is. */
export type MemberRequestFailure = E.InvalidCommand | E.NoOtpSecret | E.NoNotifier | E.Overloaded | StoreError;
/** What can go wrong when a member gives a code. */
export type MemberConfirmFailure =
  | E.InvalidCommand
  | E.NoOtpSecret
  | E.Overloaded
  | StoreError
  | E.CodeNotAccepted
  | E.RedemptionNotAllowed
  | E.UnknownInvoice
  | E.InvoiceHasMember
  | E.ClawbackRefused
  | E.PointsOverflow;
