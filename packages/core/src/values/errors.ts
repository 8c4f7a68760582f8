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
/** The ledger has no such place in its feed: it was restored to a time before this cursor. */
export interface UnknownCursor extends Named<'unknown-cursor'> {
  readonly cursor: string;
}
/** Too many calls are waiting; try again when some have ended. */
export interface Overloaded extends Named<'overloaded'> {
  readonly waiting: number;
}
