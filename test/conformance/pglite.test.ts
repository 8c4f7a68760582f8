import { PGlite } from '@electric-sql/pglite';
import { createPointbook } from '@pointbook/core';
import { postgresStore, type PostgresTransaction } from '@pointbook/postgres';
import { conformanceCases, type ConformanceHarness, type HostTransaction, runConformance } from '@pointbook/testing';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { postgresDump } from '../support/postgres/postgres-dump.ts';
import { freshSchema } from '../support/postgres/postgres-ledger.ts';
import { sampled } from '../support/properties/sampled.ts';
import { valueOf } from '../support/value-of.ts';
import { warung } from '../support/shops/warung.ts';

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

describe('the transaction of PGlite', () => {
  const sale = { invoiceId: 'INV-1', memberId: 'C-1', currency: 'IDR', total: 25_000 };
  const misuse = (words: string) => ({ name: 'InvariantError', message: expect.stringContaining(words) as string });

  async function openShop() {
    const schema = freshSchema();
    const ledger = createPointbook({ program: warung(), store: postgresStore(database, { schema }) });
    valueOf(await ledger.enrolMember({ memberId: 'C-1' }));
    onTestFinished(async () => void (await database.exec(`DROP SCHEMA "${schema}" CASCADE`)));
    const isSaved = async () => (await ledger.getInvoice({ invoiceId: 'INV-1' })).isOk();
    return { ledger, isSaved };
  }

  test('is refused after one of its statements has failed, and once it is over; nothing is written', async () => {
    const { ledger, isSaved } = await openShop();
    const over: PostgresTransaction[] = [];
    const failing = database.transaction(async (tx) => {
      over.push(tx);
      await expect(tx.query('SELECT 1/0')).rejects.toThrow('zero');
      await expect(Promise.resolve(ledger.within(tx).saveInvoice(sale))).rejects.toMatchObject(misuse('has failed'));
      throw new Error('a mistake of the host');
    });
    await expect(failing).rejects.toThrow('a mistake of the host');
    for (const tx of over)
      await expect(Promise.resolve(ledger.within(tx).saveInvoice(sale))).rejects.toMatchObject(misuse('Begin a'));
    expect(await isSaved()).toBe(false);
  });

  test('is not the database itself: that is refused, and nothing is written', async () => {
    const { ledger, isSaved } = await openShop();
    const joined = async () => ledger.within(database).saveInvoice(sale);
    await expect(joined()).rejects.toMatchObject({ name: expect.stringMatching(/^(TypeError|InvariantError)$/) });
    expect(await isSaved()).toBe(false);
  });
});
