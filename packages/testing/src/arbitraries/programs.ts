import type { OtpRule, ProgramDefinition } from '@pointbook/core';
import fc from 'fast-check';

/** What all generated programs may be held to. */
export interface ProgramTraits {
  /** What refunds do where points do not suffice; any of the three, when left out. */
  readonly clawback?: 'allow-debt' | 'within-balance' | 'refuse';
  /** Whether members may need a verified email; yes, when left out. */
  readonly verifiedEmail?: boolean;
  /** Whether money may turn into points only once it was paid, or approved; yes, when left out. */
  readonly paymentFirst?: boolean;
  /** Whether points may end; yes, when left out. */
  readonly expiry?: boolean;
  /** Whether large redemptions may need a one-time code; no, when left out. */
  readonly codes?: boolean;
}

/** Small programs that between them use every policy, with figures so small that they meet. */
export function programs(traits: ProgramTraits = {}): fc.Arbitrary<ProgramDefinition> {
  return fc
    .record({
      timeZone: fc.constantFrom('UTC', 'Asia/Jakarta', 'America/New_York'),
      earn: earning(traits),
      expiry: traits.expiry === false ? fc.constant({ kind: 'never' as const }) : expiry,
      redeem: redemption(traits),
      refund: fc.record({
        clawback: traits.clawback
          ? fc.constant(traits.clawback)
          : fc.constantFrom('allow-debt', 'allow-debt', 'within-balance', 'refuse'),
        windowDays: fc.constantFrom(0, 2, 90),
        graceDays: fc.constantFrom(0, 0, 2),
      }),
      dayStartsAt: fc.constantFrom('00:00', '00:00', '04:00'),
    })
    .map((parts) => ({ programId: 'shop', name: 'Shop', currency: 'EUR', ...parts }));
}

function earning({
  verifiedEmail = true,
  paymentFirst = true,
}: ProgramTraits): fc.Arbitrary<ProgramDefinition['earn']> {
  const trigger = paymentFirst
    ? fc.constantFrom<Pick<ProgramDefinition['earn'], 'trigger' | 'approvePayments'>>(
        { trigger: 'on-invoice-saved' },
        { trigger: 'on-invoice-saved' },
        { trigger: 'on-full-payment' },
        { trigger: 'on-full-payment', approvePayments: true },
      )
    : fc.constant({ trigger: 'on-invoice-saved' as const });
  return fc
    .record({
      when: trigger,
      requireVerifiedEmail: verifiedEmail ? fc.constantFrom(false, false, false, true) : fc.constant(false),
      earnOnPointsPaid: fc.boolean(),
      pendingDays: fc.constantFrom(0, 0, 1),
      rules: fc.tuple(amountRule, fc.option(otherRule, { nil: null })),
      multipliers: fc.constantFrom<NonNullable<ProgramDefinition['earn']['multipliers']>[]>(
        [],
        [],
        [{ multiplierId: 'half-more', times: 3, per: 2 }],
        // Who keeps less may earn more.
        [{ multiplierId: 'half', times: 1, per: 2, when: { minimumSpend: 50 } }],
      ),
      discountSkus: fc.constantFrom([], ['coupon']),
      cap: fc.constantFrom({}, {}, {}, { perInvoice: 12 }, { perDay: 15 }),
    })
    .map(({ when, rules, ...rest }) => ({ ...rest, ...when, rules: rules.filter((rule) => rule !== null) }));
}

type Rule = ProgramDefinition['earn']['rules'][number];

const amountRule: fc.Arbitrary<Rule> = fc.record({
  ruleId: fc.constant('amount'),
  earn: fc.record({
    per: fc.constant('amount' as const),
    points: fc.integer({ min: 1, max: 3 }),
    of: fc.constantFrom(1, 7, 10),
    base: fc.constantFrom('with-tax', 'without-tax', 'total'),
    steps: fc.constantFrom('whole', 'share'),
  }),
  rounding: fc.constantFrom('floor', 'half-up', 'ceil'),
});

const otherRule: fc.Arbitrary<Rule> = fc.constantFrom<Rule[]>(
  { ruleId: 'visit', earn: { per: 'visit', points: 2 }, when: { minimumSpend: 20 } },
  { ruleId: 'first', earn: { per: 'visit', points: 5 }, when: { firstPurchase: true } },
  { ruleId: 'item', earn: { per: 'item', points: 2 }, only: { skus: ['tea'] } },
  {
    ruleId: 'category',
    earn: { per: 'amount', points: 1, of: 3 },
    only: { categories: ['food'] },
    except: { discounted: true },
  },
  { ruleId: 'capped', earn: { per: 'amount', points: 1, of: 2 }, cap: { perInvoice: 9, perDay: 14 } },
);

const expiry: fc.Arbitrary<NonNullable<ProgramDefinition['expiry']>> = fc.constantFrom<
  NonNullable<ProgramDefinition['expiry']>[]
>(
  { kind: 'never' },
  { kind: 'after', period: { unit: 'days', count: 2 } },
  { kind: 'after', period: { unit: 'days', count: 3 } },
  { kind: 'after', period: { unit: 'months', count: 1 }, roundTo: 'month-end' },
  { kind: 'on-date', date: '2025-02-03' },
  { kind: 'inactivity', period: { unit: 'days', count: 2 } },
);

function redemption({ codes = false }: ProgramTraits): fc.Arbitrary<NonNullable<ProgramDefinition['redeem']>> {
  return fc.record({
    rate: fc.constantFrom({ points: 1, money: 1 }, { points: 1, money: 1 }, { points: 2, money: 5 }),
    minimum: fc.constantFrom(1, 1, 1, 3),
    step: fc.constantFrom(1, 1, 1, 2),
    shareOfInvoicePercent: fc.constantFrom(100, 100, 50),
    coverExactTotal: fc.boolean(),
    rewards: fc.constant([{ rewardId: 'mug', name: 'A mug', points: 4, value: 3 }]),
    holdMinutes: fc.constantFrom(15, 60, 1440),
    otp: fc.constantFrom<OtpRule[]>('off', ...(codes ? (['off', { abovePoints: 6 }] as const) : [])),
  });
}
