import fc from 'fast-check';
import type { Schema } from './openapi.ts';

/** Values that there are in the ledger, by the name of their field. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

/** Values of a field: mostly such as its schema says, and sometimes nothing like it. */
export function valuesOf(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 30, arbitrary: fitting(schema, name, known) }, { weight: 1, arbitrary: hostile });
}

function fitting(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  const found = known[name];
  const usual = bySchema(schema, name, known);
  if (found === undefined) return usual;
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...found) }, { weight: 1, arbitrary: usual });
}

function bySchema(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => fitting(each, name, known)));
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return figureOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const { items = {}, minItems = 0, maxItems = 3 } = schema;
      return fc.array(valuesOf(items, name, known), {
        minLength: minItems,
        maxLength: Math.min(maxItems, minItems + 3),
      });
    }
    case 'object':
      return objectOf(schema, known);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** An object with the fields that it needs, and some of the others. */
export function objectOf(schema: Schema, known: Known): fc.Arbitrary<Record<string, unknown>> {
  const { properties = {}, required = [], additionalProperties } = schema;
  if (typeof additionalProperties === 'object')
    return fc.dictionary(fc.string({ maxLength: 5 }), valuesOf(additionalProperties, '', known), { maxKeys: 3 });
  const others = Object.keys(properties).filter((name) => !required.includes(name));
  const chosen = fc.oneof(fc.subarray(others), fc.subarray(others, { maxLength: Math.min(2, others.length) }));
  return chosen.chain((some) => {
    const fields = [...required, ...some].map((name) => [name, valuesOf(properties[name] ?? {}, name, known)] as const);
    return fc.record<Record<string, unknown>>(Object.fromEntries(fields));
  });
}

/** Mostly such as the ledger has seen, and some that are long ago or to come. */
const anyInstant = fc.oneof(
  { weight: 4, arbitrary: between('2024-09-20T00:00:00Z', '2024-10-04T00:00:00Z') },
  { weight: 1, arbitrary: between('2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z') },
);

function between(from: string, until: string): fc.Arbitrary<Date> {
  return fc.date({ min: new Date(from), max: new Date(until), noInvalidDate: true });
}

function textOf({ format, pattern, minLength = 0, maxLength = 12 }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return anyInstant.map((date) => date.toISOString());
  if (format === 'date') return anyInstant.map((date) => date.toISOString().slice(0, 10));
  if (format === 'email') return fc.emailAddress();
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    {
      weight: 9,
      arbitrary: fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 12), unit: 'grapheme' }),
    },
    { weight: 1, arbitrary: fc.constant('x'.repeat(maxLength)) },
  );
}

function figureOf({
  minimum = Number.MIN_SAFE_INTEGER,
  maximum = Number.MAX_SAFE_INTEGER,
}: Schema): fc.Arbitrary<number> {
  const least = Math.max(minimum, -5);
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: least, max: Math.min(maximum, least + 200) }) },
    { weight: 2, arbitrary: fc.maxSafeInteger().map((figure) => Math.min(maximum, Math.max(minimum, figure))) },
    { weight: 1, arbitrary: fc.constantFrom(minimum, maximum) },
  );
}

// oxfmt-ignore
const hostileValues: readonly unknown[] = [
  null, true, 0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER + 1, -Number.MAX_VALUE, [], {}, [[[[]]]], [null],
  '', ' ', '.', '..', '\u0000', '\uD800', '\u202E', 'x'.repeat(300), 'é'.repeat(3000), '%00', '../..', "' OR 1=1--",
  '2026-02-30', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '-271821-04-19T23:59:59Z', '2026-03-02T04:00:00+99:99',
  'NaN', '-0', '1e3', 'true', '__proto__', 'constructor', 'toString',
  JSON.parse('{"__proto__":{"total":1}}'), { toString: 1, valueOf: 1 },
];

/** What a client may send whatever a field is for. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...hostileValues),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
