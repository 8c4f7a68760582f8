// Users of the server, for the tests of this package.
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { ayu, memberWith, write } from '@pointbook/testing/sample-ledger';
import { postgresStore } from './postgres-store.ts';
import { temporarySchema } from './sample-ledger-testing.ts';

/** The address of the tests' server, with some of it changed. */
export function urlWith(
  parts: Partial<Pick<URL, 'username' | 'password' | 'hostname' | 'port' | 'pathname' | 'search'>>,
) {
  return Object.assign(new URL(inject('databaseUrl')), parts).href;
}

/** A user of the server, who may do nothing yet; `settings` as in CREATE ROLE. */
async function someUser(pool: pg.Pool, settings = '') {
  const name = `u_${randomBytes(6).toString('hex')}`;
  await pool.query(`CREATE ROLE ${name} LOGIN PASSWORD 'its password' ${settings}`);
  const url = urlWith({ username: name, password: 'its password' });
  return { name, url, drop: async () => pool.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`) };
}

/** A ledger that was used once, and what another user of the same server gets from it. */
export async function ledgerOf(settings = '') {
  const { schema, pool } = temporarySchema();
  const owner = postgresStore(pool, { schema });
  await write(owner, { members: [memberWith(ayu, 5)] });
  const user = await someUser(pool, settings);
  const store = postgresStore(user.url, { schema, retryForMs: 0 });
  onTestFinished(async () => {
    await store.close();
    await user.drop();
  });
  return { schema, pool, owner, store, user: user.name };
}
