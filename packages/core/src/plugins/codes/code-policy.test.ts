import { describe, expect, test } from 'vitest';
import { defineProgram, parseProgram } from '../../program/parsing/parse-program.ts';
import { minimal } from '../../program/parsing/program-testing.ts';
import { codesSection, defaultCodes } from './code-policy.ts';
import { valueOf } from '../../value-of-testing.ts';

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

const plugins = [{ name: 'codes', section: codesSection }];
const parse = (codes: unknown) => parseProgram({ ...minimal, plugins: { codes } }, { plugins });
const policyOf = (codes?: object) => codesSection.of(valueOf(parse(codes)));

function mistakesOf(codes: unknown): string[] {
  const parsed = parse(codes);
  return parsed.isOk() ? [] : parsed.error.problems.map(({ path, problem, fix }) => `${path}: ${problem}. ${fix}`);
}

describe('how codes are sent', () => {
  test('is safe by default', () => {
    expect(policyOf()).toEqual(defaultCodes);
    expect(policyOf({})).toEqual(defaultCodes);
    expect(policyOf({ digits: 8 })).toEqual({ ...defaultCodes, digits: 8 });
  });

  test.each(Object.entries(bounds))('%s has its bounds', (field, [least, greatest]) => {
    for (const good of [least, greatest])
      expect(policyOf({ [field]: good })).toEqual({ ...defaultCodes, [field]: good });
    for (const bad of [least - 1, greatest + 1, least + 0.5, Number.NaN, `${least}`, null]) {
      const mistakes = mistakesOf({ [field]: bad });
      expect(mistakes).toHaveLength(1);
      expect(mistakes[0]).toContain(`plugins.codes.${field}: must be a whole number from ${least} to ${greatest}`);
    }
  });

  test('has bounds for every figure of it', () => {
    const figures = Object.entries(defaultCodes).filter(([, value]) => typeof value === 'number');
    expect(figures.map(([field]) => field).toSorted()).toEqual(Object.keys(bounds).toSorted());
  });

  test('names its channels once, in an order of its own', () => {
    const channels = ['email', 'whatsapp'] as const;
    expect(policyOf({ channels }).channels).toEqual(channels);
    expect(mistakesOf({ channels: ['sms', 'email', 'sms'] })).toEqual([
      'plugins.codes.channels[2]: is named twice. Name each channel once.',
    ]);
    expect(mistakesOf({ channels: [] })[0]).toMatch(/^plugins\.codes\.channels: /u);
    expect(mistakesOf({ channels: ['sms', 'fax'] })[0]).toMatch(
      /^plugins\.codes\.channels\[1\]: must be "whatsapp", "sms" or "email", not "fax"/u,
    );
    expect(mistakesOf({ channels: 'sms' })[0]).toMatch(/^plugins\.codes\.channels: /u);
    const four = ['sms', 'email', 'whatsapp', 'sms'];
    expect(mistakesOf({ channels: four })[0]).toMatch(/^plugins\.codes\.channels: .*3/u);
  });

  test('is a part of the version of the program that stays the same in every release', () => {
    const { version } = defineProgram(minimal);
    expect(valueOf(parse({ digits: defaultCodes.digits })).version).toBe(version);
    expect(valueOf(parse({ digits: 8, channels: ['sms', 'email'] })).version).toBe(
      'v-61e7f8f129df2c34bb37cfa25d2244fc',
    );
  });

  test('says whether addresses must be verified', () => {
    expect(policyOf({ requireVerified: true }).requireVerified).toBe(true);
    expect(mistakesOf({ requireVerified: 'yes' })[0]).toMatch(/requireVerified: must be true or/u);
  });

  test('refuses any other word', () => {
    expect(mistakesOf({ digit: 6 })[0]).toMatch(/^plugins\.codes\.digit: is not known here/u);
    expect(mistakesOf(null)[0]).toMatch(/^plugins\.codes: must be an object/u);
  });
});
