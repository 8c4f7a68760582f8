import { describe, expect, test } from 'vitest';
import { base, items, minimal, mistakesOf, redeem, when, withEarn, withRule } from './program-testing.ts';

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
      'a business day that begins at 24:00',
      { ...minimal, dayStartsAt: '24:00' },
      'dayStartsAt: must be a time on the clock, not "24:00". Write hours and minutes: "09:30".',
    ],
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
  ])('is told where it is: %s', (_, input, words) => {
    expect(mistakesOf(input).join('\n')).toContain(words);
  });
});
