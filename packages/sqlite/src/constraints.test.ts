import { beforeEach, describe, expect, test } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import {
  ayu,
  budget,
  budi,
  challenge,
  entry,
  invoice,
  job,
  jobProblem,
  memberWith,
  profile,
  program,
  write,
} from './sample-ledger.ts';
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
    challenges: [challenge('CH-1')],
    budgets: [budget('member:C-17')],
    jobs: [job('J-1')],
    jobProblems: [jobProblem('J-1', 1)],
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

describe('a member that does not add up cannot be written, even by hand', () => {
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
    "account = '{'",
    'balance = balance + 1, lot_points = lot_points + 1',
    `account = replace(account, '"points":5', '"points":-5')`,
    `account = '{"v":1,"lots":[],"holds":[]}'`,
    "activity = 'none'",
    'activity = NULL',
  ])('%s', (assignment) => {
    expect(() => database.exec(`UPDATE pointbook_members SET ${assignment}`)).toThrow(/constraint|cannot store/);
  });

  test('and one that does, can', () => {
    const account = JSON.stringify({ v: 1, lots: [], holds: [{ points: 4 }], lapsed: [], inactivity: null });
    const owing = `UPDATE pointbook_members SET balance = -3, lot_points = 0, held = 4, debt = 7, account = '${account}'`;
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
    ['reference_type', "'job'"],
    ['reference_detail', "'alone'"],
    ['effect', "'{'"],
    ['command_key', "'key:b'"],
    ['sequence', '0'],
    ['kind', "'expiry'"],
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

test.each(['entries', 'programs', 'job_problems'])('%s are never changed or deleted', (table) => {
  expect(() => database.exec(`UPDATE pointbook_${table} SET program_id = 'other'`)).toThrow('never changed');
  expect(() => database.exec(`DELETE FROM pointbook_${table}`)).toThrow('never deleted');
});

test.each(['members', 'invoices', 'challenges', 'jobs'])('%s are never deleted', (table) => {
  expect(() => database.exec(`DELETE FROM pointbook_${table}`)).toThrow('never deleted');
});

test('a budget may be deleted: it limits what comes, and proves nothing', () => {
  expect(database.prepare('DELETE FROM pointbook_budgets').run().changes).toBe(1);
});

test.each([
  ['challenges', "challenge = '{'"],
  ['challenges', 'challenge = NULL'],
  ['budgets', "budget = '{'"],
  ['jobs', "job = '{'"],
  ['jobs', 'job = NULL'],
])('%s are JSON: %s', (table, assignment) => {
  expect(() => database.exec(`UPDATE pointbook_${table} SET ${assignment}`)).toThrow('constraint');
});

test.each(["state = 'paused'", 'state = NULL', 'started_at = -1', 'started_at = 253402300800000'])(
  'a job that cannot be is not written, even by hand: %s',
  (assignment) => {
    expect(() => database.exec(`UPDATE pointbook_jobs SET ${assignment}`)).toThrow('constraint');
  },
);

test.each(['0', '-1', `${most} + 1`, '1.5', '1'])('nor a problem of a job with the number %s', (number) => {
  const insert = `INSERT INTO pointbook_job_problems SELECT program_id, job_id, ${number}, member_id, kind, message`;
  expect(() => database.exec(`${insert} FROM pointbook_job_problems`)).toThrow(/constraint|cannot store/);
});

test.each(["phone = '+1'", "card_code = 'A'", 'phone_verified = 2', 'enrolled_at = -1', "saves = '['"])(
  'no two profiles alike, and none that cannot be: %s',
  (assignment) => {
    expect(() => database.exec(`UPDATE pointbook_profiles SET ${assignment} WHERE member_id = 'C-18'`)).toThrow(
      'constraint',
    );
  },
);
