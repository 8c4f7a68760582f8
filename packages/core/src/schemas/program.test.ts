import { describe, expect, test } from 'vitest';
import { defineProgram, parseProgram } from './program.ts';
import type { EarnRuleDefinition, ProgramDefinition } from './program-definition.ts';

const base: EarnRuleDefinition = { ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } };
const minimal: ProgramDefinition = {
  programId: 'warung',
  name: 'Warung Ayu',
  timeZone: 'Asia/Jakarta',
  currency: 'IDR',
  earn: { trigger: 'on-invoice-saved', rules: [base] },
};

const withEarn = (earn: object) => ({ ...minimal, earn: { rules: [base], ...earn } });
const withRule = (rule: object) => withEarn({ rules: [{ ...base, ...rule }] });
const when = (condition: object) => withRule({ when: condition });
const items = (rule: object) => withRule({ earn: { per: 'item', points: 1 }, ...rule });
const redeem = (policy: object) => ({ ...minimal, redeem: { rate: { points: 1, money: 10 }, ...policy } });
const expiry = (policy: object) => ({ ...minimal, expiry: policy });
const multiplier = (more: object) => withEarn({ multipliers: [{ multiplierId: 'm', times: 2, ...more }] });

/** "path: problem. fix" of each mistake. */
function mistakesOf(input: unknown): string[] {
  const parsed = parseProgram(input);
  return parsed.isOk() ? [] : parsed.error.problems.map(({ path, problem, fix }) => `${path}: ${problem}. ${fix}`);
}

/** A program with every setting given. */
const full: ProgramDefinition = {
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
  },
  refund: { clawback: 'within-balance', windowDays: 30, graceDays: 7 },
};

describe('a program', () => {
  test('needs little; the rest has defaults', () => {
    expect(defineProgram(minimal)).toEqual({
      v: 1,
      programId: 'warung',
      version: expect.stringMatching(/^v-[0-9a-f]{32}$/),
      name: 'Warung Ayu',
      timeZone: 'Asia/Jakarta',
      currency: 'IDR',
      earn: {
        trigger: 'on-invoice-saved',
        approvePayments: false,
        requireVerifiedEmail: false,
        earnOnPointsPaid: false,
        pendingDays: 0,
        rules: [
          {
            ruleId: 'base',
            label: 'base',
            earn: { per: 'amount', points: 1, of: 1000, base: 'with-tax' },
            only: null,
            except: { skus: [], categories: [], discounted: false },
            when: {
              minimumSpend: null,
              weekdays: null,
              hours: null,
              from: null,
              until: null,
              firstPurchase: false,
              birthday: null,
              tiers: null,
            },
            rounding: 'floor',
            cap: { perInvoice: null, perDay: null },
          },
        ],
        multipliers: [],
        combineMultipliers: 'highest',
        cap: { perInvoice: null, perDay: null },
      },
      expiry: { kind: 'never' },
      redeem: {
        rate: null,
        minimum: 1,
        maximum: null,
        step: 1,
        shareOfInvoicePercent: 100,
        coverExactTotal: false,
        rewards: [],
        holdMinutes: 15,
      },
      refund: { clawback: 'allow-debt', windowDays: 90, graceDays: 0 },
    });
  });

  test.each([
    ['minimal', minimal],
    ['full', full],
  ])('%s, comes out of JSON as it went in', (_, definition) => {
    const program = defineProgram(definition);
    expect(parseProgram(JSON.parse(JSON.stringify(program)))._unsafeUnwrap()).toEqual(program);
    expect(defineProgram(program)).toEqual(program);
  });

  test('has one version, however it is written', () => {
    const { version } = defineProgram(full);
    const reversed = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, item]) => [key, reversed(item)]),
          );
    expect(defineProgram(reversed(full) as ProgramDefinition).version).toBe(version);
    expect(
      defineProgram({ ...minimal, redeem: { step: 1 }, earn: { rules: [{ ...base, label: 'base', only: null }] } })
        .version,
    ).toBe(defineProgram(minimal).version);
    const names = (skus: string[]) => parseProgram(items({ only: { skus } }))._unsafeUnwrap().version;
    expect(names(['b', 'a'])).toBe(names(['a', 'b']));
    expect(names(['cafe\u0301'])).toBe(names(['caf\u00e9']));
  });

  test('has another version when a rule is another', () => {
    expect(parseProgram(withRule({ earn: { per: 'amount', points: 2, of: 1000 } }))._unsafeUnwrap().version).not.toBe(
      defineProgram(minimal).version,
    );
  });

  test('is frozen to its last leaf, and shares nothing with its definition', () => {
    const program = defineProgram(full);
    expect(Object.isFrozen(program.earn.rules[0]?.only?.categories)).toBe(true);
    expect(Object.isFrozen(full.earn.rules)).toBe(false);
    expect(defineProgram(minimal).redeem).not.toBe(defineProgram(minimal).redeem);
  });

  test('may have no rules, where points are given by hand', () => {
    expect(mistakesOf(withEarn({ rules: [] }))).toEqual([]);
  });

  test('changed under its version is refused', () => {
    const changed = { ...defineProgram(minimal), name: 'Another' };
    expect(mistakesOf(changed)[0]).toMatch(/^version: does not belong to these rules.+v-[0-9a-f]{32}\.$/);
  });
});

