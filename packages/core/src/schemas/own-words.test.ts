import { expect, test } from 'vitest';
import { codes } from '../plugins/codes/codes.ts';
import { verbsOf } from '../pointbook/verbs-of.ts';
import type { ObjectSchema } from './objects.ts';
import { newReading, type Schema } from './schema.ts';

const shapes = Object.fromEntries(
  verbsOf([codes()]).map(({ path, input }) => [path.join('.'), input.schema as ObjectSchema<unknown>]),
);
const nothing = [undefined, null, '', 'x', 0, -1, 1.5, Number.NaN, true, 5n, [], {}, new Date(Number.NaN), () => 1];
const oddities = [...nothing, ...nothing.map((value) => [value]), ...nothing.map((value) => ({ per: value, odd: 1 }))];

test.each(Object.entries(shapes))('%s never answers without words of its own', (_, shape) => {
  const fields = Object.keys(shape.fields);
  const tried: readonly unknown[] = [
    ...oddities,
    ...oddities.map((value) => Object.fromEntries(fields.map((field) => [field, value]))),
    ...oddities.map((value) =>
      Object.fromEntries(fields.map((field) => [field, withFields(shape.fields, field, value)])),
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
function withFields(inner: Readonly<Record<string, object>>, field: string, value: unknown): unknown {
  const names = Object.keys((inner[field] as { fields?: object }).fields ?? {});
  return names.length === 0 ? value : Object.fromEntries(names.map((name) => [name, value]));
}

function problemsIn(shape: Schema<unknown>, input: unknown) {
  const reading = newReading();
  shape.read(input, reading);
  return reading.mistakes;
}
