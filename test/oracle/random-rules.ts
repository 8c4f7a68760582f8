import fc from 'fast-check';
import { ledgerHas } from './features.ts';
import {
  always,
  type Cap,
  type Earn,
  type Expiry,
  type Multiplier,
  noCap,
  type Rule,
  type ShopRules,
  type When,
} from './rules.ts';

/** Twenty zones: whole, half and quarter hours, both hemispheres, and both sides of the date line. */
const zones = [
  'Asia/Jakarta',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Europe/London',
  'Asia/Tokyo',
  'Africa/Johannesburg',
  ...(ledgerHas.has('double-midnights')
    ? ['America/Havana', 'Atlantic/Azores', 'Africa/Cairo', 'Asia/Beirut']
    : ['America/Los_Angeles', 'Pacific/Auckland', 'America/Bogota', 'Asia/Dubai']),
];

const oneOf = fc.constantFrom;
const mostly = <Value>(usual: Value, ...others: readonly Value[]) => oneOf(...Array<Value>(5).fill(usual), ...others);

const base = fc.record({
  from: mostly<string | null>(null, '2026-01-20'),
  until: mostly<string | null>(null, '2026-02-10', '2026-06-30'),
  weekdays: mostly<string[] | null>(null, ['fri', 'sat'], ['mon', 'tue', 'wed', 'thu']),
  hours: mostly<When['hours']>(null, { from: '11:00', until: '18:00' }, { from: '22:00', until: '03:00' }),
  minimumSpend: mostly<number | null>(null, 50, 150),
  firstPurchase: ledgerHas.has('first-purchase') ? mostly(false, true) : fc.constant(false),
  birthday: mostly<When['birthday']>(null, 'day', 'month'),
  tiers: mostly<string[] | null>(null, ['gold']),
});

/** Without dates beside hours across midnight, until the ledger knows on which day such hours began. */
const when: fc.Arbitrary<When> = base.map((each) =>
  ledgerHas.has('day-starts-at') || each.hours?.from !== '22:00' ? each : { ...each, from: null, until: null },
);

const cap: fc.Arbitrary<Cap> = fc.record({
  perInvoice: mostly<number | null>(null, 40),
  perDay: ledgerHas.has('day-caps') ? mostly<number | null>(null, 60) : fc.constant(null),
});

const filter = oneOf({ skus: ['TEA'], categories: [] }, { skus: [], categories: ['food'] });

const earn: fc.Arbitrary<Earn> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      per: fc.constant('amount' as const),
      points: oneOf(1, 1, 2, 3, 5),
      of: oneOf(1, 1, 3, 7, 10, 100),
      base: oneOf('with-tax', 'with-tax', 'without-tax', 'total'),
      steps: ledgerHas.has('whole-steps') ? oneOf('whole', 'share') : fc.constant('share' as const),
    }),
  },
  fc.record({ per: fc.constant('visit' as const), points: oneOf(1, 5) }),
  fc.record({ per: fc.constant('item' as const), points: oneOf(1, 4) }),
);

const rule: fc.Arbitrary<Omit<Rule, 'ruleId'>> = fc
  .record({
    earn,
    only: fc.option(filter, { freq: 3, nil: null }),
    except: mostly(
      { skus: [], categories: [], discounted: false },
      { skus: ['CAKE'], categories: [], discounted: false },
      { skus: [], categories: [], discounted: true },
    ),
    when: fc.oneof({ weight: 2, arbitrary: fc.constant(always) }, when),
    rounding: oneOf('floor', 'floor', 'half-up', 'ceil'),
    cap,
  })
  // The total of a sale and a visit have no lines that a filter could choose.
  .map((each) =>
    each.earn.per === 'visit' || (each.earn.per === 'amount' && each.earn.base === 'total')
      ? { ...each, only: null, except: { skus: [], categories: [], discounted: false } }
      : each,
  );

const multiplier: fc.Arbitrary<Omit<Multiplier, 'multiplierId'>> = fc
  .record({ by: oneOf([2, 1], [3, 1], [1, 2], [3, 2]), rules: mostly<string[] | null>(null, ['rule-0']), when })
  .map(({ by: [times = 2, per = 1], ...others }) => ({ times, per, ...others }));

const period = fc.record({ unit: oneOf('days', 'months'), count: oneOf(1, 2, 12) });
const expiry: fc.Arbitrary<Expiry> = fc.oneof(
  fc.constant<Expiry>({ kind: 'never' }),
  fc.record({ kind: fc.constant('after' as const), period, roundTo: oneOf('day', 'day', 'month-end') }),
  fc.constant<Expiry>({ kind: 'on-date', date: '2026-05-31' }),
  fc.record({ kind: fc.constant('inactivity' as const), period }),
);

const anyRules: fc.Arbitrary<ShopRules> = fc.record({
  timeZone: oneOf(...zones),
  dayStartsAt: ledgerHas.has('day-starts-at') ? oneOf('00:00', '04:00', '02:30') : fc.constant('00:00'),
  currency: fc.constant('EUR'),
  earn: fc
    .record({
      trigger: oneOf('on-invoice-saved', 'on-invoice-saved', 'on-full-payment'),
      approvePayments: mostly(false, true),
      earnOnPointsPaid: mostly(false, true),
      pendingDays: mostly(0, 1, 14),
      rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
      multipliers: fc.array(multiplier, { maxLength: 2 }),
      combineMultipliers: oneOf('highest', 'all'),
      cap: fc.oneof({ weight: 3, arbitrary: fc.constant(noCap) }, cap),
      discountSkus: ledgerHas.has('worth') ? oneOf<string[]>([], ['PROMO']) : fc.constant<string[]>([]),
    })
    .map((each) => ({
      ...each,
      approvePayments: each.approvePayments && each.trigger === 'on-full-payment',
      rules: each.rules.map((part, index): Rule => ({ ...part, ruleId: `rule-${index}` })),
      multipliers: each.multipliers.map((part, index): Multiplier => ({ ...part, multiplierId: `times-${index}` })),
    })),
  expiry,
  redeem: fc.record({
    rate: mostly<ShopRules['redeem']['rate']>(
      { points: 1, money: 1 },
      { points: 3, money: 10 },
      { points: 7, money: 2 },
    ),
    minimum: mostly(1, 5),
    maximum: mostly<number | null>(null, 60),
    step: mostly(1, 5),
    shareOfInvoicePercent: mostly(100, 50),
    coverExactTotal: mostly(false, true),
    holdMinutes: oneOf(15, 600),
  }),
  refund: fc.record({
    clawback: oneOf(
      'allow-debt',
      'allow-debt',
      'refuse',
      ledgerHas.has('forgiven-stays') ? 'within-balance' : 'allow-debt',
    ),
    windowDays: ledgerHas.has('forgiven-stays') ? oneOf(0, 30, 90) : fc.constant(3650),
    graceDays: mostly(0, 3),
  }),
});

/** Any rules that a shop may have, as far as the ledger has them. */
export const randomRules: fc.Arbitrary<ShopRules> = anyRules.map((rules) =>
  rules.expiry.kind !== 'inactivity' || ledgerHas.has('own-lapses-by-inactivity')
    ? rules
    : { ...rules, refund: { ...rules.refund, windowDays: 3650 } },
);
