import { isWhole } from '../../values/points.ts';
import { productOf, quotientOf } from '../../values/product.ts';
import { type EarnBase, earningMoney } from '../evaluating/earning-money.ts';
import { firstOf } from '../shapes/program-fields.ts';
import { whole } from '../../schemas/fields.ts';
import { object } from '../../schemas/objects.ts';
import { earnKind } from './earn-kind.ts';

/** `points` for each `of` minor units of the base. */
export interface EarnPerAmount {
  /** The earn kind. */
  readonly per: 'amount';
  /**
   * Whole points for each `of` of the money that counts, 1 or more: for each full one, unless `steps` says otherwise.
   */
  readonly points: number;
  /** Minor units of money, 1 or more. */
  readonly of: number;
  /** Which money counts. @defaultValue `'with-tax'` */
  readonly base?: EarnBase | undefined;
  /**
   * Whether full `of` alone count, or their parts too: 5 points for 2.50 are 5 points of 3.00 by whole steps, and 6 by
   * their share.
   *
   * @defaultValue `'whole'`
   */
  readonly steps?: EarnSteps | undefined;
}

/** What counts of a step that is not full: nothing, or its share. */
export type EarnSteps = 'whole' | 'share';

/** Points for money. */
export const amount = earnKind({
  kind: 'amount',
  version: 1,
  fields: object<{ readonly points: number; readonly of: number; readonly base: EarnBase; readonly steps: EarnSteps }>({
    points: whole(1),
    of: whole(1),
    base: firstOf(['with-tax', 'without-tax', 'total']),
    steps: firstOf(['whole', 'share']),
  }),
  reads: [],
  withoutLines: ({ base }) =>
    base === 'total' ? { what: 'a rule with base "total"', fix: 'Use base "with-tax" or "without-tax".' } : null,
  count({ points, of, base, steps }, occasion, counted) {
    const { money, lost, amount: exact, of: part } = earningMoney(base, occasion, counted);
    const explained = { base: money, paidWithPoints: lost };
    const step = productOf([part, of]);
    if (!isWhole(money)) return { ...explained, points: money, of: step };
    return steps === 'share'
      ? { ...explained, points: productOf([exact, points]), of: step }
      : { ...explained, points: productOf([quotientOf(exact, step, 'floor'), points]), of: 1 };
  },
});
