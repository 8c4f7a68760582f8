/** What every error has: a name to switch on and a message fit for a log, without personal data. */
export interface Named<Kind extends string> {
  /** The name of the error, to switch on. */
  readonly kind: Kind;
  /** What happened and what to do, fit for a log: no personal data. */
  readonly message: string;
}

/** The input is not a command: `field` says where, as a path such as `lines[2].net`. */
export interface InvalidCommand extends Named<'invalid-command'> {
  /** Where the mistake is, as a path; empty for the input as a whole. */
  readonly field: string;
  /** What is wrong with it. */
  readonly problem: string;
}
/** Nobody is enrolled under this id, or has this phone. */
export interface UnknownMember extends Named<'unknown-member'> {
  /** The id that the command names; null where it names a phone. */
  readonly memberId: string | null;
}
/** The member has no such entry. */
export interface UnknownEntry extends Named<'unknown-entry'> {
  /** The member whom the command names. */
  readonly memberId: string;
  /** The number that the command names. */
  readonly sequence: number;
}
/** The id was used for another command before; nothing was written. */
export interface IdempotencyKeyReused extends Named<'idempotency-key-reused'> {
  /** The field of the command that names it. */
  readonly field: string;
  /** The id that was used before. */
  readonly id: string;
}
/** The member has too few points that the command may use; nothing was written. */
export interface InsufficientPoints extends Named<'insufficient-points'> {
  /** The points that the command asks for. */
  readonly requested: number;
  /** What the command could have used. */
  readonly available: number;
}
/** The balance is not what the caller believed. */
export interface BalanceMismatch extends Named<'balance-mismatch'> {
  /** The balance that the caller named. */
  readonly expected: number;
  /** The balance that the member has. */
  readonly actual: number;
}
/** A figure would pass 2^53 − 1; nothing was written. */
export interface PointsOverflow extends Named<'points-overflow'> {}
/** The entry was written by a sale or a redemption: refund, void or edit the sale instead. */
export interface UseRefund extends Named<'use-refund'> {
  /** The id of the invoice or of the redemption. */
  readonly reference: string;
}
/** The entry is of a kind that cannot be reversed, such as an expiry. */
export interface NotReversible extends Named<'not-reversible'> {
  /** The kind of the entry. */
  readonly entryKind: string;
}
/** More points would be reversed than the entry has left. */
export interface ReversalExceedsEntry extends Named<'reversal-exceeds-entry'> {
  /** The points of the entry that can still be reversed. */
  readonly left: number;
}
/** The ledger has no such place in its feed, because it was restored to a time before this cursor. */
export interface UnknownCursor extends Named<'unknown-cursor'> {
  /** The cursor that the call names. */
  readonly cursor: string;
}
/** Too many calls are waiting; try again when some have ended. */
export interface Overloaded extends Named<'overloaded'> {
  /** How many calls wait for their commit. */
  readonly waiting: number;
}
