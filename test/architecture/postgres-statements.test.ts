import { createPointbook } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { fullTour } from '../support/tours/full-tour.ts';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { unscopedTables } from '../support/postgres/statement-scope.ts';
import { warung } from '../support/shops/warung.ts';
import { valueOf } from '../support/value-of.ts';

const schema = freshSchema();
const url = () => inject('databaseUrl');

beforeAll(async () => {
  const store = postgresStore(url(), { schema });
  valueOf(await store.open());
  await store.close();
});
afterAll(async () => dropSchema(schema));

/** The texts of all statements that any client sends from now on, until the test is over. */
function recordStatements(): Set<string> {
  const texts = new Set<string>();
  const prototype = pg.Client.prototype as unknown as { query(this: unknown, ...given: unknown[]): unknown };
  const { query } = prototype;
  prototype.query = function recorded(question, ...others) {
    texts.add(typeof question === 'string' ? question : (question as { text: string }).text);
    return query.call(this, question, ...others);
  };
  onTestFinished(() => {
    prototype.query = query;
  });
  return texts;
}

/**
 * What begins and ends a transaction, sets it up, or asks for the schema's version, the database, the time or its
 * count.
 */
const aside =
  /^(?:BEGIN\b|COMMIT$|ROLLBACK\b|SAVEPOINT |RELEASE |SET LOCAL )|\.migrations$|^SELECT (?:current_database|1 WHERE to_regclass|\(extract\(epoch FROM clock_timestamp|extract\(epoch FROM pg_postmaster_start_time\(\)\)::text AS asked, pg_snapshot_xmin)\(/;

/** What gives numbers to names, or learns them: the key of every other table begins with the number of a program. */
const ofNumbers =
  /^SELECT word(?: AS number|, name) FROM|^SELECT program AS number FROM|^INSERT INTO \S+\.(?:words|programs|versions) |^SELECT coalesce\(bool_and\(age\(xmin\)/;

test('every statement of every verb names the program for each table that it touches', async () => {
  const texts = recordStatements();
  const store = postgresStore(url(), { schema });
  const ledger = await fullTour(store);
  await ledger.close();

  const pool = new pg.Pool({ connectionString: url() });
  const hosted = createPointbook({
    program: warung(),
    store: postgresStore(pool, { schema }),
    plugins: [codes()],
  });
  const client = await pool.connect();
  await client.query('BEGIN');
  valueOf(await hosted.within(client).enrolMember({ memberId: 'joined', phone: '+628110007' }));
  await client.query('COMMIT');
  client.release();
  await pool.end();

  const statements = [...texts].filter((text) => !aside.test(text) && !ofNumbers.test(text));
  expect(statements.length).toBeGreaterThan(40);
  for (const part of ['SELECT ', 'INSERT INTO ', 'UPDATE ', ' FOR UPDATE', 'unnest(', ' VALUES ($1, '])
    expect(statements.filter((text) => text.includes(part))).not.toEqual([]);
  for (const table of ['programs', 'versions', 'accounts', 'entries', 'notes', 'records', 'uniques', 'lists'])
    expect(statements.filter((text) => text.includes(`"${schema}".${table}`))).not.toEqual([]);
  const loose = statements.filter((text) => !text.includes(`"${schema}"`) || unscopedTables(text, schema).length > 0);
  expect(loose).toEqual([]);
  // What names it in one table alone is sent to all shards of the other.
  const joined = statements.filter((text) => / JOIN LATERAL \(SELECT \* FROM \S+\.notes /.test(text));
  expect(joined.length).toBeGreaterThan(3);
  for (const text of joined) expect(text).toMatch(/\.notes WHERE program = \$1 AND/);
});

describe('the check itself', () => {
  test.each([
    'SELECT FROM "s".accounts WHERE program = $1 AND member_id = $2',
    'SELECT FROM "s".entries e LEFT JOIN LATERAL (SELECT FROM "s".notes WHERE program = e.program) n ON true WHERE e.program = $1',
    'INSERT INTO "s".notes (program, member_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    'INSERT INTO "s".lists AS f (program, base) SELECT $1, u.base FROM unnest($2::bigint[]) AS u (base)',
    'WITH a AS (UPDATE "s".accounts t SET x = u.x FROM unnest($2::text[]) u WHERE t.program = $1) SELECT WHERE false',
    'SELECT FROM "s".accounts WHERE program = $1 AND (a = 1 OR b = 2)',
  ])('lets pass: %s', (sql) => {
    expect(unscopedTables(sql, 's')).toEqual([]);
  });

  test.each([
    ['accounts', 'SELECT FROM "s".accounts WHERE member_id = $1'],
    ['accounts', 'SELECT program FROM "s".accounts'],
    ['accounts', 'SELECT FROM "s".accounts WHERE program = $1 OR member_id = $2'],
    ['accounts', 'SELECT FROM "s".accounts WHERE program = program'],
    ['notes', 'SELECT FROM "s".entries e JOIN "s".notes n USING (sequence) WHERE e.program = $1'],
    [
      'notes',
      'SELECT FROM "s".entries e, LATERAL (SELECT FROM "s".notes WHERE sequence = e.sequence) n WHERE e.program = $1',
    ],
    ['entries', 'SELECT (SELECT max(position) FROM "s".entries) FROM "s".uniques WHERE program = $1'],
    ['accounts', 'WITH a AS (UPDATE "s".accounts SET x = 1), b AS (SELECT FROM "s".uniques WHERE program = $1) SELECT'],
    ['notes', 'INSERT INTO "s".notes (member_id) VALUES ($1)'],
    ['notes', 'INSERT INTO "s".notes SELECT FROM unnest($1::text[])'],
    ['entries', 'DELETE FROM s.entries'],
  ])('finds %s in %s', (table, sql) => {
    expect(unscopedTables(sql, 's')).toEqual([table]);
  });
});
