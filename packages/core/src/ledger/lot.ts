import type { Instant } from '../values/instant.ts';

/** When a lot ends: an instant, `never`, or with the account's inactivity deadline. */
export type LotEnd = Instant | 'never' | 'inactivity';

/** What tells lots apart: points with the same end that are available are one lot. */
export interface LotKey {
  /** When its points end. */
  readonly expiresAt: LotEnd;
  /** When its points become available; null once they are. */
  readonly availableAt: Instant | null;
}

/** Points that expire together; always more than 0. Also how points move: so many from or to this lot. */
export interface Lot extends LotKey {
  /** How many points; a whole number. */
  readonly points: number;
  /** Where it ended by inactivity while it was held: since when the member had been active then. */
  readonly activeSince?: Instant;
}

/** Whether a key names this lot. */
export function isSameLot(a: LotKey & Pick<Lot, 'activeSince'>, b: LotKey & Pick<Lot, 'activeSince'>): boolean {
  return a.expiresAt === b.expiresAt && a.availableAt === b.availableAt && a.activeSince === b.activeSince;
}

/** Whether a lot's own end has passed. Points that end by inactivity have no end of their own. */
export function hasEnded({ expiresAt }: Pick<LotKey, 'expiresAt'>, now: Instant): boolean {
  return typeof expiresAt === 'number' && expiresAt <= now;
}

/** Earliest end first; points that end by inactivity before points that never end; available before pending. */
export function byEnd(a: LotKey, b: LotKey): number {
  return compare(endRank(a.expiresAt), endRank(b.expiresAt)) || compare(a.availableAt ?? -1, b.availableAt ?? -1);
}

function endRank(end: LotEnd): number {
  return end === 'never' ? Number.POSITIVE_INFINITY : end === 'inactivity' ? Number.MAX_VALUE : end;
}

/** −1, 0 or 1, safe for infinities. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The lots with these points put in, or taken out where `points` is negative; empty lots vanish. */
export function changeLots(lots: readonly Lot[], moves: readonly Lot[]): Lot[] {
  const changed = lots.slice();
  for (const move of moves) {
    const index = changed.findIndex((lot) => isSameLot(lot, move));
    const points = (changed[index]?.points ?? 0) + move.points;
    if (index === -1) changed.splice(placeOf(move, changed), 0, move);
    else if (points === 0) changed.splice(index, 1);
    else changed[index] = { ...move, points };
  }
  return changed;
}

/** The same moves the other way: what went out comes in. Memories of lapsed lots, too. */
export function negated<Move extends { readonly points: number }>(moves: readonly Move[]): Move[] {
  return moves.map((move) => ({ ...move, points: -move.points }));
}

/** Where a lot belongs among lots that are sorted by end. */
function placeOf(lot: Lot, lots: readonly Lot[]): number {
  const next = lots.findIndex((other) => byEnd(other, lot) > 0);
  return next === -1 ? lots.length : next;
}
