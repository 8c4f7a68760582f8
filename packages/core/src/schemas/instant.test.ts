import { describe, expect, test } from 'vitest';
import { codes } from '../plugins/codes/codes.ts';
import { jobs } from '../plugins/jobs/jobs.ts';
import { reports } from '../plugins/reports/reports.ts';
import { verbsOf } from '../pointbook/verbs-of.ts';
import { instant } from './instant.ts';
import type { ObjectSchema } from './objects.ts';
import { type JsonSchema, newReading, type Schema } from './schema.ts';

const shape = instant();

function read(input: unknown, of: Schema<unknown> = shape) {
  const reading = newReading();
  return { value: of.read(input, reading), mistakes: reading.mistakes };
}

describe('An instant', () => {
  test.each([
    ['UTC', '2026-12-31T10:00:00Z', '2026-12-31T10:00:00.000Z'],
    ['milliseconds', '2026-12-31T10:00:00.250Z', '2026-12-31T10:00:00.250Z'],
    ['one place', '2026-12-31T10:00:00.5Z', '2026-12-31T10:00:00.500Z'],
    ['microseconds, which are cut off', '2026-12-31T10:00:00.123987Z', '2026-12-31T10:00:00.123Z'],
    ['no seconds', '2026-12-31T10:00Z', '2026-12-31T10:00:00.000Z'],
    ['an offset to the east', '2026-12-31T17:00:00+07:00', '2026-12-31T10:00:00.000Z'],
    ['an offset to the west', '2026-12-31T06:30:00.001-03:30', '2026-12-31T10:00:00.001Z'],
    ['a day of a leap year', '2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('is a text with %s, and the same as the Date', (_, text, same) => {
    expect(read(text)).toEqual({ value: Date.parse(same), mistakes: [] });
    expect(read(new Date(same))).toEqual(read(text));
  });

  test.each(['2026-12-31T10:00:00', '2026-12-31T10:00', '2026-12-31T10:00:00.123'])(
    'is not a text without a time zone: %s',
    (text) => {
      expect(read(text).mistakes).toEqual([
        expect.objectContaining({
          problem: 'names no time zone, so it could be several instants',
          fix: 'End it with Z, or with an offset such as +07:00.',
        }),
      ]);
    },
  );

  test.each([
    ['a day', '2026-12-31'],
    ['a day that the calendar does not have', '2026-02-30T10:00:00Z'],
    ['the end of a day written as hour 24', '2026-12-31T24:00:00Z'],
    ['a leap second', '2026-12-31T23:59:60Z'],
    ['a day before its month', '31/12/2026 10:00'],
    ['a month before its day', '12/31/2026 10:00'],
    ['words', 'Thu, 31 Dec 2026 10:00:00 GMT'],
    ['a space in place of T', '2026-12-31 10:00:00Z'],
    ['an offset without a colon', '2026-12-31T10:00:00+0700'],
    ['the name of a zone', '2026-12-31T10:00:00 Asia/Jakarta'],
    ['spaces around it', ' 2026-12-31T10:00:00Z '],
    ['a year of six digits', '+002026-12-31T10:00:00Z'],
    ['a year before 1970', '1969-12-31T23:59:59Z'],
    ['the last moments of 9999 west of Greenwich', '9999-12-31T23:00:00-05:00'],
    ['nothing', ''],
    ['seconds since 1970', '1798711200'],
    ['milliseconds since 1970', 1_798_711_200_000],
  ])('is not %s', (_, given) => {
    expect(read(given).mistakes).toEqual([
      expect.objectContaining({ problem: expect.stringContaining('must be a Date or an instant in ISO 8601, not ') }),
    ]);
  });
});

const verbs = verbsOf([codes(), jobs(), reports()]);
const taking = verbs.flatMap(({ path, input }) =>
  instantsIn(input.schema as Schema<unknown>, []).map((at): [string, readonly string[], Schema<unknown>] => [
    [...path, ...at].join('.'),
    at,
    input.schema as Schema<unknown>,
  ]),
);

test('The verbs take instants in many places', () => {
  expect(taking.map(([name]) => name)).toEqual(expect.arrayContaining(['saveInvoice.soldAt', 'reports.liability.at']));
});

test.each(taking)('%s is a Date or such a text', (_, at, schema) => {
  const mistakesFor = (value: unknown) =>
    read(nested(at, value), schema).mistakes.filter(({ path }) => path.join('.') === at.join('.'));
  expect(mistakesFor('2026-12-31T10:00:00Z')).toEqual([]);
  expect(mistakesFor(new Date(0))).toEqual([]);
  expect(mistakesFor('2026-12-31T10:00:00')).toHaveLength(1);
  expect(mistakesFor(0)).toHaveLength(1);
});

/** Where a shape has instants. */
function instantsIn(
  { json }: { readonly json?: JsonSchema },
  above: readonly string[],
): readonly (readonly string[])[] {
  if (json?.['format'] === 'date-time') return [above];
  const fields = (json?.['properties'] ?? {}) as ObjectSchema<unknown>['fields'] & Record<string, JsonSchema>;
  return Object.entries(fields).flatMap(([name, inner]) => instantsIn({ json: inner }, [...above, name]));
}

function nested(path: readonly string[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
}
