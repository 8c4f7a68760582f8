import { err, ok, type Result } from 'neverthrow';
import { type BusinessDate, type Effect, type Instant, type LotEnd, lotPoints, type Program } from '../../../index.ts';
import type { MistakeText } from '../../../shapes.ts';
import { effect, giveTo, inactivityAfter, isInactive, lotFor, type Posting, wouldOverflow } from '../../../till.ts';
import { pointsOverflow, type ShopDays, startOfDate, startOfNextDay } from '../../../values.ts';
import type { CellProblem } from '../csv/cells/cell-fields.ts';
import type { OpeningRow } from '../csv/import-row.ts';
import type { ItemProblem } from '../chunk.ts';

type Failure = Omit<ItemProblem, 'memberId'>;

/** What a row that brings a balance does to the account. Points keep the end that they have, where the row says one. */
export function openingEffect(posting: Posting, row: OpeningRow): Result<Effect, Failure> {
  const { account, now, program } = posting;
  const { balance } = row;
  if (balance < 0) return lotPoints(account) > 0 ? err(debtBesidePoints) : ok(effect({ debt: -balance }));
  if (balance === 0) return ok(effect({}));
  if (account.debt > 0) return err(debtBesidePoints);
  if (wouldOverflow(posting, balance)) return err(pointsOverflow());
  const { expiresAt, inactivity } = endOf(posting, row);
  const available = row.availableFrom === null ? null : startOf(row.availableFrom, program);
  const availableAt = available !== null && available > now ? available : null;
  if (availableAt !== null && typeof expiresAt === 'number' && expiresAt <= availableAt) return err(endsTooSoon);
  const given = giveTo(account, [{ expiresAt, availableAt, points: balance }], now);
  return ok({ ...given, ...inactivity });
}

/**
 * What is to be said of a row whose points have ended by now: they are gone as they come. Null where there is nothing.
 *
 * @remarks It is no mistake that keeps the row out: what ended in the other system is not spent here either.
 */
export function endedRow(
  { balance, endsAt, endsUnlessActive }: OpeningRow,
  program: Program,
  now: Instant,
): CellProblem | null {
  const moment = endsAt ?? endsUnlessActive;
  if (balance <= 0 || moment === 'never') return null;
  const expiresAt = moment === null ? lotFor(program, now).expiresAt : afterMoment(moment, program);
  if (typeof expiresAt !== 'number' || expiresAt > now) return null;
  if (moment === null) return { column: 'balance', ...endedByProgram };
  return { column: endsAt === null ? 'endsUnlessActive' : 'endsAt', ...endedThen };
}

const gone = 'the points of the row are gone as they come';
const endedThen: MistakeText = {
  problem: `has passed: ${gone}`,
  fix: 'Correct it, empty it to let the points end as the program says, or leave the row out.',
};
const endedByProgram: MistakeText = {
  problem: `has ended by the program’s expiry: ${gone}`,
  fix: 'Write endsAt, or correct the expiry of the program.',
};

interface End {
  readonly expiresAt: LotEnd;
  readonly inactivity: Pick<Effect, 'inactivity'>;
}

function endOf({ account, now, program }: Posting, { endsAt, endsUnlessActive }: OpeningRow): End {
  const { expiry } = program;
  if (endsAt !== null) return { expiresAt: endsAt === 'never' ? endsAt : afterMoment(endsAt, program), inactivity: {} };
  const deadline = endsUnlessActive === null ? null : afterMoment(endsUnlessActive, program);
  if (deadline === null) {
    const { expiresAt } = lotFor(program, now);
    return { expiresAt, inactivity: isInactive(account, now) ? inactivityAfter(account, program, now, now) : {} };
  }
  if (expiry.kind !== 'inactivity' || deadline <= now) return { expiresAt: deadline, inactivity: {} };
  const isLater = isInactive(account, now) || (account.inactivity?.deadline ?? 0) < deadline;
  const since = isInactive(account, now) ? now : (account.inactivity?.since ?? now);
  return {
    expiresAt: 'inactivity',
    inactivity: isLater ? { inactivity: { deadline, since, period: expiry.period } } : {},
  };
}

/** A day counts to its end. */
function afterMoment(moment: string, days: ShopDays): Instant {
  return isDay(moment) ? startOfNextDay(moment, days) : (Date.parse(moment) as Instant);
}

function startOf(moment: string, days: ShopDays): Instant {
  return isDay(moment) ? startOfDate(moment, days) : (Date.parse(moment) as Instant);
}

function isDay(moment: string): moment is BusinessDate {
  return moment.length === 10;
}

const debtBesidePoints: Failure = {
  kind: 'debt-beside-points',
  message: 'A member with a debt has no points: take the debt off the points, and write what is left.',
};
const endsTooSoon: Failure = {
  kind: 'ends-too-soon',
  message: 'The points end before they are available: correct endsAt or availableFrom.',
};
