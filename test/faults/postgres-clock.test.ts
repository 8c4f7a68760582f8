import { createPointbook } from '@pointbook/core';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { dropSchema, freshSchema, postgresLedger } from '../support/postgres/postgres-ledger.ts';
import { program } from './unharmed-ledger.ts';
import { errorOf, valueOf } from '../support/value-of.ts';

test('A process whose machine is ten years ahead of PostgreSQL ends no points, and writes none', async () => {
  const { store, close } = await postgresLedger();
  onTestFinished(async () => {
    vi.useRealTimers();
    await close();
  });
  const ledger = createPointbook({ program, store });
  valueOf(await ledger.enrolMember({ memberId: 'ayu' }));
  valueOf(await ledger.expireDue());
  vi.useFakeTimers({ now: Date.now() + 3653 * 86_400_000, toFake: ['Date'] });
  const differs = { kind: 'store-clock-differs', written: 'no' };
  expect(errorOf(await ledger.expireDue())).toMatchObject(differs);
  expect(errorOf(await ledger.enrolMember({ memberId: 'budi' }))).toMatchObject(differs);
  vi.useRealTimers();
  expect((await ledger.enrolMember({ memberId: 'budi' })).isOk()).toBe(true);
});

describe("in the host's transaction", () => {
  /** A ledger over a pool of one connection, which the host's transaction has. */
  async function openJoined() {
    const schema = freshSchema();
    const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 1 });
    const store = postgresStore(pool, { schema });
    const ledger = createPointbook({ program, store });
    valueOf(await ledger.open());
    const client = await pool.connect();
    onTestFinished(async () => {
      vi.useRealTimers();
      client.release();
      await pool.end();
      await dropSchema(schema);
    });
    const asked = vi.spyOn(client, 'query');
    const times = () => asked.mock.calls.filter(([query]) => JSON.stringify(query).includes('clock_timestamp')).length;
    return { ledger, client, times, store };
  }

  test('a machine that is ten years ahead writes nothing, and the transaction can go on', async () => {
    const { ledger, client } = await openJoined();
    await client.query('BEGIN');
    vi.useFakeTimers({ now: Date.now() + 3653 * 86_400_000, toFake: ['Date'] });
    const refused = await ledger.within(client).enrolMember({ memberId: 'ayu' });
    expect(errorOf(refused)).toMatchObject({ kind: 'store-clock-differs', written: 'no', retryable: false });
    vi.useRealTimers();
    expect((await ledger.within(client).enrolMember({ memberId: 'ayu' })).isOk()).toBe(true);
    await client.query('COMMIT');
  });

  test('the database is asked once, and not for each call', async () => {
    const { ledger, client, times } = await openJoined();
    await client.query('BEGIN');
    for (const memberId of ['ayu', 'budi', 'citra'])
      expect((await ledger.within(client).enrolMember({ memberId })).isOk()).toBe(true);
    await client.query('COMMIT');
    expect(times()).toBe(1);
  });

  test('a host that says so is believed, and the database is not asked', async () => {
    const { client, times, store } = await openJoined();
    const believing = createPointbook({ program, store, clockCheck: false });
    await client.query('BEGIN');
    vi.useFakeTimers({ now: Date.now() + 3653 * 86_400_000, toFake: ['Date'] });
    expect((await believing.within(client).enrolMember({ memberId: 'ayu' })).isOk()).toBe(true);
    vi.useRealTimers();
    await client.query('ROLLBACK');
    expect(times()).toBe(0);
  });
});
