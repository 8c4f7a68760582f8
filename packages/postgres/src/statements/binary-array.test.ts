import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { SqlValue } from '@pointbook/sql';
import { binaryArray, type ElementType } from './binary-array.ts';

const client = { of: null as pg.Client | null };
beforeAll(async () => {
  client.of = new pg.Client(inject('databaseUrl'));
  await client.of.connect();
});
afterAll(async () => client.of?.end());

/** The elements as the server read them, in its own writing. */
async function readBack(type: ElementType, values: readonly SqlValue[]): Promise<unknown[]> {
  const text = `SELECT array_agg(each::text ORDER BY place) AS all FROM unnest($1::${type}[]) WITH ORDINALITY AS u (each, place)`;
  const { rows } = (await client.of?.query(text, [binaryArray(type, values)])) ?? { rows: [] };
  return (rows as { all: unknown[] }[])[0]?.all ?? [];
}

describe('an array is what the server makes of it', () => {
  test.each<[ElementType, SqlValue[]]>([
    ['text', ['', 'a', '{"quoted", \\ text}', 'é', 'كوبي', '☕', 'NULL', "it's", '\n\t', 'x'.repeat(100_000)]],
    ['text', [null, 'between', null]],
    ['text', [null]],
    ['text', []],
    ['bigint', [0, 1, -1, 255, 256, 65_535, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 32, -(2 ** 32)]],
    ['bigint', [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 253_402_300_799_999, -0, null]],
  ])('of %s %j', async (type, values) => {
    const written = values.map((value) => (value === null ? null : String(value)));
    expect(await readBack(type, values)).toEqual(written);
  });

  test('of many numbers, taken at random', async () => {
    const numbers = Array.from({ length: 20_000 }, () => Math.round((Math.random() - 0.5) * 2 ** (54 * Math.random())));
    expect((await readBack('bigint', numbers)).map(Number)).toEqual(numbers.map((number) => number + 0));
  });

  test('a text that the server does not take is refused', async () => {
    await expect(readBack('text', ['fine', 'a\0b'])).rejects.toMatchObject({ code: '22021' });
  });
});

describe('a value that would become another one is refused', () => {
  test.each([0.5, 2 ** 53, Number.NaN, Infinity, -Infinity])('%d', (number) => {
    expect(() => binaryArray('bigint', [1, number])).toThrow('is not a whole number');
  });

  test('an array within', () => {
    expect(() => binaryArray('text', [Buffer.alloc(1)])).toThrow(TypeError);
  });
});
