import type { ProgramDefinition } from '@pointbook/core';

/** The program of all races between processes. */
export const shop: ProgramDefinition = {
  programId: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  currency: 'EUR',
  earn: { rules: [{ ruleId: 'all', earn: { per: 'amount', points: 1, of: 1 } }] },
  redeem: { rate: { points: 1, money: 1 } },
};
