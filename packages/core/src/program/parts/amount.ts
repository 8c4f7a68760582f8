import { isWhole } from '../../values/points.ts';
import { productOf } from '../../values/product.ts';
import { type EarnBase, earningMoney } from '../earning-money.ts';
import { firstOf } from '../program-fields.ts';
import { whole } from '../../schemas/fields.ts';
import { object } from '../../schemas/objects.ts';
import { earnKind } from './earn-kind.ts';

/** `points` for each `of` minor units of the base. */
export interface EarnPerAmount {
  /** The earn kind. */
  readonly per: 'amount';
  /** Whole points for each `of` of the money that counts, 1 or more. */
  readonly points: number;
  /** Minor units of money, 1 or more. */
  readonly of: number;
  /** Which money counts. @defaultValue `'with-tax'` */
  readonly base?: EarnBase | undefined;
}

/** Points for money. */
export const amount = earnKind({
  kind: 'amount',
  version: 1,
  fields: object<{ readonly points: number; readonly of: number; readonly base: EarnBase }>({
    points: whole(1),
    of: whole(1),
    base: firstOf(['with-tax', 'without-tax', 'total']),
  }),
  reads: [],
  withoutLines: ({ base }) =>
    base === 'total' ? { what: 'a rule with base "total"', fix: 'Use base "with-tax" or "without-tax".' } : null,
  count({ points, of, base }, occasion, counted) {
    const { money, lost, amount: exact, of: part } = earningMoney(base, occasion, counted);
    return {
      base: money,
      points: isWhole(money) ? productOf([exact, points]) : money,
      of: productOf([part, of]),
      paidWithPoints: lost,
    };
  },
});
