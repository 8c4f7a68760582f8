import type { ProgramDefinition } from '@pointbook/core';

/** The rules that the shop begins with. The page of the program changes them. */
export const firstProgram: ProgramDefinition = {
  programId: 'gift-shop',
  name: 'Gift Shop',
  timeZone: 'Europe/London',
  currency: 'GBP',
  phoneCountry: 'GB',
  earn: {
    trigger: 'on-invoice-saved',
    rules: [
      {
        ruleId: 'spend',
        label: '1 point for every £1, postage aside',
        earn: { per: 'amount', points: 1, of: 1_00 },
        except: { skus: ['POST'] },
      },
      {
        ruleId: 'large-order',
        label: '50 points for an order of £500 or more',
        earn: { per: 'visit', points: 50 },
        when: { minimumSpend: 500_00 },
      },
    ],
    multipliers: [],
  },
  expiry: { kind: 'after', period: { unit: 'months', count: 12 } },
  redeem: {
    rate: { points: 100, money: 1_00 },
    minimum: 50,
    otp: { abovePoints: 200 },
    rewards: [
      { rewardId: 'mug', plu: '2001', name: 'A mug', points: 150, value: 4_00 },
      { rewardId: 'hamper', plu: '2002', name: 'Christmas hamper', points: 500, value: 15_00 },
    ],
  },
  refund: { clawback: 'within-balance' },
};
