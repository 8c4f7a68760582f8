import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod/mini';
import { activeRulesOf } from '../evaluating/active-rules.ts';
import { evaluateRules } from '../evaluating/evaluate-rules.ts';
import { defineProgram, parseProgram } from '../parsing/parse-program.ts';
import { base, minimal, withRule } from '../parsing/program-testing.ts';
import { line, sold } from '../evaluating/rules-testing.ts';
import type { ConditionDefinition } from './conditions.ts';
import type { conditions } from './conditions.ts';
import { definePart } from './define-part.ts';
import type { EarnAmountDefinition, earnKinds } from './earn-kinds.ts';
import type { Part } from './own-part.ts';
import type { CheckedValue } from '../../kernel/shapes/standard-schema.ts';
import { valueOf } from '../../value-of-testing.ts';

/** Written with a function. */
const exceptTiers = definePart({
  type: 'condition',
  kind: 'exceptTiers',
  version: 1,
  value: (input): CheckedValue<readonly string[]> =>
    Array.isArray(input) && input.every((tier) => typeof tier === 'string')
      ? { value: input }
      : { issues: [{ message: 'must be a list\nof tiers', path: [0, { key: 'name' }] }] },
  reads: ['tier'],
  unmet: 'excepted-tier',
  isMet: (tiers, { member }) => !tiers.includes(member.tier ?? ''),
});

/** Written with a Standard Schema. */
const product = definePart({
  type: 'earn',
  kind: 'product',
  version: 1,
  fields: z.strictObject({ points: z.number(), most: z.prefault(z.number(), 3) }),
  count: ({ points, most }, { lines }) => ({
    points: points * Math.min(most, new Set(lines.map(({ sku }) => sku)).size),
    base: String(lines.length),
  }),
});

const parts = [exceptTiers, product];
const rule = { ruleId: 'wide', earn: { per: 'product', points: 5 }, when: { exceptTiers: ['staff'] } } as const;
const basket = sold(
  50_000,
  ['a', 'a', 'b', 'c', 'd'].map((sku, index) => line(String(index), { sku, net: 10_000 })),
);
const evaluate = (tier: string | null, more: object = {}) => {
  const program = valueOf(parseProgram(withRule({ ...rule, ...more }), { parts }));
  return valueOf(evaluateRules(program, basket, { tier, earnedToday: {} })).rules[0];
};
const mistakesWith = (own: readonly Part[], input: unknown) =>
  parseProgram(input, { parts: own }).match(
    () => [],
    ({ problems }) => problems.map(({ path, problem, fix }) => `${path}: ${problem}. ${fix}`),
  );

describe('parts of the host', () => {
  test('stand beside those of Pointbook, and say why a rule gave nothing', () => {
    expect(evaluate('gold')).toMatchObject({ points: 15, base: '5', exact: '15/1', unmet: null });
    expect(evaluate('staff')).toMatchObject({ points: 0, base: null, unmet: 'excepted-tier' });
    expect(evaluate(null, { only: { skus: ['a'] } })).toMatchObject({ points: 5, base: '2' });
    expect(evaluate(null, { when: { exceptTiers: null, minimumSpend: 50_001 } })).toMatchObject({
      unmet: 'minimum-spend',
    });
  });

  test('have types in the definition', () => {
    const program = defineProgram({ ...minimal, earn: { rules: [rule] } }, { parts });
    expect(program.parts).toEqual({ when: { exceptTiers: 1 }, earn: { product: 1 } });
    expect(activeRulesOf(program)).toMatchObject({ facts: ['tier'], readsProfile: true });
    const wrong = { ...rule, when: { exceptTiers: 5 } };
    // @ts-expect-error -- a list of tiers
    expect(() => defineProgram({ ...minimal, earn: { rules: [wrong] } }, { parts })).toThrow('is refused by the part');
    // @ts-expect-error -- the part is not given
    expect(() => defineProgram({ ...minimal, earn: { rules: [rule] } })).toThrow('exceptTiers: is not known here');
  });

  test('tell mistakes where they are', () => {
    expect(mistakesWith(parts, withRule({ ...rule, when: { exceptTiers: [1] } }))).toEqual([
      'earn.rules[0].when.exceptTiers[0].name: is refused by the part "exceptTiers": must be a list of tiers. Write what the part can read.',
    ]);
    expect(mistakesWith(parts, withRule({ ...rule, earn: { per: 'product', points: 'x' } }))[0]).toContain(
      'earn.rules[0].earn.points: is refused by the part "product": ',
    );
    expect(mistakesWith(parts, withRule({ ...rule, when: { exceptTier: [] } }))).toEqual([
      'earn.rules[0].when.exceptTier: is not known here. Did you mean "exceptTiers"?',
    ]);
    expect(mistakesWith(parts, withRule({ earn: { per: 'day' } }))[0]).toContain(
      'must be "amount", "visit", "item" or "product", not "day"',
    );
    const lineless = definePart({ ...product, countsLines: false });
    expect(mistakesWith([exceptTiers, lineless], withRule({ ...rule, only: { skus: ['a'] } }))).toEqual([
      'earn.rules[0].only: has no meaning in a rule per product, which does not look at lines. Leave it out.',
    ]);
  });

  test('are kept as their schema made them, sorted into the one form of a program', () => {
    const program = valueOf(parseProgram(withRule(rule), { parts }));
    expect(program.earn.rules[0]).toMatchObject({ earn: { per: 'product', points: 5, most: 3 } });
    const written = withRule({ ...rule, earn: { most: 3, points: 5, per: 'product' } });
    expect(valueOf(parseProgram(written, { parts })).version).toBe(program.version);
    expect(valueOf(parseProgram(JSON.parse(JSON.stringify(program)), { parts }))).toEqual(program);
  });
});

