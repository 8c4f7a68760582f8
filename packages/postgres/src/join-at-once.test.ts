import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { postgresStore } from './postgres-store.ts';
import { ayu, changes, errorOf, memberWith, shop, temporarySchema, valueOf } from './sample-ledger.ts';

const give = () => ({ changes: changes({ members: [memberWith(ayu, 5)] }), value: 'given' });

/** A store that was never opened, and a transaction of the host's on the only connection that its pool has. */
async function hostWithOneConnection(tablesAreThere: boolean) {
  const { schema, pool } = temporarySchema();
  if (tablesAreThere) valueOf(await postgresStore(pool, { schema }).open());
  const small = new pg.Pool({ connectionString: inject('databaseUrl'), max: 1 });
  const store = postgresStore(small, { schema });
  const host = await small.connect();
  let isReleased = false;
  const release = () => {
    if (!isReleased) host.release();
    isReleased = true;
  };
  onTestFinished(async () => {
    release();
    await small.end();
  });
  await host.query('BEGIN');
  return { store, host, release };
}

describe('joining a store that was never opened, while no connection is free', () => {
  test('needs none where the tables are there', async () => {
    const { store, host, release } = await hostWithOneConnection(true);
    expect(valueOf(await store.joinAsync(host).transact(shop, {}, give))).toBe('given');
    await host.query('COMMIT');
    release();
    expect(valueOf(await store.reader.member(shop, ayu))?.account.balance).toBe(5);
  });

  test('says after a while to open it first where they are not, and leaves the host its transaction', async () => {
    const { store, host, release } = await hostWithOneConnection(false);
    const refused = errorOf(await store.joinAsync(host).transact(shop, {}, give));
    expect(refused).toMatchObject({ kind: 'store-unavailable', retryable: true });
    expect(refused.message).toContain('open the ledger before you join');
    await host.query('COMMIT');
    release();
    valueOf(await store.open());
  });
});
