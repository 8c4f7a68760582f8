import { PGlite } from '@electric-sql/pglite';
import { postgresStore } from '@pointbook/postgres';
import { conformanceCases, type ConformanceHarness, type HostTransaction, runConformance } from '@pointbook/testing';
import { afterAll, describe, test } from 'vitest';
import { postgresDump } from '../support/postgres-dump.ts';
import { freshSchema } from '../support/postgres-ledger.ts';
import { sampled } from '../support/sampled.ts';

/** One database for all cases, each of which has a schema of its own: starting another takes a second. */
const database = new PGlite();
await database.waitReady;
afterAll(async () => database.close());

async function pgliteLedger(): Promise<ConformanceHarness> {
  const schema = freshSchema();
  const open = () => postgresStore(database, { schema });
  const transactions: (() => Promise<void>)[] = [];
  let store = open();
  // What joins a transaction asks for no other connection then: there is none.
  await store.open();
  return {
    store,
    second: async () => open(),
    dump: async (programId) => postgresDump(database, schema, programId),
    begin: async (isolation) => {
      const begun = await transactionOn(isolation === 'usual' ? 'READ COMMITTED' : 'REPEATABLE READ');
      transactions.push(begun.rollback);
      return begun;
    },
    reopen: async () => {
      await store.close();
      store = open();
      return store;
    },
    close: async () => {
      for (const rollback of transactions) await rollback();
      await store.close();
      await database.exec(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
    },
  };
}

/** A transaction that stays open until it is told to end. */
async function transactionOn(isolation: string) {
  return new Promise<HostTransaction>((begun, failed) => {
    const over = database.transaction(async (connection) => {
      await connection.exec(`SET TRANSACTION ISOLATION LEVEL ${isolation}; SELECT 1`);
      const isKept = await new Promise<boolean>((end) => {
        const ending = (keep: boolean) => async () => {
          end(keep);
          await over;
        };
        begun({ connection, commit: ending(true), rollback: ending(false) });
      });
      if (!isKept) await connection.rollback();
    });
    over.catch(failed);
  });
}

// One connection: whoever holds it is the only one who is answered, and nobody can take it away.
runConformance({ describe, test }, pgliteLedger, {
  without: ['lock', 'cut', 'lose-commit', 'read-beside'],
  cases: sampled(
    conformanceCases.filter(({ name }) => /^(?:isolation|second store|join: [^mr]|unique values|reopen)/.test(name)),
    conformanceCases,
  ),
});
