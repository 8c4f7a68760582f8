import { describe, expect, test } from 'vitest';
import { defaultCodes } from './codes-shape.ts';
import { mistakesOf, redeem } from './program-testing.ts';
import { parseProgram } from './parse-program.ts';

const bounds: Readonly<Record<string, readonly [least: number, greatest: number]>> = {
  digits: [6, 10],
  minutes: [1, 10],
  attempts: [1, 10],
  secondsBetweenSends: [1, 3600],
  sends: [1, 100],
  sendMinutes: [1, 1440],
  failures: [1, 100],
  failureHours: [1, 720],
};

const policyOf = (policy: object) => parseProgram(redeem(policy))._unsafeUnwrap().redeem;

describe('how codes are sent', () => {
  test('is safe where nothing is said', () => {
    expect(policyOf({}).codes).toEqual(defaultCodes);
    expect(policyOf({ codes: {} }).codes).toEqual(defaultCodes);
    expect(policyOf({ codes: { digits: 8 } }).codes).toEqual({ ...defaultCodes, digits: 8 });
  });

  test.each(Object.entries(bounds))('%s has its bounds', (field, [least, greatest]) => {
    for (const good of [least, greatest])
      expect(policyOf({ codes: { [field]: good } }).codes).toEqual({ ...defaultCodes, [field]: good });
    for (const bad of [least - 1, greatest + 1, least + 0.5, Number.NaN, `${least}`, null]) {
      const mistakes = mistakesOf(redeem({ codes: { [field]: bad } }));
      expect(mistakes).toHaveLength(1);
      expect(mistakes[0]).toContain(`redeem.codes.${field}: must be a whole number from ${least} to ${greatest}`);
    }
  });

  test('has bounds for every figure of it', () => {
    const figures = Object.entries(defaultCodes).filter(([, value]) => typeof value === 'number');
    expect(figures.map(([field]) => field).toSorted()).toEqual(Object.keys(bounds).toSorted());
  });

  test('names its channels once, in an order of its own', () => {
    const channels = ['email', 'whatsapp'] as const;
    expect(policyOf({ codes: { channels } }).codes.channels).toEqual(channels);
    expect(mistakesOf(redeem({ codes: { channels: ['sms', 'email', 'sms'] } }))).toEqual([
      'redeem.codes.channels[2]: is named twice. Name each channel once.',
    ]);
    expect(mistakesOf(redeem({ codes: { channels: [] } }))[0]).toMatch(/^redeem\.codes\.channels: /u);
    expect(mistakesOf(redeem({ codes: { channels: ['sms', 'fax'] } }))[0]).toMatch(
      /^redeem\.codes\.channels\[1\]: must be "whatsapp", "sms" or "email", not "fax"/u,
    );
    expect(mistakesOf(redeem({ codes: { channels: 'sms' } }))[0]).toMatch(/^redeem\.codes\.channels: /u);
    const four = ['sms', 'email', 'whatsapp', 'sms'];
    expect(mistakesOf(redeem({ codes: { channels: four } }))[0]).toMatch(/^redeem\.codes\.channels: .*3/u);
  });

  test('says whether addresses must be verified', () => {
    expect(policyOf({ codes: { requireVerified: true } }).codes.requireVerified).toBe(true);
    expect(mistakesOf(redeem({ codes: { requireVerified: 'yes' } }))[0]).toMatch(/requireVerified: must be true or/u);
  });

  test('knows no other word', () => {
    expect(mistakesOf(redeem({ codes: { digit: 6 } }))[0]).toMatch(/^redeem\.codes\.digit: is not known here/u);
    expect(mistakesOf(redeem({ codes: null }))[0]).toMatch(/^redeem\.codes: must be an object/u);
  });
});

describe('which redemptions need a code', () => {
  test.each(['off', 'always', { abovePoints: 1 }, { abovePoints: Number.MAX_SAFE_INTEGER }])('%j is said', (otp) => {
    expect(policyOf({ otp }).otp).toEqual(otp);
  });

  test('is none where nothing is said', () => {
    expect(policyOf({}).otp).toBe('off');
  });

  test.each([
    'on',
    '',
    true,
    500,
    null,
    [],
    ['always'],
    {},
    { abovePoints: 0 },
    { abovePoints: -1 },
    { abovePoints: 1.5 },
    { abovePoints: '500' },
    { abovePoints: null },
    { abovePoints: 2 ** 53 },
    { abovePoints: 500, always: true },
    { above: 500 },
  ])('%j is not understood', (otp) => {
    const [mistake, ...others] = mistakesOf(redeem({ otp }));
    expect(others).toEqual([]);
    expect(mistake).toMatch(/^redeem\.otp: must be "off", "always" or \{ abovePoints: … \}.* Write otp: /u);
  });
});
