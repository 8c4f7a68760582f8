import { type Account, heldPoints, type Instant, type Program } from '../../index.ts';
import { businessDateOf, productOf, quotientOf } from '../../values.ts';
import { isAvailable } from '../../till.ts';

/** Outstanding points that end in the same month; the points of all rows add up to the balances. */
export interface LiabilityRow {
  /**
   * The month of their last day, YYYY-MM; `never`; `held` by open holds, whenever they end; or the `debt` of members.
   */
  readonly ends: string;
  /** Below 0 for debt. */
  readonly points: number;
  /** Those of them that cannot be spent yet. */
  readonly pending: number;
  /**
   * What they are worth in minor units, rounded down once for the row; null for debt, and where points have no rate.
   */
  readonly value: number | null;
}

/** The columns of the liability report. */
export const liabilityColumns = [
  'ends',
  'points',
  'pending',
  'value',
] as const satisfies readonly (keyof LiabilityRow)[];

/** Outstanding points being added up, account by account. */
export interface Liability {
  /** Adds an account on which all that is due by `now` is posted. */
  add(account: Account, now: Instant): void;
  /** Months in their order, then `never`, `held` and `debt`; none without points. */
  rows(): LiabilityRow[];
}

/** Begins to add up what is outstanding. */
export function openLiability(program: Program): Liability {
  const monthOf = monthFinder(program);
  const outstanding = new Map<string, { points: number; pending: number }>();
  let held = 0;
  let debt = 0;
  const row = (ends: string, { points, pending }: { readonly points: number; readonly pending: number }) => {
    const { rate } = program.redeem;
    const value =
      rate === null || points < 0 ? null : quotientOf(productOf([points, rate.money]), rate.points, 'floor');
    return { ends, points, pending, value };
  };
  return {
    add: (account, now) => {
      for (const lot of account.lots) {
        const end = lot.expiresAt === 'inactivity' ? (account.inactivity?.deadline ?? 'never') : lot.expiresAt;
        const ends = end === 'never' ? end : monthOf(end);
        const { points, pending } = outstanding.get(ends) ?? { points: 0, pending: 0 };
        const waits = isAvailable(lot, now) ? 0 : lot.points;
        outstanding.set(ends, { points: points + lot.points, pending: pending + waits });
      }
      held += heldPoints(account);
      debt += account.debt;
    },
    rows: () => [
      // Letters come after digits.
      ...[...outstanding].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([ends, sums]) => row(ends, sums)),
      ...(held === 0 ? [] : [row('held', { points: held, pending: 0 })]),
      ...(debt === 0 ? [] : [row('debt', { points: -debt, pending: 0 })]),
    ],
  };
}

/** Points end as a day does, so that many have the same end; fewer are remembered than a ledger may have. */
const maxEnds = 4096;

/** The month in which points have their last day: that of the instant before their end. */
function monthFinder(program: Program): (end: Instant) => string {
  const months = new Map<Instant, string>();
  return (end) => {
    const known = months.get(end);
    if (known !== undefined) return known;
    if (months.size >= maxEnds) months.clear();
    const month = businessDateOf((end - 1) as Instant, program).slice(0, 7);
    months.set(end, month);
    return month;
  };
}
