import { createPointbook } from '@pointbook/core';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { fullTour } from '../support/full-tour.ts';
import { dropSchema, freshSchema } from '../support/postgres-ledger.ts';
import { unscopedTables } from '../support/statement-scope.ts';
import { warung } from '../support/warung.ts';

const schema = freshSchema();
const url = () => inject('databaseUrl');

beforeAll(async () => {
  const store = postgresStore(url(), { schema });
  (await store.open())._unsafeUnwrap();
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

/** What begins and ends a transaction, sets it up, or asks for the schema's version and the name of the database. */
const aside =
  /^(?:BEGIN\b|COMMIT$|ROLLBACK\b|SAVEPOINT |RELEASE |SET LOCAL )|\.migrations$|^SELECT (?:current_database|to_regclass)\(/;

test('every statement of every verb names the program for each table that it touches', async () => {
  const texts = recordStatements();
  const store = postgresStore(url(), { schema });
  const ledger = await fullTour(store);
  await ledger.close();

  const pool = new pg.Pool({ connectionString: url() });
  const hosted = createPointbook({ program: warung(), store: postgresStore(pool, { schema }) });
  const client = await pool.connect();
  await client.query('BEGIN');
  (await hosted.within(client).enrolMember({ memberId: 'joined', phone: '+628110007' }))._unsafeUnwrap();
  await client.query('COMMIT');
  client.release();
  await pool.end();

  const statements = [...texts].filter((text) => !aside.test(text));
  expect(statements.length).toBeGreaterThan(40);
  for (const part of ['SELECT ', 'INSERT INTO ', 'UPDATE ', ' FOR UPDATE', 'unnest(', ' VALUES ($1, '])
    expect(statements.filter((text) => text.includes(part))).not.toEqual([]);
  for (const table of [
    'programs',
    'members',
    'profiles',
    'invoices',
    'challenges',
    'budgets',
    'jobs',
    'job_problems',
    'entries',
    'notes',
    'feeds',
  ])
    expect(statements.filter((text) => text.includes(`"${schema}".${table}`))).not.toEqual([]);
  const loose = statements.filter((text) => !text.includes(`"${schema}"`) || unscopedTables(text, schema).length > 0);
  expect(loose).toEqual([]);
});

describe('the check itself', () => {
  test.each([
    'SELECT FROM "s".members WHERE program_id = $1 AND member_id = $2',
    'SELECT FROM "s".entries e LEFT JOIN LATERAL (SELECT FROM "s".notes WHERE program_id = e.program_id) n ON true WHERE e.program_id = $1',
    'INSERT INTO "s".notes (program_id, member_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    'INSERT INTO "s".feeds AS f (program_id, base) SELECT $1, u.base FROM unnest($2::bigint[]) AS u (base)',
    'WITH a AS (UPDATE "s".members t SET x = u.x FROM unnest($2::text[]) u WHERE t.program_id = $1) SELECT WHERE false',
    'SELECT FROM "s".members WHERE program_id = $1 AND (a = 1 OR b = 2)',
  ])('lets pass: %s', (sql) => {
    expect(unscopedTables(sql, 's')).toEqual([]);
  });

  test.each([
    ['members', 'SELECT FROM "s".members WHERE member_id = $1'],
    ['members', 'SELECT program_id FROM "s".members'],
    ['members', 'SELECT FROM "s".members WHERE program_id = $1 OR member_id = $2'],
    ['members', 'SELECT FROM "s".members WHERE program_id = program_id'],
    ['notes', 'SELECT FROM "s".entries e JOIN "s".notes n USING (sequence) WHERE e.program_id = $1'],
    [
      'notes',
      'SELECT FROM "s".entries e, LATERAL (SELECT FROM "s".notes WHERE sequence = e.sequence) n WHERE e.program_id = $1',
    ],
    ['entries', 'SELECT (SELECT max(position) FROM "s".entries) FROM "s".feeds WHERE program_id = $1'],
    ['members', 'WITH a AS (UPDATE "s".members SET x = 1), b AS (SELECT FROM "s".feeds WHERE program_id = $1) SELECT'],
    ['notes', 'INSERT INTO "s".notes (member_id) VALUES ($1)'],
    ['notes', 'INSERT INTO "s".notes SELECT FROM unnest($1::text[])'],
    ['entries', 'DELETE FROM s.entries'],
  ])('finds %s in %s', (table, sql) => {
    expect(unscopedTables(sql, 's')).toEqual([table]);
  });
});
