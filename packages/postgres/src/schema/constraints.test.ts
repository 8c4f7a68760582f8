// What the tables of PostgreSQL have alone; `test/adapters/rows-by-hand.ts` has what those of every database refuse.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { coreWords } from '@pointbook/core/store';
import type pg from 'pg';
import { budi, entry, memberWith, program, write } from '@pointbook/testing/sample-ledger';
import { postgresStore } from '../postgres-store.ts';
import { temporarySchema } from '../sample-ledger-testing.ts';
import { tablesIn } from './tables.ts';

const { schema, pool } = temporarySchema(afterAll);
const tables = tablesIn(schema);
let client: pg.PoolClient;

beforeAll(async () => {
  await write(postgresStore(pool, { schema }), {
    programs: [program('rules')],
    members: [memberWith(budi, 5)],
    entries: [entry(budi, 1)],
  });
  client = await pool.connect();
});
afterAll(() => client.release());
// What a test writes is gone after it.
beforeEach(async () => {
  await client.query('BEGIN');
});
afterEach(async () => {
  await client.query('ROLLBACK');
});

/** Puts a member's entry in once more, with some columns changed, and the next sequence unless said. */
async function insertChanged(memberId: string, changed: Readonly<Record<string, string>>): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0',
    [tables.entries],
  );
  const values = { sequence: 'sequence + 1', ...changed };
  const names = rows.map(({ name }) => name);
  const sources = names.map((name) => (values as Record<string, string>)[name] ?? name);
  await client.query(
    `INSERT INTO ${tables.entries} (${names.join(', ')}) SELECT ${sources.join(', ')} FROM ${tables.entries} WHERE member_id = $1`,
    [memberId],
  );
}

test.each(['position = -1', 'position = NULL'])('an account has a place in the feed: %s', async (assignment) => {
  await expect(client.query(`UPDATE ${tables.accounts} SET ${assignment}`)).rejects.toThrow('violates');
});

test('so has an entry', async () => {
  await expect(insertChanged(budi, { position: '-1' })).rejects.toThrow('violates');
});

test('every word that the core knows has a number, which an entry may have', async () => {
  for (const [index, word] of coreWords.entries()) {
    const number = `(SELECT word FROM ${tables.words} WHERE name = '${word}')`;
    const about = { reference_type: number, reference_id: `'R'` };
    const what = { kind: number, cause: number, delta: '0', ...about };
    await insertChanged(budi, { ...what, member_id: `'M' || ${index}` });
  }
  expect(coreWords.length).toBeGreaterThan(30);
});

describe('what is kept for ever is kept from hands too', () => {
  const unchanged = { entries: 'sequence = 9', words: "name = 'other'", programs: "program_id = 'other'" } as const;
  const commands = ['UPDATE', 'DELETE', 'TRUNCATE'] as const;
  test.each([
    ...commands.map((command) => ['entries', command, 'never changed or deleted'] as const),
    ...commands.map((command) => ['words', command, 'never changed or deleted'] as const),
    ['programs', 'UPDATE', 'never changed'] as const,
    ...(['programs', 'versions', 'accounts', 'records'] as const).flatMap((table) =>
      commands.slice(1).map((command) => [table, command, 'never deleted'] as const),
    ),
  ])('%s: no %s', async (table, command, why) => {
    const sql = {
      UPDATE: `UPDATE ${tables[table]} SET ${(unchanged as Record<string, string>)[table]}`,
      DELETE: `DELETE FROM ${tables[table]} WHERE false`,
      TRUNCATE: `TRUNCATE ${tables[table]} CASCADE`,
    };
    await expect(client.query(sql[command])).rejects.toThrow(why);
  });

  test('versions: no UPDATE once the definition is there', async () => {
    await expect(client.query(`UPDATE ${tables.versions} SET definition = '{}'`)).rejects.toThrow('never changed');
  });
});

test('no row looks for another one where there may be many: a session would keep the way that it took among few', async () => {
  const { rows } = await client.query(
    `SELECT conrelid::regclass::text AS table, confrelid::regclass::text AS other FROM pg_constraint
     WHERE contype = 'f' AND connamespace = $1::regnamespace AND confrelid <> $2::regclass`,
    [schema, tables.programs],
  );
  expect(rows).toEqual([]);
});
