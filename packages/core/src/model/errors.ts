/** What every error has: a name to switch on and a message fit for a log, without personal data. */
interface Named<Kind extends string> {
  readonly kind: Kind;
  readonly message: string;
}

/** The input is not a command: `field` says where, as a path such as `lines[2].net`. */
export interface InvalidCommand extends Named<'invalid-command'> {
  readonly field: string;
  readonly problem: string;
}
export interface UnknownMember extends Named<'unknown-member'> {
  readonly memberId: string | null;
}
export interface UnknownInvoice extends Named<'unknown-invoice'> {
  readonly invoiceId: string;
}
export interface UnknownPayment extends Named<'unknown-payment'> {
  readonly invoiceId: string;
  readonly paymentId: string;
}
export interface UnknownEntry extends Named<'unknown-entry'> {
  readonly memberId: string;
  readonly sequence: number;
}
export interface UnknownRedemption extends Named<'unknown-redemption'> {
  readonly redemptionId: string;
}
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
export interface PhoneTaken extends Named<'phone-taken'> {
  readonly field: 'phone';
}
export interface CardTaken extends Named<'card-taken'> {
  readonly field: 'cardCode';
}
export interface InsufficientPoints extends Named<'insufficient-points'> {
  readonly requested: number;
  /** What the command could have used. */
  readonly available: number;
}
export interface BalanceMismatch extends Named<'balance-mismatch'> {
  readonly expected: number;
  readonly actual: number;
}
export interface PointsOverflow extends Named<'points-overflow'> {}
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
export interface UnknownLine extends Named<'unknown-line'> {
  readonly lineId: string;
}
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
export interface NotReversible extends Named<'not-reversible'> {
  readonly entryKind: string;
}
export interface ReversalExceedsEntry extends Named<'reversal-exceeds-entry'> {
  readonly left: number;
}
export interface RedemptionNotAllowed extends Named<'redemption-not-allowed'> {
  readonly rule: 'no-rate' | 'minimum' | 'maximum' | 'step' | 'invoice-share' | 'invoice-total';
  readonly limit: number;
}
/** The hold has ended already. */
export interface HoldClosed extends Named<'hold-closed'> {
  readonly redemptionId: string;
  readonly state: 'captured' | 'released' | 'lapsed';
}
/** Too many calls are waiting; try again when some have ended. */
export interface Overloaded extends Named<'overloaded'> {
  readonly waiting: number;
}
