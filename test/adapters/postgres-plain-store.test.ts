import { readFileSync } from 'node:fs';
import { type ConformanceHarness, type Need, runConformance } from '@pointbook/testing';
import pg from 'pg';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { openProxy, places } from '../faults/postgres-proxy.ts';
import { dropSchema, dumpOf, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { plainPostgresStore } from './plain-postgres-store.ts';

const ours = new pg.Pool({ connectionString: inject('databaseUrl'), max: 2 });
afterAll(async () => ours.end());

/** An empty ledger in a schema of its own. */
async function plainLedger(needs: readonly Need[]): Promise<ConformanceHarness> {
  const schema = freshSchema();
  const cleanUps: (() => Promise<void>)[] = [];
  const canFail = needs.includes('cut') || needs.includes('lose-commit');
  const proxy = canFail ? await openProxy(inject('databaseUrl'), (cleanUp) => cleanUps.push(cleanUp)) : null;
  const open = () => {
    const pool = new pg.Pool({ connectionString: proxy?.url ?? inject('databaseUrl'), max: 4 });
    const opened = plainPostgresStore(pool, schema, needs.includes('lock') ? 100 : undefined);
    cleanUps.push(async () => {
      await opened.close();
      await pool.end();
    });
    return opened;
  };
  let store = open();
  return {
    store,
    dump: async (programId) => dumpOf(schema, programId),
    reopen: async () => {
      await store.close();
      store = open();
      return store;
    },
    second: async () => open(),
    faults: {
      lock: async (programId) => {
        const client = await ours.connect();
        const lock = 'SELECT pg_advisory_lock(hashtextextended($1, 0))';
        await client.query(lock, [`${schema} program ${programId}`]);
        return {
          release: async () => {
            await client.query('SELECT pg_advisory_unlock_all()');
            client.release();
          },
        };
      },
      cut: async () => proxy?.cutAll(),
      loseCommit: async (when) => proxy?.arm({ at: places.COMMIT(), forward: when === 'after', how: 'cut' }),
    },
    close: async () => {
      for (const cleanUp of cleanUps.toReversed()) await cleanUp();
      await dropSchema(schema);
    },
  };
}

runConformance({ describe, test }, plainLedger, { without: ['join', 'snapshot'] });

test('the documentation shows the store as it is, and it has no more than 300 lines', () => {
  const source = readFileSync('test/adapters/plain-postgres-store.ts', 'utf8');
  expect(readFileSync('docs/adapters.md', 'utf8')).toContain(source);
  expect(source.split('\n').length).toBeLessThan(300);
});
