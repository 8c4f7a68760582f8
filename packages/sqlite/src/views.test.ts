import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { oneOfEach, payment, pluginKinds as kinds, refund, write } from '@pointbook/testing/sample-ledger';
import { sqliteStore } from './sqlite-store.ts';

test('who reads by SQL finds a view for each kind of record, with names and timestamps', async () => {
  const database = new DatabaseSync(':memory:');
  const one = (view: string) => ({ ...database.prepare(`SELECT * FROM pointbook_${view}_view`).get() });
  await write(sqliteStore(database, { kinds }), oneOfEach);
  const ofShop = { program_id: 'shop' };
  expect(one('account')).toMatchObject({ ...ofShop, member_id: 'C-17', balance: 5, due_at: null });
  expect(one('entry')).toMatchObject({
    ...ofShop,
    kind: 'adjustment',
    cause: 'points-added',
    posted_at: '2023-11-14T22:13:20.001Z',
    reference_type: 'job',
    program_version: 'rules',
  });
  expect(one('note')).toEqual({ ...ofShop, member_id: 'C-17', sequence: 1, reason: 'missed sale', comment: null });
  expect(one('profile')).toMatchObject({
    ...ofShop,
    key: 'C-17',
    name: 'Ayu',
    phone: '+1',
    phone_verified: 1,
    email: null,
    email_verified: 0,
    enrolled_at: '2023-11-14T22:13:20.123Z',
  });
  expect(one('invoice')).toMatchObject({
    ...ofShop,
    key: 'INV-1',
    member_id: 'C-17',
    total: 9990,
    sold_at: '2023-11-14T22:13:20.000Z',
    covered_at: null,
    earned: 9,
  });
  expect(one('payment')).toMatchObject({ ...ofShop, invoice_id: 'INV-1', payment_id: 'P-1', amount: 9990 });
  expect(one('refund')).toMatchObject({ ...ofShop, invoice_id: 'INV-1', refund_id: 'R-1', value: 990 });
  expect(one('challenge')).toMatchObject({ key: 'CH-1', points: 20, state: 'open', used_by: null });
  expect(one('job')).toMatchObject({ key: 'J-1', task: 'bulk', state: 'running', reason: "the shop's birthday" });
  expect(one('job_problem')).toMatchObject({ job_id: 'J-1', number: 1, problem: 'insufficient-points' });

  // What was removed is in no view.
  database.exec("UPDATE pointbook_records SET body = NULL WHERE key = 'INV-1'");
  expect(one('invoice')).toEqual({});
  database.close();
});

test('a payment and a refund tell their invoice and their own id, whatever characters these have', async () => {
  const database = new DatabaseSync(':memory:');
  const ids = ['5 of ☕ and 🍵', '9 1'] as const;
  await write(sqliteStore(database), { payments: [payment(...ids)], refunds: [refund(...ids)] });
  const [invoice_id, part] = ids;
  const one = (what: string) =>
    database.prepare(`SELECT invoice_id, ${what}_id AS part FROM pointbook_${what}_view`).all();
  for (const what of ['payment', 'refund']) expect(one(what)).toMatchObject([{ invoice_id, part }]);
  database.close();
});

test('a plugin that comes later gets its views when the store opens, and a store that is told of none removes none', async () => {
  const database = new DatabaseSync(':memory:');
  const views = () =>
    database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")
      .all()
      .map((row) => row['name']);
  await sqliteStore(database).open();
  expect(views()).not.toContain('pointbook_job_view');
  await sqliteStore(database, { kinds, migrate: false }).open();
  expect(views()).not.toContain('pointbook_job_view');
  await sqliteStore(database, { kinds }).open();
  const all = views();
  expect(all).toContain('pointbook_job_view');
  await sqliteStore(database).open();
  expect(views()).toEqual(all);
  database.close();
});