describe('a part that breaks its promise is named', () => {
  const odd = (value: unknown) => definePart({ ...exceptTiers, value: (() => value) as never });
  const count = (counted: object) => definePart({ ...product, count: () => counted as never });
  test.each<[string, Part, string]>([
    ['a schema that answers later', odd(Promise.resolve({ value: 1 })), '"exceptTiers" answers later'],
    ['a value that is no JSON', odd({ value: new Date(0) }), 'must give plain JSON that it then reads as the same'],
    ['no value', odd({ value: undefined }), 'must give plain JSON'],
    ['half a point', count({ points: 0.5 }), '"product" counted 0.5 / 1 points'],
    ['points below 0', count({ points: -1n }), '"product" counted -1 / 1 points'],
    ['no points', count({}), '"product" counted undefined / 1 points'],
    ['a part of nothing', count({ points: 1, of: 0 }), '"product" counted 1 / 0 points'],
  ])('%s', (_, part, words) => {
    const own = [part, ...parts.filter(({ kind }) => kind !== part.kind)];
    expect(() => {
      const program = valueOf(parseProgram(withRule(rule), { parts: own }));
      evaluateRules(program, basket, { earnedToday: {} });
    }).toThrow(words);
  });

  test.each([
    ['a name with a dash', { ...exceptTiers, kind: 'except-tiers' }, 'must be a letter, then letters and digits'],
    [
      'a name that every object has',
      { ...exceptTiers, kind: 'constructor' },
      'must be a letter, then letters and digits',
    ],
    ['version 0', { ...exceptTiers, version: 0 }, 'The version of the part "exceptTiers" must be a whole number'],
  ])('%s', (_, part, words) => {
    expect(() => definePart(part)).toThrow(words);
  });

  test('one that was not made by definePart', () => {
    expect(() => parseProgram(minimal, { parts: [{ ...exceptTiers, version: 2 }] })).toThrow(
      'Make the part "exceptTiers" with definePart().',
    );
  });

  test('one that is there twice, or under a name of Pointbook’s', () => {
    expect(() => parseProgram(minimal, { parts: [product, product] })).toThrow(
      '"product" of version 1 is there already',
    );
    const taken = definePart({ ...exceptTiers, kind: 'tiers', version: 2 });
    expect(() => parseProgram(minimal, { parts: [taken] })).toThrow('"tiers" of version 2 is there already');
  });
});

test('the types of a definition name all parts that there are', () => {
  expectTypeOf<(typeof conditions)[number]['kind']>().toEqualTypeOf<keyof ConditionDefinition>();
  expectTypeOf<(typeof earnKinds)[number]['kind']>().toEqualTypeOf<EarnAmountDefinition['per']>();
  expect(parseProgram(withRule({ ...base, when: {} })).isOk()).toBe(true);
});
