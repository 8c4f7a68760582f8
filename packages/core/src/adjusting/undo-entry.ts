import { err, ok, type Result } from 'neverthrow';
import { lotPoints } from '../ledger/account.ts';
import type { Effect } from '../ledger/entry.ts';
import { deadlineOfGiven, lotFor, withLiveEnds } from '../ledger/lot-for.ts';
import { effect, giveTo, splitLots, takeFrom } from '../ledger/movement.ts';
import { type Posting, wouldOverflow } from '../ledger/posting.ts';
import type { ReversibleEntry } from '../ledger/entry-keys.ts';
import type { InsufficientPoints, PointsOverflow } from '../values/errors.ts';
import { insufficientPoints, pointsOverflow } from '../values/failures.ts';

/**
 * Points given leave the lot they went to first; points taken return to their lots, those that end last first. What became
 * debt comes back before them, as points that are given now: they repay the debt where it still stands.
 */
export function undoEntry(
  posting: Posting,
  { entry, reversed }: ReversibleEntry,
  points: number,
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
  const { taken = [], debt = 0 } = entry.effect;
  const owed = debt > 0 ? [{ ...lotFor(program, now), availableAt: null, points: debt }] : [];
  const all = [...owed, ...withLiveEnds(account, taken.toReversed(), entry.postedAt, now)];
  const given = giveTo(account, splitLots(splitLots(all, reversed).rest, points).first, now);
  return ok({ ...given, ...deadlineOfGiven(account, program, now, given) });
}
