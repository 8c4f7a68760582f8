import type { Channel } from './channel.ts';
import type { SendOutcome } from './message.ts';

/** What every error has: a name to switch on and a message fit for a log, without personal data. */
export interface Named<Kind extends string> {
  readonly kind: Kind;
  readonly message: string;
}

/** The input is not a command: `field` says where, as a path such as `lines[2].net`. */
export interface InvalidCommand extends Named<'invalid-command'> {
  readonly field: string;
  readonly problem: string;
}
/** Nobody is enrolled under this id, or has this phone. */
export interface UnknownMember extends Named<'unknown-member'> {
  readonly memberId: string | null;
}
/** No such invoice was saved. */
export interface UnknownInvoice extends Named<'unknown-invoice'> {
  readonly invoiceId: string;
}
/** The invoice has no such payment. */
export interface UnknownPayment extends Named<'unknown-payment'> {
  readonly invoiceId: string;
  readonly paymentId: string;
}
/** The member has no such entry. */
export interface UnknownEntry extends Named<'unknown-entry'> {
  readonly memberId: string;
  readonly sequence: number;
}
/** The member has no such redemption. */
export interface UnknownRedemption extends Named<'unknown-redemption'> {
  readonly redemptionId: string;
}
/** The program's catalog has no such reward. */
export interface UnknownReward extends Named<'unknown-reward'> {
  readonly rewardId: string;
}
/** The id was used for another command before; nothing was written. */
export interface IdempotencyKeyReused extends Named<'idempotency-key-reused'> {
  /** The field of the command that names it. */
  readonly field: string;
  readonly id: string;
}
/** The member's profile changed since the version that the command is based on. */
export interface MemberChanged extends Named<'member-changed'> {
  readonly memberId: string;
  readonly version: number;
}
/** Another member of the program has the phone. */
export interface PhoneTaken extends Named<'phone-taken'> {
  readonly field: 'phone';
}
/** Another member of the program has the card code. */
export interface CardTaken extends Named<'card-taken'> {
  readonly field: 'cardCode';
}
/** The member has too few points that the command may use; nothing was written. */
export interface InsufficientPoints extends Named<'insufficient-points'> {
  readonly requested: number;
  /** What the command could have used. */
  readonly available: number;
}
/** The balance is not what the caller believed. */
export interface BalanceMismatch extends Named<'balance-mismatch'> {
  readonly expected: number;
  readonly actual: number;
}
/** A figure would pass 2^53 − 1; nothing was written. */
export interface PointsOverflow extends Named<'points-overflow'> {}
/** The money is not in the program's currency. */
export interface CurrencyMismatch extends Named<'currency-mismatch'> {
  readonly expected: string;
  readonly actual: string;
}
/** The invoice already has a member; another one is `reassignInvoice`. */
export interface InvoiceHasMember extends Named<'invoice-has-member'> {
  readonly invoiceId: string;
}
/** An edit would leave less than what was refunded already. */
export interface InvoiceBelowRefunded extends Named<'invoice-below-refunded'> {
  readonly invoiceId: string;
  readonly field: string;
}
/** The invoice has no such line. */
export interface UnknownLine extends Named<'unknown-line'> {
  readonly lineId: string;
}
/** More would be refunded than is left. */
export interface RefundExceedsInvoice extends Named<'refund-exceeds-invoice'> {
  readonly field: string;
  /** What is left to refund of it, in minor units or as a decimal text for quantities. */
  readonly left: number | string;
}
/** The program refuses clawbacks that the member's points do not cover; nothing was recorded. */
export interface ClawbackRefused extends Named<'clawback-refused'> {
  readonly clawback: number;
  readonly available: number;
}
/** The entry was written by an invoice or a redemption: refund, void or edit that. */
export interface UseRefund extends Named<'use-refund'> {
  readonly reference: string;
}
/** The entry is of a kind that nobody reverses, such as an expiry. */
export interface NotReversible extends Named<'not-reversible'> {
  readonly entryKind: string;
}
/** More points would be reversed than the entry has left. */
export interface ReversalExceedsEntry extends Named<'reversal-exceeds-entry'> {
  readonly left: number;
}
/** The program's limits do not admit the redemption; `limit` is in points. */
export interface RedemptionNotAllowed extends Named<'redemption-not-allowed'> {
  readonly rule: 'no-rate' | 'minimum' | 'maximum' | 'step' | 'invoice-share' | 'invoice-total';
  readonly limit: number;
}
/** The hold has ended already. */
export interface HoldClosed extends Named<'hold-closed'> {
  readonly redemptionId: string;
  readonly state: 'captured' | 'released' | 'lapsed';
}
/** The program asks for the customer's code here: `requestRedemption`, then `confirmRedemption`. */
export interface CodeRequired extends Named<'code-required'> {
  readonly points: number;
}
/** This process can neither make nor check codes: it was given no secret. */
export interface NoOtpSecret extends Named<'no-otp-secret'> {}
/** This process has no notifier for any of these channels. */
export interface NoNotifier extends Named<'no-notifier'> {
  readonly channels: readonly Channel[];
}
/** The program sends no codes over this channel. */
export interface ChannelNotAllowed extends Named<'channel-not-allowed'> {
  readonly channel: Channel;
  readonly allowed: readonly Channel[];
}
/** The member's profile has no address, or no verified one where the program asks for that, on any of these channels. */
export interface NoDestination extends Named<'no-destination'> {
  readonly memberId: string;
  readonly channels: readonly Channel[];
}
/** Codes were sent too recently, or too often, to this member or to this destination. */
export interface TooManyCodes extends Named<'too-many-codes'> {
  readonly rule: 'between-sends' | 'sends';
  /** The next code may be asked for at this time; where the hold ends before, request anew. */
  readonly retryAt: Date;
}
/** Too many wrong codes were given for this member or this destination; staff can unlock the member. */
export interface MemberLocked extends Named<'member-locked'> {
  readonly memberId: string;
  readonly until: Date;
}
/** No code was asked for under this id. */
export interface UnknownChallenge extends Named<'unknown-challenge'> {
  readonly challengeId: string;
}
/** The challenge has come to its end. */
export interface ChallengeClosed extends Named<'challenge-closed'> {
  readonly challengeId: string;
  /** `void`: the member's address changed, or the record does not bear its seal. `lapsed`: the hold's deadline passed. */
  readonly state: 'used' | 'cancelled' | 'void' | 'lapsed';
}
/** It is not the code; the attempt counts. */
export interface WrongCode extends Named<'wrong-code'> {
  readonly challengeId: string;
  readonly attemptsLeft: number;
}
/** Wrong codes have used up the challenge's attempts: cancel the redemption and request another. */
export interface CodeLocked extends Named<'code-locked'> {
  readonly challengeId: string;
}
/** The code has come to its end: send another. */
export interface CodeExpired extends Named<'code-expired'> {
  readonly challengeId: string;
  readonly expiredAt: Date;
}
/** The points are held, but the code did not go out: send it again, over another channel if need be. */
export interface CodeNotSent extends Named<'code-not-sent'> {
  readonly challengeId: string;
  readonly channel: Channel;
  readonly outcome: Exclude<SendOutcome, { readonly status: 'sent' }>;
  /** Whether the same channel may do it later. */
  readonly retryable: boolean;
  /** The next code may be asked for at this time; where the hold ends before, request anew. */
  readonly retryAt: Date;
}
/** The answer to members that says no more than that: whatever the reason is. */
export interface CodeNotAccepted extends Named<'code-not-accepted'> {}
/** The entry tells a member nothing: it neither earned nor adjusted points. */
export interface NothingToTell extends Named<'nothing-to-tell'> {}
/** The message did not go out. */
export interface MessageNotSent extends Named<'message-not-sent'> {
  readonly channel: Channel;
  readonly outcome: Exclude<SendOutcome, { readonly status: 'sent' }>;
  readonly retryable: boolean;
}
/** The ledger has no such place in its feed: it was restored to a time before this cursor. */
export interface UnknownCursor extends Named<'unknown-cursor'> {
  readonly cursor: string;
}
/** Too many calls are waiting; try again when some have ended. */
export interface Overloaded extends Named<'overloaded'> {
  readonly waiting: number;
}
