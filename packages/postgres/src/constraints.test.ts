import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EntryCause, EntryKind, Reference } from '@pointbook/core';
import type pg from 'pg';
import { postgresStore } from './postgres-store.ts';
import {
  ayu,
  budi,
  challenge,
  entry,
  invoice,
  job,
  jobProblem,
  memberWith,
  profile,
  program,
  temporarySchema,
  write,
} from './sample-ledger.ts';
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
    challenges: [challenge('CH-1')],
    jobs: [job('J-1')],
    jobProblems: [jobProblem('J-1', 1)],
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

describe('a member that does not add up cannot be written, even by hand', () => {
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
    "account = '{'",
    'account = NULL',
    "activity = 'none'",
    'activity = NULL',
    "member_id = ''",
    "program_id = ''",
    'position = -1',
    'position = NULL',
  ])('%s', async (assignment) => {
    await expect(client.query(`UPDATE ${tables.members} SET ${assignment}`)).rejects.toThrow(refused);
  });

  test('and one that does, can', async () => {
    const owing = `UPDATE ${tables.members} SET balance = -3, lot_points = 0, held = 4, debt = 7`;
    await expect(client.query(owing)).resolves.toMatchObject({ rowCount: 2 });
  });
});

describe('an entry that cannot be is not written, even by hand', () => {
  test.each([
    ['kind', "'gift'"],
    ['kind', "'EARN'"],
    ['kind', 'NULL'],
    ['cause', "'whim'"],
    ['cause', 'NULL'],
    ['delta', `${most} + 1`],
    ['delta', "'0.5'"],
    ['balance_after', `-${most} - 1`],
    ['posted_at', '-1'],
    ['effective_at', '253402300800000'],
    ['reference_type', "'email'"],
    ['reference_type', "'job'"],
    ['reference_id', "'alone'"],
    ['reference_detail', "'alone'"],
    ['effect', "'{'"],
    ['command_key', "'key:b'"],
    ['command_fingerprint', "'f'"],
    ['sequence', '0'],
    ['kind', "'expiry'"],
    ['kind', "'redemption'"],
    ['sequence', '1'],
    ['position', '-1'],
    ['program_version', 'NULL'],
  ])('%s = %s', async (column, value) => {
    await expect(insertChanged('entries', budi, { [column]: value })).rejects.toThrow(refused);
  });

  test('a row that differs in nothing but its sequence is written', async () => {
    await expect(insertChanged('entries', budi, {})).resolves.toBeUndefined();
  });

  test('nor a first one whose balance is not its own points', async () => {
    const first = { sequence: '1', program_id: `'other'` };
    await expect(insertChanged('entries', budi, first)).resolves.toBeUndefined();
    await client.query('ROLLBACK');
    await expect(insertChanged('entries', budi, { ...first, balance_after: '6' })).rejects.toThrow('violates check');
  });

  test('nor one that earns less than nothing', async () => {
    await expect(insertChanged('entries', budi, { kind: `'earn'`, delta: '-1' })).rejects.toThrow('violates check');
  });

  test('nor one with the command of another', async () => {
    await expect(insertChanged('entries', ayu, {})).rejects.toThrow('entries_command');
  });

  test('nor a note without its entry', async () => {
    await expect(insertChanged('notes', ayu, {})).rejects.toThrow('violates foreign key');
  });
});

// These lists do not compile when the core knows a word that is not here; the database must accept every one.
const kinds = Object.keys({
  earn: true,
  adjustment: true,
  redemption: true,
  reversal: true,
  expiry: true,
  opening: true,
  transfer: true,
} satisfies Record<EntryKind, true>);
const causes = Object.keys({
  'invoice-saved': true,
  'invoice-edited': true,
  'invoice-paid': true,
  'invoice-claimed': true,
  'invoice-reassigned': true,
  'invoice-refunded': true,
  'invoice-paid-with-points': true,
  'points-returned': true,
  'points-added': true,
  'points-deducted': true,
  'balance-set': true,
  'balance-opened': true,
  'entry-reversed': true,
  'member-unlocked': true,
  'points-redeemed': true,
  'points-held': true,
  'hold-captured': true,
  'hold-released': true,
  'hold-lapsed': true,
  'lot-expired': true,
  'account-inactive': true,
} satisfies Record<EntryCause, true>);
const references = Object.keys({
  invoice: true,
  redemption: true,
  entry: true,
  job: true,
  external: true,
} satisfies Record<Reference['type'], true>);

test('every kind, cause and reference that the core knows is accepted', async () => {
  let sequence = 2;
  for (const [column, words] of [
    ['kind', kinds],
    ['cause', causes],
    ['reference_type', references],
  ] as const) {
    for (const word of words) {
      await insertChanged('entries', budi, {
        member_id: `'M' || ${sequence}`,
        sequence: String(sequence++),
        delta: '0',
        reference_id: `'R'`,
        reference_type: `'job'`,
        [column]: `'${word}'`,
      });
    }
  }
  expect(sequence).toBe(2 + kinds.length + causes.length + references.length);
});

describe('what is kept for ever is kept from hands too', () => {
  const unchanged = ['entries', 'programs', 'jobProblems'] as const;
  const kept = ['members', 'invoices', 'challenges', 'jobs'] as const;
  const commands = ['UPDATE', 'DELETE', 'TRUNCATE'] as const;
  test.each([
    ...unchanged.flatMap((table) => commands.map((command) => [table, command, 'never changed or deleted'] as const)),
    ...kept.flatMap((table) => commands.slice(1).map((command) => [table, command, 'never deleted'] as const)),
  ])('%s: no %s', async (table, command, why) => {
    const sql = {
      UPDATE: `UPDATE ${tables[table]} SET program_id = 'other'`,
      DELETE: `DELETE FROM ${tables[table]} WHERE false`,
      TRUNCATE: `TRUNCATE ${tables[table]} CASCADE`,
    };
    await expect(client.query(sql[command])).rejects.toThrow(why);
  });
});

test.each(["phone = '+1'", "card_code = 'A'", 'phone_verified = NULL', 'enrolled_at = -1', "saves = '['"])(
  'no two profiles alike, and none that cannot be: %s',
  async (assignment) => {
    const update = `UPDATE ${tables.profiles} SET ${assignment} WHERE member_id = 'C-18'`;
    await expect(client.query(update)).rejects.toThrow(/violates|invalid input/);
  },
);
