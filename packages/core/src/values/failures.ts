import type {
  BalanceMismatch,
  IdempotencyKeyReused,
  InsufficientPoints,
  InvalidCommand,
  NotReversible,
  Overloaded,
  PointsOverflow,
  ReversalExceedsEntry,
  UnknownCursor,
  UnknownEntry,
  UnknownMember,
  UseRefund,
} from './errors.ts';
import { quoted } from './quoted.ts';

/** The result would pass 2^53 − 1. */
export function pointsOverflow(): PointsOverflow {
  return {
    kind: 'points-overflow',
    message: 'The points would pass 2^53 - 1, the most that a ledger keeps; nothing was written. Use fewer points.',
  };
}

/** No member has this id, or this phone where the id is null. */
export function unknownMember(memberId: string | null): UnknownMember {
  const who = memberId === null ? 'No member has this phone' : `No member has the id ${quoted(memberId)}`;
  return { kind: 'unknown-member', message: `${who}; enrol the customer first.`, memberId };
}

/** The member has no entry of this number. */
export function unknownEntry(memberId: string, sequence: number): UnknownEntry {
  const message = `Member ${quoted(memberId)} has no entry ${sequence}; the receipt and the statement name the sequence.`;
  return { kind: 'unknown-entry', message, memberId, sequence };
}

/** An id that named another command before. */
export function idempotencyKeyReused(field: string, id: string): IdempotencyKeyReused {
  const message = `${field} ${quoted(id)} was used for another command before; use a new one, or send the same command again.`;
  return { kind: 'idempotency-key-reused', message, field, id };
}

/** A host's idempotency key that named another command before. */
export function hostKeyReused(key: string): IdempotencyKeyReused {
  return idempotencyKeyReused('idempotencyKey', key.slice('key:'.length));
}

export function insufficientPoints(requested: number, available: number): InsufficientPoints {
  const message = `${requested} points were asked for, but only ${available} can be used; ask for no more than these.`;
  return { kind: 'insufficient-points', message, requested, available };
}

/** A field of an input that is wrong by itself. */
export function invalidCommand(field: string, problem: string): InvalidCommand {
  return { kind: 'invalid-command', message: `${field} ${problem}.`, field, problem };
}

/** The balance is not the one that the host expected. */
export function balanceMismatch(expected: number, actual: number): BalanceMismatch {
  const message = `The balance was expected to be ${expected}, but it is ${actual}; look again before setting it.`;
  return { kind: 'balance-mismatch', message, expected, actual };
}

export function useRefund({ type, id: reference }: { type: 'invoice' | 'redemption'; id: string }): UseRefund {
  const message =
    type === 'invoice'
      ? `The entry belongs to the sale ${quoted(reference)}; refund, void or edit the sale instead.`
      : `The entry belongs to the redemption ${quoted(reference)}; release its hold, or refund or void the sale that it paid. If it was a mistake, call undoRedemption.`;
  return { kind: 'use-refund', message, reference };
}

export function notReversible(entryKind: string): NotReversible {
  const message = `An entry of kind ${entryKind} cannot be reversed; only adjustments, opening balances and returns without a sale can. Adjust the points instead.`;
  return { kind: 'not-reversible', message, entryKind };
}

/** What a hold paid for a return is a part of it: the whole return is reversed. */
export function partOfReturn(entryKind: string, returnId: string): NotReversible {
  const message = `The entry is a part of the return ${quoted(returnId)}; reverse the first entry of that return, which its receipt names.`;
  return { kind: 'not-reversible', message, entryKind };
}

export function reversalExceedsEntry(left: number): ReversalExceedsEntry {
  const message =
    left === 0
      ? 'The entry moved no points, or was reversed already; nothing of it is left to reverse.'
      : `Only ${left} points of the entry are left to reverse; reverse no more than these.`;
  return { kind: 'reversal-exceeds-entry', message, left };
}

export function unknownCursor(cursor: string): UnknownCursor {
  const message =
    'The ledger was restored to a time before this cursor. Read on from an older cursor, or without one; memberId and sequence tell which entries you have already.';
  return { kind: 'unknown-cursor', message, cursor };
}

export function overloaded(waiting: number): Overloaded {
  const message = `${waiting} calls are waiting already; nothing was written, try again in a moment.`;
  return { kind: 'overloaded', message, waiting };
}
