import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { coreWords } from '@pointbook/core/store';
import type pg from 'pg';
import { postgresStore } from './postgres-store.ts';
import {
  ayu,
  budi,
  entry,
  invoice,
  job,
  memberWith,
  profile,
  program,
  temporarySchema,
  write,
} from './sample-ledger-testing.ts';
import { tablesIn } from './tables.ts';

const most = Number.MAX_SAFE_INTEGER;
const { schema, pool } = temporarySchema(afterAll);
const tables = tablesIn(schema);
let client: pg.PoolClient;

beforeAll(async () => {
  await write(postgresStore(pool, { schema }), {
    programs: [program('rules')],
    members: [memberWith(ayu, 5), memberWith(budi, 5)],
    profiles: [profile(ayu, { phone: '+1', cardCode: 'A' }), profile(budi, { phone: '+2', cardCode: 'B' })],
    invoices: [invoice('INV-1')],
    jobs: [job('J-1')],
    entries: [entry(ayu, 1, { command: { key: 'key:a', fingerprint: 'f' } }), entry(budi, 1)],
    notes: [
      { memberId: ayu, sequence: 1, reason: 'missed sale', comment: null },
      { memberId: budi, sequence: 1, reason: 'missed sale', comment: null },
    ],
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

/** Puts a member's row of the table in once more, with some columns changed, and the next sequence unless said. */
async function insertChanged(
  table: 'entries' | 'notes',
  memberId: string,
  changed: Readonly<Record<string, string>>,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0',
    [tables[table]],
  );
  const values = { sequence: 'sequence + 1', ...changed };
  const names = rows.map(({ name }) => name);
  const sources = names.map((name) => (values as Record<string, string>)[name] ?? name);
  await client.query(
    `INSERT INTO ${tables[table]} (${names.join(', ')}) SELECT ${sources.join(', ')} FROM ${tables[table]} WHERE member_id = $1`,
    [memberId],
  );
}

const refused = /violates|out of range|invalid input|already exists/;

describe('an account that does not add up cannot be written, even by hand', () => {
  test.each([
    'balance = 6',
    "balance = 'five'",
    'balance = -1, lot_points = -1',
    'balance = 4, debt = 1',
    'balance = 6, debt = -1',
    'balance = 4, held = -1',
    `balance = ${most} + 1, lot_points = ${most} + 1`,
    `balance = -${most} - 1, lot_points = 0, debt = ${most} + 1`,
    'balance = 1e30',
    'sequence = -1',
    'sequence = NULL',
    'last_instant = -1',
    'due_at = 253402300800000',
    'account = NULL',
    'activity = NULL',
    "member_id = ''",
    'program = NULL',
    'format = NULL',
    'position = -1',
    'position = NULL',
  ])('%s', async (assignment) => {
    await expect(client.query(`UPDATE ${tables.accounts} SET ${assignment}`)).rejects.toThrow(refused);
  });

  test('and one that does, can', async () => {
    const owing = `UPDATE ${tables.accounts} SET balance = -3, lot_points = 0, held = 4, debt = 7`;
    await expect(client.query(owing)).resolves.toMatchObject({ rowCount: 2 });
  });
});

describe('an entry that cannot be is not written, even by hand', () => {
  test.each([
    ['kind', "'gift'"],
    ['kind', 'NULL'],
    ['cause', "'whim'"],
    ['cause', 'NULL'],
    ['delta', `${most} + 1`],
    ['delta', "'0.5'"],
    ['balance_after', `-${most} - 1`],
    ['posted_at', '-1'],
    ['effective_at', '253402300800000'],
    ['reference_type', "'email'"],
    ['reference_type', '127'],
    ['reference_id', "'alone'"],
    ['reference_detail', "'alone'"],
    ['effect', 'NULL'],
    ['command_key', "'key:b'"],
    ['command_fingerprint', "'f'"],
    ['sequence', '0'],
    ['kind', '123'],
    ['kind', '125'],
    ['sequence', '1'],
    ['position', '-1'],
    ['version', 'NULL'],
    ['version', "'rules'"],
    ['format', 'NULL'],
  ])('%s = %s', async (column, value) => {
    await expect(insertChanged('entries', budi, { [column]: value })).rejects.toThrow(refused);
  });

  test('a row that differs in nothing but its sequence is written', async () => {
    await expect(insertChanged('entries', budi, {})).resolves.toBeUndefined();
  });

  test('nor a first one whose balance is not its own points', async () => {
    const first = { sequence: '1', program: '99' };
    await expect(insertChanged('entries', budi, first)).resolves.toBeUndefined();
    await client.query('ROLLBACK');
    await expect(insertChanged('entries', budi, { ...first, balance_after: '6' })).rejects.toThrow('violates check');
  });

  test('nor one that earns less than nothing', async () => {
    await expect(insertChanged('entries', budi, { kind: '126', delta: '-1' })).rejects.toThrow('violates check');
  });

  test('nor one with the command of another', async () => {
    await expect(insertChanged('entries', ayu, {})).rejects.toThrow('entries_command');
  });

  test('nor a note without its entry', async () => {
    await expect(insertChanged('notes', ayu, {})).rejects.toThrow('violates foreign key');
  });
});

test('every word that the core knows has a number, which an entry may have', async () => {
  for (const [index, word] of coreWords.entries()) {
    const number = `(SELECT word FROM ${tables.words} WHERE name = '${word}')`;
    const about = { reference_type: number, reference_id: `'R'` };
    const what = { kind: number, cause: number, delta: '0', ...about };
    await insertChanged('entries', budi, { ...what, member_id: `'M' || ${index}` });
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

describe('a record that cannot be is not written, even by hand', () => {
  test.each(["key = ''", 'key = NULL', 'format = NULL', 'kind = NULL'])('%s', async (assignment) => {
    await expect(client.query(`UPDATE ${tables.records} SET ${assignment}`)).rejects.toThrow('violates');
  });

  test.each([`rank = ${most} + 1`, 'rank = NULL', 'value = NULL'])('nor a place in a list: %s', async (assignment) => {
    await expect(client.query(`UPDATE ${tables.lists} SET ${assignment}`)).rejects.toThrow('violates');
  });

  test.each(['+1', 'A'])('nor two profiles alike: %s', async (value) => {
    const held = `SELECT program, kind, field, value, 'C-18' FROM ${tables.uniques} WHERE value = '${value}'`;
    const insert = `INSERT INTO ${tables.uniques} (program, kind, field, value, key) ${held}`;
    await expect(client.query(insert)).rejects.toThrow('violates unique');
  });
});
