import { expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod/mini';
import type { PluginSections } from '../../kernel/section.ts';
import { defineProgram, parseProgram } from './parse-program.ts';
import { minimal } from './program-testing.ts';
import { section } from './section.ts';
import { errorOf, valueOf } from '../../value-of-testing.ts';

const limits = section({
  plugin: 'limits',
  value: z.strictObject({ most: z.prefault(z.int().check(z.gte(1)), 3), rewards: z.prefault(z.array(z.string()), []) }),
  byDefault: { most: 3, rewards: [] },
});
const plugins = [{ name: 'limits', section: limits }] as const;

test('A section may be checked by a schema of zod, whose types are those of the section', () => {
  expectTypeOf<ReturnType<typeof limits.of>>().toEqualTypeOf<{ most: number; rewards: string[] }>();
  expectTypeOf<PluginSections<typeof plugins>>().toEqualTypeOf<{
    readonly limits?: { most?: number | undefined; rewards?: string[] | undefined };
  }>();
  const program = defineProgram({ ...minimal, plugins: { limits: { rewards: ['mug'] } } }, { plugins });
  expect(limits.of(program)).toEqual({ most: 3, rewards: ['mug'] });
});

test('What a schema fills in is no part of the version where it is all that the default says', () => {
  const written = valueOf(parseProgram({ ...minimal, plugins: { limits: {} } }, { plugins }));
  expect(limits.of(written)).toEqual({ most: 3, rewards: [] });
  expect(written.version).toBe(defineProgram(minimal).version);
});

test('Every mistake that a schema finds is told with its path', () => {
  const parsed = parseProgram({ ...minimal, plugins: { limits: { most: 0, rewards: ['mug', 7] } } }, { plugins });
  expect(errorOf(parsed).problems.map(({ path }) => path)).toEqual([
    'plugins.limits.most',
    'plugins.limits.rewards[1]',
  ]);
});

test('A later schema with one more field that has a default keeps the versions of programs', () => {
  const one = section({ plugin: 'limits', value: z.strictObject({ most: z.number() }), byDefault: { most: 3 } });
  const two = section({
    plugin: 'limits',
    value: z.strictObject({ most: z.number(), least: z.number() }),
    byDefault: { most: 3, least: 0 },
  });
  const before = defineProgram(
    { ...minimal, plugins: { limits: { most: 5 } } },
    { plugins: [{ name: 'limits', section: one }] as const },
  );
  const later = [{ name: 'limits', section: two }] as const;
  const after = valueOf(parseProgram(JSON.parse(JSON.stringify(before)), { plugins: later }));
  expect(after.version).toBe(before.version);
  expect(two.of(after)).toEqual({ most: 5, least: 0 });
  expect(valueOf(parseProgram(after, { plugins: later }))).toEqual(after);
  expect(defineProgram({ ...minimal, plugins: { limits: { least: 1 } } }, { plugins: later }).version).not.toBe(
    before.version,
  );
});

test('A section may be of several kinds whose fields differ', () => {
  const value = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all'), most: z.number() }),
    z.strictObject({ kind: z.literal('some'), rewards: z.array(z.string()) }),
  ]);
  const kinds = section({ plugin: 'kinds', value, byDefault: { kind: 'all', most: 3 } });
  const ofKinds = [{ name: 'kinds', section: kinds }] as const;
  const parse = (written: object) => parseProgram({ ...minimal, plugins: { kinds: written } }, { plugins: ofKinds });
  for (const [written, read] of [
    [
      { kind: 'some', rewards: [] },
      { kind: 'some', rewards: [] },
    ],
    [{ most: 4 }, { kind: 'all', most: 4 }],
  ] as const) {
    const program = valueOf(parse(written));
    expect(kinds.of(program)).toEqual(read);
    expect(valueOf(parseProgram(program, { plugins: ofKinds }))).toEqual(program);
  }
  const wrong = errorOf(parse({ kind: 'some' }));
  expect(wrong.problems.map(({ path }) => path)).toEqual(['plugins.kinds.rewards']);
});
