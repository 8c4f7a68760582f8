import { expect, test } from 'vitest';
import type * as z from 'zod/mini';
import * as codes from './code-shapes.ts';
import * as points from './points-shapes.ts';
import { problemsOf } from './problems.ts';
import { programShape } from './program-shape.ts';
import { ledgerVerbs, quotingVerbs, readingVerbs } from '../till-verbs.ts';

// A verb that is not declared yet has no input of its own; one that is told nothing takes any.
const verbs = Object.values({ ...ledgerVerbs, ...readingVerbs, ...quotingVerbs });
const inputs = Object.fromEntries(
  verbs.flatMap(({ verb, input }) =>
    input?.schema ? [[verb, input.schema as typeof points.quoteRedemptionShape]] : [],
  ),
);
const shapes = { ...codes, ...points, ...inputs, programShape };
const nothing = [undefined, null, '', 'x', 0, -1, 1.5, Number.NaN, true, 5n, [], {}, new Date(Number.NaN), () => 1];
const oddities = [...nothing, ...nothing.map((value) => [value]), ...nothing.map((value) => ({ per: value, odd: 1 }))];

test.each(Object.entries(shapes))('%s never answers in words of zod, which has none here', (_, shape) => {
  const fields = Object.keys(shape.shape);
  const tried: readonly unknown[] = [
    ...oddities,
    ...oddities.map((value) => Object.fromEntries(fields.map((field) => [field, value]))),
    ...oddities.map((value) =>
      Object.fromEntries(fields.map((field) => [field, withFields(shape.shape, field, value)])),
    ),
  ];
  for (const input of tried) {
    for (const { problem, fix } of problemsIn(shape, input)) {
      expect(problem).not.toContain('Invalid');
      expect(fix).not.toBe('');
    }
  }
});

/** An object with the same value in all the fields that the object at this field has, or the value. */
function withFields(shape: Readonly<Record<string, unknown>>, field: string, value: unknown): unknown {
  const inner = (shape[field] as { def?: { innerType?: { shape?: object }; shape?: object } }).def;
  const names = Object.keys(inner?.shape ?? inner?.innerType?.shape ?? {});
  return names.length === 0 ? value : Object.fromEntries(names.map((name) => [name, value]));
}

function problemsIn(shape: z.ZodMiniType, input: unknown) {
  const parsed = shape.safeParse(input);
  return parsed.success ? [] : problemsOf(parsed.error.issues);
}
