import type { ProgramDefinition } from '@pointbook/core';
import { timeZone } from './london.ts';

/** Up to so many points are spent without a code, in the program that asks for codes. */
export const maxWithoutCode = 1_000;

/** What both programs have in common: how points come about, what they buy, and when they end. */
const shop = {
  name: 'Gift Shop',
  timeZone,
  currency: 'GBP',
  expiry: { kind: 'after', period: { unit: 'months', count: 12 } },
  redeem: {
    rate: { points: 100, money: 100 },
    minimum: 100,
    rewards: [{ rewardId: 'hamper', name: 'Christmas hamper', points: 500, value: 5_00 }],
  },
} as const satisfies Partial<ProgramDefinition>;

const earning = {
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
  multipliers: [
    {
      multiplierId: 'early-bird',
      label: 'double points before 9:00',
      times: 2,
      rules: ['spend'],
      when: { hours: { from: '00:00', until: '09:00' } },
    },
  ],
} as const satisfies ProgramDefinition['earn'];

/** Points come as soon as a sale is saved. To spend many of them at once, the customer needs a code. */
export const onSave: ProgramDefinition = {
  programId: 'on-save',
  ...shop,
  redeem: { ...shop.redeem, otp: { abovePoints: maxWithoutCode } },
  earn: { trigger: 'on-invoice-saved', ...earning },
};

/** Points come once a sale is paid in full. */
export const onPayment: ProgramDefinition = {
  programId: 'on-payment',
  ...shop,
  earn: { trigger: 'on-full-payment', ...earning },
};
