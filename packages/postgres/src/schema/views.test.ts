import { expect, test } from 'vitest';
import { ayu, oneOfEach, payment, pluginKinds as kinds, refund, write } from '@pointbook/testing/sample-ledger';
import { postgresStore } from '../postgres-store.ts';
import { temporarySchema } from '../sample-ledger-testing.ts';

test('each view shows what the ledger has, with names and timestamps', async () => {
  const { schema, pool } = temporarySchema();
  await write(postgresStore(pool, { schema, kinds }), oneOfEach);
  const { rows: views } = await pool.query<{ name: string }>(
    'SELECT viewname AS name FROM pg_views WHERE schemaname = $1',
    [schema],
  );
  const shown = new Map<string, unknown>();
  for (const { name } of views) shown.set(name, (await pool.query(`SELECT * FROM ${schema}.${name}`)).rows[0]);
  expect([...shown.keys()].toSorted()).toEqual([
    'account_view',
    'challenge_view',
    'code_budget_view',
    'entry_view',
    'invoice_view',
    'job_problem_view',
    'job_view',
    'note_view',
    'payment_view',
    'profile_view',
    'refund_view',
  ]);
  for (const row of shown.values()) expect(row).toMatchObject({ program_id: 'shop' });
  expect(shown.get('account_view')).toMatchObject({ member_id: ayu, balance: '5', due_at: null });
  expect(shown.get('profile_view')).toMatchObject({
    name: 'Ayu',
    phone: '+1',
    phone_verified: true,
    enrolled_at: new Date(1_700_000_000_123),
  });
  expect(shown.get('invoice_view')).toMatchObject({ key: 'INV-1', total: '9990', earned: '9' });
  expect(shown.get('payment_view')).toMatchObject({ invoice_id: 'INV-1', payment_id: 'P-1', amount: '9990' });
  expect(shown.get('refund_view')).toMatchObject({ invoice_id: 'INV-1', refund_id: 'R-1', value: '990' });
  expect(shown.get('entry_view')).toMatchObject({
    kind: 'adjustment',
    cause: 'points-added',
    reference_type: 'job',
    program_version: 'rules',
    effective_at: new Date(1_700_000_000_000),
  });
  expect(shown.get('note_view')).toMatchObject({ member_id: ayu, reason: 'missed sale' });
});

test('a payment and a refund tell their invoice and their own id, whatever characters these have', async () => {
  const { schema, pool } = temporarySchema();
  const ids = ['5 of ☕ and 🍵', '9 1'] as const;
  await write(postgresStore(pool, { schema }), { payments: [payment(...ids)], refunds: [refund(...ids)] });
  const [invoice_id, part] = ids;
  const { rows: paid } = await pool.query(`SELECT invoice_id, payment_id FROM ${schema}.payment_view`);
  expect(paid).toEqual([{ invoice_id, payment_id: part }]);
  const { rows: refunded } = await pool.query(`SELECT invoice_id, refund_id FROM ${schema}.refund_view`);
  expect(refunded).toEqual([{ invoice_id, refund_id: part }]);
});

test('a plugin that comes later gets its views when the store opens, and a store that is told of none removes none', async () => {
  const { schema, pool } = temporarySchema();
  const views = async () => {
    const { rows } = await pool.query<{ name: string }>(
      'SELECT viewname AS name FROM pg_views WHERE schemaname = $1 ORDER BY viewname',
      [schema],
    );
    return rows.map(({ name }) => name);
  };
  await postgresStore(pool, { schema }).open();
  expect(await views()).not.toContain('job_view');
  await postgresStore(pool, { schema, kinds, migrate: false }).open();
  expect(await views()).not.toContain('job_view');
  await postgresStore(pool, { schema, kinds }).open();
  const all = await views();
  expect(all).toContain('job_view');
  await postgresStore(pool, { schema }).open();
  expect(await views()).toEqual(all);
});
