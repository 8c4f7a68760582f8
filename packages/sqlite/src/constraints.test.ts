// What SQLite alone could get wrong; `test/adapters/rows-by-hand.ts` has what the tables of every database refuse.
import { beforeEach, expect, test } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import { ayu, entry, invoice, memberWith, profile, program, write } from '@pointbook/testing/sample-ledger';
import { sqliteStore } from './sqlite-store.ts';

let database: DatabaseSync;

beforeEach(async () => {
  database = new DatabaseSync(':memory:');
  await write(sqliteStore(database), {
    programs: [program('rules')],
    members: [memberWith(ayu, 5)],
    profiles: [profile(ayu, { email: 'a@b' })],
    invoices: [invoice('INV-1')],
    entries: [entry(ayu, 1)],
  });
});

test.each(['accounts SET balance = 6.5', 'entries SET delta = 0.5', 'lists SET rank = 0.5'])(
  'a figure that is no whole number is refused: %s',
  (assignment) => {
    database.exec('DROP TRIGGER pointbook_entries_no_update');
    expect(() => database.exec(`UPDATE pointbook_${assignment}`)).toThrow(/constraint|cannot store/);
  },
);

test('a record that was removed stays removed', () => {
  database.exec("UPDATE pointbook_records SET body = NULL WHERE key = 'INV-1'");
  expect(() => database.exec("UPDATE pointbook_records SET body = '{}' WHERE key = 'INV-1'")).toThrow('never changed');
});

test('a note without its entry is refused', () => {
  const note = `INSERT INTO pointbook_notes (program, member_id, sequence, reason)
    SELECT program, member_id, sequence + 1, 'more' FROM pointbook_entries`;
  expect(() => database.exec(note)).toThrow(/foreign key/i);
});
