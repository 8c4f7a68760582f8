import type { Instant } from '../values/instant.ts';
import { type Account, isAvailable } from './account.ts';
import type { Effect } from './entry.ts';
import { byEnd, isSameLot, type Lot, type LotKey } from './lot.ts';

/** Which points may be taken, and which of them first. */
export interface TakingOrder {
  /** This lot before all others. */
  readonly first?: LotKey | null;
  /** Pending points too, after the available ones. */
  readonly pending?: boolean;
}

/** Up to `points` points out of an account's lots, earliest end first; fewer where there are fewer. */
export function takeFrom(account: Account, points: number, now: Instant, order: TakingOrder = {}): Lot[] {
  const rank = (lot: Lot): number =>
    order.first && isSameLot(lot, order.first) ? 0 : isAvailable(lot, now) ? 1 : order.pending ? 2 : 3;
  const lots = ripen(account.lots, now)
    .filter((lot) => rank(lot) < 3)
    .sort((a, b) => rank(a) - rank(b) || byEnd(a, b));
  const taken: Lot[] = [];
  let left = points;
  for (const lot of lots) {
    if (left === 0) break;
    const part = Math.min(left, lot.points);
    taken.push({ ...lot, points: part });
    left -= part;
  }
  return taken;
}

/** Repays debt with points, those that end earliest first, and puts the rest into lots. */
export function giveTo(account: Account, lots: readonly Lot[], now: Instant): Effect {
  const ripe = ripen(lots, now);
  if (account.debt === 0) return effect({ added: ripe });
  let debt = account.debt;
  const added: Lot[] = [];
  for (const lot of ripe.toSorted(byEnd)) {
    const repaid = Math.min(debt, lot.points);
    debt -= repaid;
    if (repaid < lot.points) added.push({ ...lot, points: lot.points - repaid });
  }
  return effect({ added, debt: debt - account.debt });
}

/** An effect without its empty parts, so that entries stay small. */
export function effect(parts: { readonly [Part in keyof Effect]: Effect[Part] | undefined }): Effect {
  const kept: Record<string, unknown> = {};
  for (const name in parts) {
    const part = parts[name as keyof Effect];
    // That nothing is claimed any more must be said.
    const isEmpty = Array.isArray(part) ? part.length === 0 && name !== 'holdClaims' : name === 'debt' && part === 0;
    if (part !== undefined && !isEmpty) kept[name] = part;
  }
  return kept;
}

/** The first `points` points of some moves, in their order, and the rest. */
export function splitLots<Part extends { readonly points: number } = Lot>(
  lots: readonly Part[],
  points: number,
): { first: Part[]; rest: Part[] } {
  const first: Part[] = [];
  const rest: Part[] = [];
  let left = points;
  for (const lot of lots) {
    const part = Math.min(left, lot.points);
    left -= part;
    if (part > 0) first.push({ ...lot, points: part });
    if (part < lot.points) rest.push({ ...lot, points: lot.points - part });
  }
  return { first, rest };
}

/**
 * What is available by now no longer says since when. 30 points that end on 1 June and became available on 5 May are on
 * 6 May of one lot with the 10 that were available before: the lot of 1 June.
 */
export function ripen(lots: readonly Lot[], now: Instant): readonly Lot[] {
  const isRipe = (lot: Lot) => lot.availableAt !== null && isAvailable(lot, now);
  return lots.some(isRipe) ? lots.map((lot) => (isRipe(lot) ? { ...lot, availableAt: null } : lot)) : lots;
}
