import { beforeEach, describe, expect, test } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import { ayu, budi, entry, invoice, job, memberWith, profile, program, write } from './sample-ledger-testing.ts';
import { sqliteStore } from './sqlite-store.ts';

const most = Number.MAX_SAFE_INTEGER;
let database: DatabaseSync;

beforeEach(async () => {
  database = new DatabaseSync(':memory:');
  await write(sqliteStore(database), {
    programs: [program('rules')],
    members: [memberWith(ayu, 5), memberWith(budi, 5)],
    profiles: [profile(ayu, { phone: '+1', cardCode: 'A' }), profile(budi, { phone: '+2', cardCode: 'B' })],
    invoices: [invoice('INV-1')],
    jobs: [job('J-1')],
    entries: [entry(ayu, 1, { command: { key: 'key:a', fingerprint: 'f' } })],
    notes: [{ memberId: ayu, sequence: 1, reason: 'missed sale', comment: null }],
  });
});

/** Puts a row of the table in once more, with one column changed and, where it has one, the next sequence. */
function insertChanged(table: string, column: string, value: string): void {
  const names = database.prepare(`SELECT name FROM pragma_table_info('pointbook_${table}')`).all();
  const values = names.map(({ name }) => {
    if (name === column) return value;
    if (name === 'position') return 'NULL';
    return name === 'sequence' ? 'sequence + 1' : String(name);
  });
  database.exec(
    `INSERT INTO pointbook_${table} SELECT ${values.join(', ')} FROM pointbook_${table} WHERE member_id = 'C-17'`,
  );
}

describe('an account that does not add up cannot be written, even by hand', () => {
  test.each([
    'balance = 6',
    'balance = 6.5',
    "balance = 'five'",
    'balance = -1, lot_points = -1',
    'balance = 4, debt = 1',
    'balance = 6, debt = -1',
    'balance = 4, held = -1',
    `balance = ${most} + 1, lot_points = ${most} + 1`,
    `balance = -${most} - 1, lot_points = 0, debt = ${most} + 1`,
    'sequence = -1',
    'last_instant = -1',
    'due_at = 253402300800000',
    'format = NULL',
    'account = NULL',
    'activity = NULL',
    "member_id = ''",
  ])('%s', (assignment) => {
    expect(() => database.exec(`UPDATE pointbook_accounts SET ${assignment}`)).toThrow(/constraint|cannot store/);
  });

  test('and one that does, can', () => {
    const owing = 'UPDATE pointbook_accounts SET balance = -3, lot_points = 0, held = 4, debt = 7';
    expect(() => database.exec(owing)).not.toThrow();
  });
});

describe('an entry that cannot be is not written, even by hand', () => {
  test.each([
    ['kind', "'gift'"],
    ['kind', "'EARN'"],
    ['cause', "'whim'"],
    ['delta', `${most} + 1`],
    ['delta', '0.5'],
    ['balance_after', `-${most} - 1`],
    ['posted_at', '-1'],
    ['effective_at', '253402300800000'],
    ['reference_type', "'email'"],
    ['reference_type', '127'],
    ['reference_detail', "'alone'"],
    ['effect', 'NULL'],
    ['version', "'rules'"],
    ['command_key', "'key:b'"],
    ['sequence', '0'],
    ['kind', '123'],
    ['sequence', '1'],
  ])('%s = %s', (column, value) => {
    database.exec('PRAGMA foreign_keys = OFF');
    const unmarked = `UPDATE pointbook_entries SET command_key = NULL, command_fingerprint = NULL`;
    database.exec(`DROP TRIGGER pointbook_entries_no_update; ${unmarked}`);
    expect(() => insertChanged('entries', column, value)).toThrow(/constraint|cannot store/);
  });

  test('a row that differs in nothing but its sequence is written', () => {
    database.exec(
      `DROP TRIGGER pointbook_entries_no_update; UPDATE pointbook_entries SET command_key = NULL, command_fingerprint = NULL`,
    );
    expect(() => insertChanged('entries', 'delta', '0')).not.toThrow();
  });

  test('nor one with the command of another', () => {
    expect(() => insertChanged('entries', 'delta', '0')).toThrow('UNIQUE constraint failed');
  });

  test('nor a note without its entry', () => {
    expect(() => insertChanged('notes', 'reason', "'more'")).toThrow('FOREIGN KEY constraint failed');
  });
});

test.each([
  ['entries', 'sequence = 9'],
  ['versions', "definition = ''"],
  ['programs', "program_id = 'other'"],
  ['words', "name = 'other'"],
])('%s are never changed or deleted', (table, assignment) => {
  expect(() => database.exec(`UPDATE pointbook_${table} SET ${assignment}`)).toThrow('never changed');
  expect(() => database.exec(`DELETE FROM pointbook_${table}`)).toThrow('never deleted');
});

test.each(['accounts', 'records'])('%s are never deleted', (table) => {
  expect(() => database.exec(`DELETE FROM pointbook_${table}`)).toThrow('never deleted');
});

test('a record that was removed stays removed', () => {
  database.exec("UPDATE pointbook_records SET body = NULL WHERE key = 'INV-1'");
  expect(() => database.exec("UPDATE pointbook_records SET body = '{}' WHERE key = 'INV-1'")).toThrow('never changed');
});

test.each(["key = ''", 'key = NULL', "format = 'one'", 'kind = NULL'])('a record has its key and format: %s', (set) => {
  expect(() => database.exec(`UPDATE pointbook_records SET ${set}`)).toThrow(/constraint|cannot store/);
});

test.each([`rank = ${most} + 1`, 'rank = 0.5', 'value = NULL'])('a place in a list that cannot be: %s', (set) => {
  expect(() => database.exec(`UPDATE pointbook_lists SET ${set}`)).toThrow(/constraint|cannot store/);
});

test.each(['+1', 'A'])('no two profiles alike: %s', (value) => {
  const held = `SELECT program, kind, field, value, 'C-18' FROM pointbook_uniques WHERE value = '${value}'`;
  expect(() => database.exec(`INSERT INTO pointbook_uniques ${held}`)).toThrow('constraint');
});