describe('a mistake', () => {
  test.each<[string, unknown, string]>([
    ['no object', null, ': must be an object, not null'],
    ['a list', [], ': must be an object, not a list'],
    ['nothing', undefined, ': is missing'],
    ['another format', { ...minimal, v: 2 }, 'v: must be 1, not 2'],
    ['a mistyped key', { ...minimal, expirey: {} }, 'expirey: is not known here. Did you mean "expiry"?'],
    [
      'a shortened key',
      when({ minimum: 5 }),
      'earn.rules[0].when.minimum: is not known here. Did you mean "minimumSpend"?',
    ],
    ['a strange key', redeem({ 'x y': 1 }), 'redeem["x y"]: is not known here. Known are rate, minimum'],
    [
      '__proto__',
      JSON.parse(JSON.stringify(minimal).replace('{', '{"__proto__":{"v":1},')),
      '__proto__: is not known here',
    ],
    ['no id', { ...minimal, programId: '' }, 'programId: must not be empty'],
    ['an id that is too long', { ...minimal, programId: 'é'.repeat(65) }, 'programId: must be at most 128 bytes'],
    ['a control character in an id', withRule({ ruleId: 'a\u0000' }), 'earn.rules[0].ruleId: must not contain control'],
    ['a name that is no text', { ...minimal, name: 7 }, 'name: must be a text, not 7'],
    ['a blank name', { ...minimal, name: '  ' }, 'name: must not be blank'],
    ['a long name', { ...minimal, name: 'x'.repeat(201) }, 'name: must be at most 200 characters, not 201'],
    ['a line break', withRule({ label: 'a\nb' }), 'earn.rules[0].label: must not contain control characters'],
    [
      'an unknown zone',
      { ...minimal, timeZone: 'Asia/Jakata' },
      'timeZone: must be the IANA name of a time zone, not "Asia/Jakata". Did you mean "Asia/Jakarta"?',
    ],
    ['a zone in small letters', { ...minimal, timeZone: 'asia/jakarta' }, 'Did you mean "Asia/Jakarta"?'],
    ['an offset', { ...minimal, timeZone: '+07:00' }, 'timeZone: must be the IANA name'],
    [
      'a currency in small letters',
      { ...minimal, currency: 'idr' },
      'currency: must be an ISO 4217 currency code, not "idr"',
    ],
    ['an unknown currency', { ...minimal, currency: 'IRD' }, 'currency: must be an ISO 4217 currency code, not "IRD"'],
    ['no earning', { ...minimal, earn: undefined }, 'earn: is missing'],
    ['no rules', { ...minimal, earn: {} }, 'earn.rules: is missing'],
    [
      'too many rules',
      withEarn({ rules: Array.from({ length: 201 }, () => base) }),
      'earn.rules: must have at most 200 items, not 201',
    ],
    [
      'an unknown trigger',
      withEarn({ trigger: 'on-payment' }),
      'earn.trigger: must be "on-invoice-saved" or "on-full-payment", not "on-payment"',
    ],
    [
      'a text for a flag',
      withEarn({ requireVerifiedEmail: 'yes' }),
      'earn.requireVerifiedEmail: must be true or false, not "yes"',
    ],
    ['approval without payment', withEarn({ approvePayments: true }), 'earn.approvePayments: has no meaning unless'],
    [
      'two rules of one id',
      withEarn({ rules: [base, { ...base, earn: { per: 'visit', points: 1 } }] }),
      'earn.rules[1].ruleId: is the ruleId of rules[0] already',
    ],
    [
      'a rule twice',
      withEarn({ rules: [base, { ...base, ruleId: 'b', label: 'B', earn: { ...base.earn, points: 2 } }] }),
      'earn.rules[1]: counts the same as rules[0]',
    ],
    [
      'another way to earn',
      withRule({ earn: { per: 'day', points: 1 } }),
      'earn.rules[0].earn.per: must be "amount", "visit" or "item", not "day"',
    ],
    ['an earn that is no object', withRule({ earn: 5 }), 'earn.rules[0].earn: must be an object, not 5'],
    ['no points', withRule({ earn: { per: 'visit' } }), 'earn.rules[0].earn.points: is missing'],
    [
      'zero points',
      withRule({ earn: { per: 'visit', points: 0 } }),
      'earn.rules[0].earn.points: must be a whole number of 1 or more, not 0',
    ],
    [
      'negative points',
      withRule({ earn: { per: 'visit', points: -1 } }),
      'earn.points: must be a whole number of 1 or more, not -1',
    ],
    [
      'half a point',
      withRule({ earn: { per: 'visit', points: 0.5 } }),
      'earn.points: must be a whole number of 1 or more, not 0.5. Use smaller units',
    ],
    [
      'NaN',
      withRule({ earn: { per: 'visit', points: Number.NaN } }),
      'earn.points: must be a whole number of 1 or more, not NaN',
    ],
    [
      'a number beyond 2^53',
      withRule({ earn: { per: 'visit', points: 2 ** 53 } }),
      'earn.points: must be a whole number of 1 or more, not 9007199254740992. The largest',
    ],
    [
      'a number in quotes',
      withRule({ earn: { per: 'visit', points: '5' } }),
      'earn.points: must be a whole number of 1 or more, not "5". Write it as a number, without quotes',
    ],
    ['an empty only', items({ only: {} }), 'earn.rules[0].only: names no sku and no category'],
    ['a name twice', items({ only: { skus: ['a', 'b', 'a'] } }), 'earn.rules[0].only.skus[2]: names "a" a second time'],
    [
      'in only and in except',
      items({ only: { skus: ['a', 'b'] }, except: { skus: ['b'] } }),
      'earn.rules[0].except.skus[0]: names "b", which only names too',
    ],
    [
      'except takes all away',
      items({ only: { skus: ['a'] }, except: { skus: ['b', 'a'] } }),
      'earn.rules[0].except: takes away everything that only names',
    ],
    [
      'lines of a visit',
      withRule({ earn: { per: 'visit', points: 1 }, only: { skus: ['a'] } }),
      'earn.rules[0].only: has no meaning in a rule per visit',
    ],
    [
      'lines of a total',
      withRule({ earn: { ...base.earn, base: 'total' }, except: { discounted: true } }),
      'earn.rules[0].except: has no meaning in a rule with base "total"',
    ],
    [
      'a cap of nothing',
      withRule({ cap: { perInvoice: 0 } }),
      'earn.rules[0].cap.perInvoice: must be a whole number of 1 or more, not 0. Leave it out',
    ],
    [
      'a cap that a day forbids',
      withEarn({ cap: { perInvoice: 10, perDay: 5 } }),
      'earn.cap.perInvoice: is 10, which perDay, 5, never lets',
    ],
    [
      'no minimum spend',
      when({ minimumSpend: 0 }),
      'earn.rules[0].when.minimumSpend: must be a whole number of 1 or more, not 0',
    ],
    [
      'a day of no week',
      when({ weekdays: ['friday'] }),
      'when.weekdays[0]: must be "mon", "tue", "wed", "thu", "fri", "sat" or "sun", not "friday"',
    ],
    ['no weekdays', when({ weekdays: [] }), 'when.weekdays: must not be empty'],
    [
      'a time of no clock',
      when({ hours: { from: '9:00', until: '24:01' } }),
      'when.hours.from: must be a time on the clock, not "9:00"',
    ],
    [
      '24:00 to begin with',
      when({ hours: { from: '24:00', until: '02:00' } }),
      'when.hours.from: must be a time on the clock, not "24:00"',
    ],
    [
      'hours of no length',
      when({ hours: { from: '09:00', until: '09:00' } }),
      'when.hours.until: is the same time as from, 09:00',
    ],
    [
      'the whole day',
      when({ hours: { from: '00:00', until: '24:00' } }),
      'when.hours.until: is the same time as from, 00:00',
    ],
    [
      'a date of no calendar',
      when({ from: '2026-02-30' }),
      'when.from: must be a date, not "2026-02-30". The calendar has no such day',
    ],
    [
      'a date in another order',
      when({ until: '31-12-2026' }),
      'when.until: must be a date, not "31-12-2026". Write year, month and day',
    ],
    [
      'an end before the start',
      when({ from: '2026-02-02', until: '2026-02-01' }),
      'when.until: is before from, 2026-02-02, so it never holds',
    ],
    [
      'a weekday that the dates do not have',
      when({ from: '2026-03-02', until: '2026-03-04', weekdays: ['sun'] }),
      'when.weekdays: has no day from 2026-03-02 to 2026-03-04',
    ],
    ['a tier twice', when({ tiers: ['gold', 'gold'] }), 'when.tiers[1]: names "gold" a second time'],
    ['no tiers', when({ tiers: [] }), 'when.tiers: must not be empty'],
    ['times 0', multiplier({ times: 0 }), 'earn.multipliers[0].times: must be a whole number from 1 to 1000000, not 0'],
    ['times 1', multiplier({ times: 3, per: 3 }), 'earn.multipliers[0].times: over per is 3/3, which changes nothing'],
    [
      'times a fraction',
      multiplier({ times: 1.5 }),
      'earn.multipliers[0].times: must be a whole number from 1 to 1000000, not 1.5',
    ],
    [
      'a rule that is not there',
      multiplier({ rules: ['bse'] }),
      'earn.multipliers[0].rules[0]: names "bse", which is no rule of this program. Did you mean "base"?',
    ],
    [
      'two multipliers of one id',
      withEarn({
        multipliers: [
          { multiplierId: 'm', times: 2 },
          { multiplierId: 'm', times: 3 },
        ],
      }),
      'earn.multipliers[1].multiplierId: is the multiplierId of multipliers[0] already',
    ],
    [
      'an unknown expiry',
      expiry({ kind: 'yearly' }),
      'expiry.kind: must be "never", "after", "on-date" or "inactivity", not "yearly"',
    ],
    ['no period', expiry({ kind: 'after' }), 'expiry.period: is missing'],
    [
      'years',
      expiry({ kind: 'after', period: { unit: 'years', count: 1 } }),
      'expiry.period.unit: must be "days" or "months", not "years"',
    ],
    [
      'a period on a fixed date',
      expiry({ kind: 'on-date', date: '2026-12-31', period: {} }),
      'expiry.period: is not known here',
    ],
    ['an unreal end', expiry({ kind: 'on-date', date: '2026-11-31' }), 'expiry.date: must be a date, not "2026-11-31"'],
    [
      'pending until after the end',
      { ...withEarn({ pendingDays: 30 }), expiry: { kind: 'after', period: { unit: 'days', count: 30 } } },
      'earn.pendingDays: is 30, so points could end before they are available',
    ],
    [
      'pending for a month',
      { ...withEarn({ pendingDays: 28 }), expiry: { kind: 'inactivity', period: { unit: 'months', count: 1 } } },
      'earn.pendingDays: is 28, so points could end',
    ],
    [
      'points worth nothing',
      redeem({ rate: { points: 1, money: 0 } }),
      'redeem.rate.money: must be a whole number of 1 or more, not 0',
    ],
    ['a minimum above the maximum', redeem({ minimum: 10, maximum: 9 }), 'redeem.minimum: is 10, more than maximum, 9'],
    ['a maximum below a step', redeem({ maximum: 9, step: 10 }), 'redeem.maximum: is 9, less than one step of 10'],
    [
      'no step between the limits',
      redeem({ minimum: 101, maximum: 199, step: 100 }),
      'redeem.step: is 100, and no multiple of it lies from 101 to 199',
    ],
    [
      'a maximum that is worth nothing',
      redeem({ rate: { points: 100, money: 1 }, maximum: 99 }),
      'redeem.maximum: is 99 points, which are worth nothing',
    ],
    [
      'covering without a rate',
      { ...minimal, redeem: { coverExactTotal: true } },
      'redeem.coverExactTotal: has no meaning without a rate',
    ],
    [
      'a share above all',
      redeem({ shareOfInvoicePercent: 101 }),
      'redeem.shareOfInvoicePercent: must be a whole number from 1 to 100, not 101',
    ],
    [
      'an endless hold',
      redeem({ holdMinutes: 1441 }),
      'redeem.holdMinutes: must be a whole number from 1 to 1440, not 1441',
    ],
    [
      'two rewards of one id',
      redeem({
        rewards: [
          { rewardId: 'r', name: 'A', points: 1 },
          { rewardId: 'r', name: 'B', points: 2 },
        ],
      }),
      'redeem.rewards[1].rewardId: is the rewardId of rewards[0] already',
    ],
    [
      'another clawback',
      { ...minimal, refund: { clawback: 'no' } },
      'refund.clawback: must be "allow-debt", "within-balance" or "refuse", not "no"',
    ],
    [
      'a window of more than ten years',
      { ...minimal, refund: { windowDays: 3651 } },
      'refund.windowDays: must be a whole number from 0 to 3650, not 3651',
    ],
  ])('is told where it is: %s', (_, input, words) => {
    expect(mistakesOf(input).join('\n')).toContain(words);
  });

  test('never hides another: all are told at once', () => {
    const input = {
      ...minimal,
      naem: 1,
      currency: 'idr',
      earn: {
        pendingDays: 90,
        approvePayments: true,
        rules: [
          {
            ...base,
            label: 7,
            earn: { per: 'visit', points: 1 },
            only: { skus: ['a'] },
            when: { hours: { from: 25, until: '09:00' }, from: '2026-02-02', until: '2026-02-01' },
          },
          { ...base, cap: { perDay: -1 } },
        ],
        multipliers: [{ multiplierId: 'm', times: 1, rules: ['x'], label: 5 }],
      },
      expiry: { kind: 'after', period: { unit: 'days', count: 1 } },
      redeem: { coverExactTotal: true, step: 0 },
    };
    const parsed = parseProgram(input)._unsafeUnwrapErr();
    expect(parsed.problems.map(({ path }) => path).toSorted()).toEqual([
      'currency',
      'earn.approvePayments',
      'earn.multipliers[0].label',
      'earn.multipliers[0].rules[0]',
      'earn.multipliers[0].times',
      'earn.pendingDays',
      'earn.rules[0].label',
      'earn.rules[0].only',
      'earn.rules[0].when.hours.from',
      'earn.rules[0].when.until',
      'earn.rules[1].cap.perDay',
      'earn.rules[1].ruleId',
      'naem',
      'redeem.coverExactTotal',
      'redeem.step',
    ]);
    for (const { path } of parsed.problems) expect(parsed.message).toContain(`\n  ${path}: `);
  });

  test('in code throws, with the same words', () => {
    expect(() => defineProgram({ ...minimal, currency: 'rupiah' })).toThrow(
      'The program has one mistake:\n  currency: must be an ISO 4217 currency code, not "rupiah". Write three capital letters',
    );
  });

  test('of ten million letters is refused without repeating them', () => {
    const big = 'x'.repeat(10_000_000);
    const rule = {
      ruleId: big,
      label: big,
      earn: { per: big },
      only: { skus: [big] },
      when: { from: big, hours: { from: big, until: big }, tiers: [big] },
    };
    const started = performance.now();
    const { message } = parseProgram({
      ...minimal,
      programId: big,
      name: big,
      timeZone: big,
      currency: big,
      version: big,
      [big]: big,
      earn: { rules: [rule] },
    })._unsafeUnwrapErr();
    expect(message.length).toBeLessThan(5000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('of ten million rules is refused by their number', () => {
    expect(mistakesOf(withEarn({ rules: Array.from({ length: 10_000_000 }) }))).toEqual([
      'earn.rules: must have at most 200 items, not 10000000. Take some out.',
    ]);
  });
});

test('hours that span midnight reach the weekday before the first date', () => {
  // 2026-03-02 is a Monday; its first two hours belong to Sunday night.
  const hours = { from: '22:00', until: '02:00' };
  expect(mistakesOf(when({ from: '2026-03-02', until: '2026-03-03', weekdays: ['sun'], hours }))).toEqual([]);
});
