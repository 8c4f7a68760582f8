import { off } from '../shapes/program-fields.ts';
import { condition } from './condition.ts';

/** Whether only a first sale counts. */
export interface FirstPurchaseCondition {
  /** Only the member's first sale. @defaultValue `false` */
  readonly firstPurchase?: boolean | undefined;
}

/** The member's first sale. */
export const firstPurchase = condition({
  kind: 'firstPurchase',
  version: 1,
  value: off(),
  reads: ['firstPurchase'],
  unmet: 'first-purchase',
  isMet: (_, { member }) => member.firstPurchase === true,
});
