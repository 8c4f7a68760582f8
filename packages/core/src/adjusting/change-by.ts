import { err, ok, type Result } from 'neverthrow';
import { lotPoints } from '../ledger/account.ts';
import type { Effect } from '../ledger/entry.ts';
import type { Lot } from '../ledger/lot.ts';
import { inactivityOfGiven, isInactive } from '../ledger/inactivity.ts';
import { lotFor } from '../ledger/lot-for.ts';
import { effect, giveTo, takeFrom } from '../ledger/movement.ts';
import { type Posting, wouldOverflow } from '../ledger/posting.ts';
import type { InsufficientPoints, PointsOverflow } from '../values/errors.ts';
import { insufficientPoints, pointsOverflow } from '../values/failures.ts';

/** Points given end as the program says; points taken are available ones first, then pending ones, never held ones. */
export function changeBy(posting: Posting, change: number): Result<Effect, InsufficientPoints | PointsOverflow> {
  const { account, now, program } = posting;
  if (change > 0) {
    if (wouldOverflow(posting, change)) return err(pointsOverflow());
    const lot = { ...lotFor(program, now), availableAt: null, points: change };
    const given = giveTo(account, [lot], now);
    return ok({ ...given, ...deadlineOf(posting, lot) });
  }
  const usable = lotPoints(account);
  if (usable < -change) return err(insufficientPoints(-change, usable));
  return ok(effect({ taken: takeFrom(account, -change, now, { pending: true }) }));
}

/** The same for a balance that is set: it is right, so nothing is claimed of holds any more. */
export function setTo(posting: Posting, balance: number): Result<Effect, InsufficientPoints | PointsOverflow> {
  const { account } = posting;
  const made = changeBy(posting, balance - account.balance);
  return account.holdClaims === undefined ? made : made.map((change) => ({ ...change, holdClaims: [] }));
}

/**
 * A gift begins a deadline where there is none ahead, and does not move one. The entry says which it is, for its
 * receipt.
 */
function deadlineOf({ account, now, program }: Posting, { expiresAt }: Lot): Pick<Effect, 'inactivity'> {
  return isInactive(account, now) || expiresAt === 'inactivity' ? inactivityOfGiven(account, program, now) : {};
}
