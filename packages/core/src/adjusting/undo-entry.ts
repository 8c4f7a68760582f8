import { err, ok, type Result } from 'neverthrow';
import { lotPoints } from '../ledger/account.ts';
import type { Effect } from '../ledger/entry.ts';
import { withLiveEnds } from '../ledger/lot-for.ts';
import { effect, giveTo, splitLots, takeFrom } from '../ledger/movement.ts';
import { type Posting, wouldOverflow } from '../ledger/posting.ts';
import type { ReversibleEntry } from '../ledger/entry-keys.ts';
import type { InsufficientPoints, PointsOverflow } from '../values/errors.ts';
import { insufficientPoints, pointsOverflow } from '../values/failures.ts';

/** Points given leave the lot they went to first; points taken return to their lots, those that end last first. */
export function undoEntry(
  posting: Posting,
  { entry, reversed }: ReversibleEntry,
  points: number,
): Result<Effect, InsufficientPoints | PointsOverflow> {
  const { account, now } = posting;
  if (entry.delta > 0) {
    const usable = lotPoints(account);
    if (usable < points) return err(insufficientPoints(points, usable));
    return ok(
      effect({ taken: takeFrom(account, points, now, { first: entry.effect.added?.[0] ?? null, pending: true }) }),
    );
  }
  if (wouldOverflow(posting, points)) return err(pointsOverflow());
  const rest = splitLots((entry.effect.taken ?? []).toReversed(), reversed).rest;
  return ok(giveTo(account, withLiveEnds(account, splitLots(rest, points).first, entry.postedAt, now), now));
}
