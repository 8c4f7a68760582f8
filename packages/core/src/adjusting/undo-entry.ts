import { err, ok, type Result } from 'neverthrow';
import { lotPoints } from '../ledger/account.ts';
import type { Effect, Entry } from '../ledger/entry.ts';
import { hasEnded } from '../ledger/lot.ts';
import { deadlineOfGiven, withLiveEnds } from '../ledger/inactivity.ts';
import { lotFor } from '../ledger/lot-for.ts';
import { effect, giveTo, ripen, splitLots, takeFrom } from '../ledger/movement.ts';
import { type Posting, wouldOverflow } from '../ledger/posting.ts';
import type { ReversibleEntry } from '../ledger/entry-keys.ts';
import type { InsufficientPoints, PointsOverflow } from '../values/errors.ts';
import { insufficientPoints, pointsOverflow } from '../values/failures.ts';
import { sumOf } from '../values/points.ts';

/**
 * Undoes so many points of an entry, and of those that belong to it and were posted `later`. Points given leave the lot
 * they went to first; points taken return to their lots, those that end last first. What became debt comes back before
 * them, as points that are given now: they repay the debt where it still stands.
 */
export function undoEntry(
  posting: Posting,
  { entry, reversed }: ReversibleEntry,
  points: number,
  later: readonly Entry[] = [],
): Result<Effect, InsufficientPoints | PointsOverflow> {
  const { account, now, program } = posting;
  if (entry.delta > 0) {
    const usable = lotPoints(account);
    if (usable < points) return err(insufficientPoints(points, usable));
    return ok(
      effect({ taken: takeFrom(account, points, now, { first: entry.effect.added?.[0] ?? null, pending: true }) }),
    );
  }
  if (wouldOverflow(posting, points)) return err(pointsOverflow());
  const all = [entry, ...later];
  const debt = sumOf(all, ({ effect: { debt: made = 0 } }) => made);
  // Debt that it made is paid with what made it, so that the lots come back as they were.
  const ofDebt = Math.max(0, Math.min(points, debt - reversed));
  const paid = Math.min(ofDebt, account.debt);
  const fresh = { ...lotFor(program, now), availableAt: null, points: ofDebt - paid };
  const back = all.flatMap(({ effect: { taken = [] }, postedAt }) =>
    withLiveEnds(account, taken.toReversed(), postedAt, now),
  );
  const lots = splitLots(splitLots(back, Math.max(0, reversed - debt)).rest, points - ofDebt).first;
  // What has ended expires as it comes, and repays no other debt.
  const ended = account.debt > paid ? lots.filter((lot) => hasEnded(lot, now)) : [];
  const coming = [...(fresh.points > 0 ? [fresh] : []), ...lots.filter((lot) => !ended.includes(lot))];
  const given = giveTo({ ...account, debt: account.debt - paid }, coming, now);
  const added = [...(given.added ?? []), ...ripen(ended, now)];
  const undone = effect({ ...given, added, debt: (given.debt ?? 0) - paid });
  return ok({ ...undone, ...deadlineOfGiven(account, program, now, undone) });
}
