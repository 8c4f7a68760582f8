import { codes } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import { expect, test } from 'vitest';
import { newestSchema } from '@pointbook/sql';
import { postgresSchema } from './schema-sql.ts';

const kinds = [codes(), jobs()].flatMap(({ records = [] }) => records);

test('the file that is published is what the function answers; `vitest -u` writes it anew', async () => {
  await expect(postgresSchema('pointbook', { kinds })).toMatchFileSnapshot('../../pointbook.sql');
});

test('the SQL is of the schema that is named, and from the migration that is named', () => {
  expect(postgresSchema('loyalty')).toContain('CREATE SCHEMA "loyalty"');
  expect(postgresSchema('loyalty')).not.toContain('pointbook"');
  const later = postgresSchema('loyalty', { from: 1 });
  expect(later).toContain('CREATE VIEW');
  expect(later).not.toContain('CREATE SCHEMA');
  expect(postgresSchema('loyalty', { from: newestSchema })).not.toMatch(/^[^-\n]/m);
  for (const from of [-1, 0.5, newestSchema + 1]) expect(() => postgresSchema('a', { from })).toThrow(RangeError);
  for (const name of ['', 'A', 'pg_x', 'a"b']) expect(() => postgresSchema(name)).toThrow(RangeError);
});

test('no migration after the first adds a column together with a CHECK, which Citus refuses: that has a name and comes after', () => {
  expect(postgresSchema('pointbook', { from: 1, kinds })).not.toMatch(
    /ADD COLUMN[^;,]*\b(?:CHECK|REFERENCES|UNIQUE)\b/i,
  );
});
