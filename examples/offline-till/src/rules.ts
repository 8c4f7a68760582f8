import { defineProgram } from '@pointbook/core';

/** The rules of the shop. The till and the server have the same, so both reckon alike. */
export const rules = defineProgram({
  programId: 'market-stall',
  name: 'Market Stall',
  timeZone: 'Asia/Jakarta',
  currency: 'IDR',
  earn: {
    rules: [{ ruleId: 'spend', label: '1 point for each 1,000', earn: { per: 'amount', points: 1, of: 1000 } }],
    multipliers: [
      {
        multiplierId: 'morning',
        label: 'Double before 10',
        times: 2,
        when: { hours: { from: '06:00', until: '10:00' } },
      },
    ],
  },
});
