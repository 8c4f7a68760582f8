import { defineProgram } from '@pointbook/core';

/**
 * The rules: a point for each unit of money, and 100 points pay one unit. Amounts are in minor units, such as cents.
 */
export const program = defineProgram({
  programId: 'shop:program-id',
  name: 'shop:shop-name',
  timeZone: 'shop:time-zone',
  currency: 'shop:currency',
  earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 100 } }] },
  redeem: { rate: { points: 1, money: 1 } },
});
