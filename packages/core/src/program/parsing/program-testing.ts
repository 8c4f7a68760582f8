// What the tests of programs share.
import { parseProgram } from './parse-program.ts';
import type { EarnRuleDefinition, ProgramDefinition } from '../program-definition.ts';

export const base: EarnRuleDefinition = { ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } };
export const minimal: ProgramDefinition = {
  programId: 'warung',
  name: 'Warung Ayu',
  timeZone: 'Asia/Jakarta',
  currency: 'IDR',
  earn: { trigger: 'on-invoice-saved', rules: [base] },
};

export const withEarn = (earn: object) => ({ ...minimal, earn: { rules: [base], ...earn } });
export const withRule = (rule: object) => withEarn({ rules: [{ ...base, ...rule }] });
export const when = (condition: object) => withRule({ when: condition });
export const items = (rule: object) => withRule({ earn: { per: 'item', points: 1 }, ...rule });
export const redeem = (policy: object) => ({ ...minimal, redeem: { rate: { points: 1, money: 10 }, ...policy } });
export const expiry = (policy: object) => ({ ...minimal, expiry: policy });
export const multiplier = (more: object) => withEarn({ multipliers: [{ multiplierId: 'm', times: 2, ...more }] });

/** "path: problem. fix" of each mistake. */
export function mistakesOf(input: unknown): string[] {
  const parsed = parseProgram(input);
  return parsed.isOk() ? [] : parsed.error.problems.map(({ path, problem, fix }) => `${path}: ${problem}. ${fix}`);
}

/** A program with every setting given. */
export const full: ProgramDefinition = {
  ...minimal,
  earn: {
    trigger: 'on-full-payment',
    approvePayments: true,
    requireVerifiedEmail: true,
    earnOnPointsPaid: true,
    pendingDays: 14,
    rules: [
      {
        ...base,
        label: 'Base points',
        only: { categories: ['food', 'drinks'] },
        except: { skus: ['gift-card'], discounted: true },
        when: {
          minimumSpend: 10_000,
          weekdays: ['sun', 'mon'],
          hours: { from: '22:00', until: '02:00' },
          from: '2026-01-01',
          until: '2026-12-31',
        },
        rounding: 'half-up',
        cap: { perInvoice: 100, perDay: 200 },
      },
      {
        ruleId: 'birthday',
        earn: { per: 'visit', points: 50 },
        when: { birthday: 'day', firstPurchase: true, tiers: ['silver', 'gold'] },
      },
    ],
    multipliers: [{ multiplierId: 'gold', times: 3, per: 2, rules: ['base'], when: { tiers: ['gold'] } }],
    combineMultipliers: 'all',
    cap: { perDay: 1000 },
  },
  expiry: { kind: 'after', period: { unit: 'months', count: 12 }, roundTo: 'month-end' },
  redeem: {
    rate: { points: 1, money: 10 },
    minimum: 100,
    maximum: 10_000,
    step: 50,
    shareOfInvoicePercent: 50,
    coverExactTotal: true,
    rewards: [{ rewardId: 'mug', name: 'A mug', points: 500, value: 25_000 }],
    holdMinutes: 30,
    otp: { abovePoints: 500 },
  },
  refund: { clawback: 'within-balance', windowDays: 30, graceDays: 7 },
};
