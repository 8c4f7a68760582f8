import { err, ok, type Result } from 'neverthrow';
import type { InvalidCommand } from '../values/errors.ts';
import { invalidCommand } from '../values/failures.ts';
import type { MemberId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import type { EntryCursor, FedEntry, FeedCursor, NotedEntry } from '../ports/ledger-reader.ts';
import type { Page, StatementLine } from './receipts.ts';

/** Rows of a page when the caller names no limit. */
export const usualPage = 50;

/** A page out of one row more than it may have, which says whether there is a next one. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  cursorOf: (last: Row) => string,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** An entry as a statement shows it. */
export function lineOf({ entry, note }: NotedEntry): StatementLine {
  const { memberId, sequence, kind, cause, delta, balanceAfter, actor, reference } = entry;
  return {
    memberId,
    sequence,
    kind,
    cause,
    delta,
    balance: balanceAfter,
    postedAt: new Date(entry.postedAt),
    effectiveAt: new Date(entry.effectiveAt),
    actor,
    reference,
    reason: note?.reason ?? null,
    comment: note?.comment ?? null,
  };
}

/** The cursor of a member's own page: the number of its last entry. */
export function statementCursor({ entry }: NotedEntry): string {
  return String(entry.sequence);
}

/** Reads it back. */
export function readStatementCursor(cursor: string | undefined): Result<number | null, InvalidCommand> {
  if (cursor === undefined) return ok(null);
  const sequence = Number(cursor);
  return Number.isSafeInteger(sequence) && sequence > 0 ? ok(sequence) : err(notACursor());
}

/** The cursor of a page over all members. */
export function entriesCursor({ entry }: NotedEntry): string {
  return `${entry.postedAt} ${entry.sequence} ${entry.memberId}`;
}

/** Reads it back. */
export function readEntriesCursor(cursor: string | undefined): Result<EntryCursor | null, InvalidCommand> {
  if (cursor === undefined) return ok(null);
  const place = readPlace(cursor);
  if (place === null) return err(notACursor());
  return ok({ postedAt: place.at as Instant, memberId: place.memberId, sequence: place.sequence });
}

/** The cursor of the feed. */
export function feedCursor({ position, entry }: FedEntry): string {
  return `${position} ${entry.sequence} ${entry.memberId}`;
}

/** Reads it back. */
export function readFeedCursor(cursor: string | null): Result<FeedCursor | null, InvalidCommand> {
  if (cursor === null) return ok(null);
  const place = readPlace(cursor);
  if (place === null) return err(notACursor('`cursor`'));
  return ok({ position: place.at, memberId: place.memberId, sequence: place.sequence });
}

/** An entry, after the figure that says where it stands. An id may hold the line separators of Unicode. */
function readPlace(cursor: string): { at: number; sequence: number; memberId: MemberId } | null {
  const [, at, sequence, memberId] = /^(\d{1,16}) (\d{1,16}) (.+)$/su.exec(cursor) ?? [];
  if (memberId === undefined || !isFigure(at) || !isFigure(sequence)) return null;
  return { at: Number(at), sequence: Number(sequence), memberId: memberId as MemberId };
}

function isFigure(digits: string | undefined): boolean {
  return Number.isSafeInteger(Number(digits));
}

export function notACursor(given = '`next`'): InvalidCommand {
  return invalidCommand('cursor', `is not one that a page gave; pass ${given} of the page before, or leave it out`);
}
