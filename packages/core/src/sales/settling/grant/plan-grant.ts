import type { LapsedLot } from '../../../ledger/account.ts';
import type { Effect } from '../../../ledger/entry.ts';
import { hasEnded, type Lot, type LotKey } from '../../../ledger/lot.ts';
import { comesTooLate, withLiveEnds } from '../../../ledger/inactivity.ts';
import { lotFor } from '../../../ledger/lot-for.ts';
import { ripen, splitLots } from '../../../ledger/movement.ts';
import type { Posting } from '../../../ledger/posting.ts';
import type { Program } from '../../../program/program.ts';
import { pointsIn } from '../../../values/points.ts';
import type { PostedLot, TakenBack } from '../../invoice/taken-part.ts';
import { withLot } from '../posted/posted-lots.ts';
import { isGone } from '../posted/taken-back.ts';

/** What points do as they come to a sale's member. */
export interface Grant {
  /** Points that go to the account, and repay debt. */
  readonly live: readonly Lot[];
  /** Points that have ended: they expire at once, and repay nothing. */
  readonly ended: readonly Lot[];
  /** Points that had lapsed: that is known again. */
  readonly lapsed: readonly LapsedLot[];
  /** The sale's lots with all of them. */
  readonly lots: readonly PostedLot[];
}

/**
 * Sorts parts that come again, and fresh points, by what becomes of them. `active` is how they move the deadline of
 * inactivity.
 *
 * Of 40 points that come, 10 were in a lot that has ended, 10 were debt, 10 had lapsed and 10 are fresh. The first 10
 * expire at once, 10 repay the debt and 10 are new: these 20 are live. Those that had lapsed are given to nobody, and
 * known as lapsed.
 */
export function planGrant(
  parts: readonly TakenBack[],
  key: LotKey,
  before: readonly PostedLot[],
  posting: Posting,
  rules: Program,
  active: Pick<Effect, 'inactivity'>,
): Grant {
  const { account, now } = posting;
  const live: Lot[] = [];
  const ended: Lot[] = [];
  const lapsed: LapsedLot[] = [];
  let lots = before;
  for (const { points, of, from } of parts) {
    if (points === 0) continue;
    const { expiresAt, availableAt, postedAt } = of ?? { ...key, postedAt: now };
    const own = { expiresAt, availableAt, postedAt, points };
    if (isGone(from)) {
      lots = withLot(lots, from === 'over' ? { ...own, expiredOnArrival: points } : own, posting);
      const memory = typeof from === 'object' && 'lapsed' in from ? from.lapsed : null;
      if (memory !== null && memory.forgetAt > now) lapsed.push({ ...memory, points });
      continue;
    }
    let lot: Lot = { expiresAt, availableAt, points };
    if (typeof from === 'object' && 'lot' in from) {
      lot = withLiveEnds(account, [{ ...from.lot, points }], from.at, now)[0] ?? lot;
    } else if (from === 'debt' && hasEnded(lot, now)) {
      lot = { ...lotFor(rules, now), availableAt: null, points };
    }
    // What became debt repays debt, however late it comes.
    const repaid = from === 'debt' ? Math.max(0, account.debt - pointsIn(live)) : 0;
    const { first, rest } = splitLots([lot], comesTooLate(account, active, lot, now) ? repaid : points);
    live.push(...first);
    ended.push(...rest);
    const expiredOnArrival = pointsIn(rest);
    const inSale = { ...(from === 'debt' ? lot : own), postedAt: now };
    lots = withLot(lots, expiredOnArrival > 0 ? { ...inSale, expiredOnArrival } : inSale, posting);
  }
  return { live, ended: ripen(ended, now), lapsed, lots };
}
