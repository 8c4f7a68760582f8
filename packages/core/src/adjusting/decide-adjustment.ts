import { lotPoints } from '../ledger/account.ts';
import type { Effect, EntryCause, Reference } from '../ledger/entry.ts';
import { inactivityAfter, isInactive, lotFor } from '../ledger/lot-for.ts';
import { effect, giveTo, takeFrom } from '../ledger/movement.ts';
import { type Posting, wouldOverflow } from '../ledger/posting.ts';
import type {
  BalanceMismatch,
  IdempotencyKeyReused,
  InsufficientPoints,
  PointsOverflow,
  UnknownMember,
} from '../values/errors.ts';
import { balanceMismatch, insufficientPoints, pointsOverflow } from '../values/failures.ts';
import { err, ok, type Result } from 'neverthrow';
import type { Decision, DecisionContext } from '../records/decision.ts';
import type { Points } from '../values/points.ts';
import type { Known } from '../records/records.ts';
import type { AdjustmentReceipt } from './adjustment-receipt.ts';
import { decideKeyed, type KeyedCommand } from './decide-keyed.ts';

/** An adjustment, checked. */
export interface AdjustPoints extends KeyedCommand {
  readonly direction: 'add' | 'deduct';
  readonly points: Points;
  readonly reference: Reference | null;
}

/** A wanted balance, checked. */
export interface SetBalance extends KeyedCommand {
  readonly balance: number;
  readonly expectedBalance: number | null;
  readonly reference: Reference | null;
}

type Failure = IdempotencyKeyReused | InsufficientPoints | PointsOverflow | UnknownMember;

/** Gives or takes points by hand. */
export function decideAdjustment(
  command: AdjustPoints,
  records: Known,
  context: DecisionContext,
): Decision<AdjustmentReceipt, Failure> {
  const { direction, points, reference } = command;
  const cause = direction === 'add' ? 'points-added' : 'points-deducted';
  return decideKeyed<Failure>(command, records, context, (posting) =>
    changeBy(posting, direction === 'add' ? points : 0 - points).map((change) => draft(cause, reference, change)),
  );
}

/** Makes the balance what it should be. */
export function decideSetBalance(
  command: SetBalance,
  records: Known,
  context: DecisionContext,
): Decision<AdjustmentReceipt, Failure | BalanceMismatch> {
  const { balance, expectedBalance, reference } = command;
  return decideKeyed<Failure | BalanceMismatch>(command, records, context, (posting) => {
    const actual = posting.account.balance;
    if (expectedBalance !== null && expectedBalance !== actual) return err(balanceMismatch(expectedBalance, actual));
    return changeBy(posting, balance - actual).map((change) => draft('balance-set', reference, change));
  });
}

function draft(cause: EntryCause, reference: Reference | null, change: Effect) {
  return { kind: 'adjustment', cause, reference, effect: change } as const;
}

/** Points given end as the program says; points taken are available ones first, then pending ones, never held ones. */
export function changeBy(posting: Posting, change: number): Result<Effect, InsufficientPoints | PointsOverflow> {
  const { account, now, program } = posting;
  if (change > 0) {
    if (wouldOverflow(posting, change)) return err(pointsOverflow());
    const lot = { ...lotFor(program, now), availableAt: null, points: change };
    const given = giveTo(account, [lot], now);
    return ok({ ...given, ...(isInactive(account, now) ? inactivityAfter(account, program, now, now) : {}) });
  }
  const usable = lotPoints(account);
  if (usable < -change) return err(insufficientPoints(-change, usable));
  return ok(effect({ taken: takeFrom(account, -change, now, { pending: true }) }));
}
