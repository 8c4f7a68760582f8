import { orNull, whole } from '../../schemas/fields.ts';
import { condition } from './condition.ts';

/** The least that a sale must be worth. */
export interface MinimumSpendCondition {
  /** In minor units, of what is kept of the invoice's total (sold less what was taken back). */
  readonly minimumSpend?: number | null | undefined;
}

/** Sales of this much and more. */
export const minimumSpend = condition({
  kind: 'minimumSpend',
  version: 1,
  value: orNull(whole(1, undefined, 'Write minor units (12.50 is 1250), or leave it out where any amount will do.')),
  reads: [],
  unmet: 'minimum-spend',
  isMet: (least, { kept }) => kept.total >= least,
});
