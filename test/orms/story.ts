import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { type PostgresStore, postgresStore, type PostgresTransaction } from '@pointbook/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { errorOf, valueOf } from '../support/value-of.ts';
import { warung } from '../support/shops/warung.ts';

/**
 * A host with a library of its own, over a pool of one connection: nothing may ask for another while a transaction is
 * open.
 */
export interface Host<Tx extends PostgresTransaction> {
  /** Runs work in a transaction: what it throws rolls the transaction back, and is thrown again. */
  transaction(work: (tx: Tx) => Promise<void>): Promise<unknown>;
  /** The same within a transaction. */
  savepoint(tx: Tx, work: (inner: Tx) => Promise<void>): Promise<unknown>;
  /** Adds a row to the table `sales`, whose key is its only column `id`. */
  sell(tx: Tx, id: string): PromiseLike<unknown>;
  /** What of the library asks in no transaction. */
  readonly outside: unknown;
  close(): Promise<unknown>;
}

/** Where the host's table is. */
export interface HostsTable {
  readonly url: string;
  readonly schema: string;
}

/** The error of who takes a transaction for what it is not. */
const misuse = (words: RegExp) => ({ name: 'InvariantError', message: expect.stringMatching(words) as string });

/** What every library over PostgreSQL has to show: rows of its own and points are one. */
export function runStory<Tx extends PostgresTransaction>(
  library: string,
  makeHost: (table: HostsTable) => Host<Tx> | Promise<Host<Tx>>,
): void {
  describe(`the transaction of ${library}`, () => {
    const schema = freshSchema();
    const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 2 });
    const store: PostgresStore = postgresStore(pool, { schema });
    const ledger = createPointbook({ program: warung(), store });
    let host: Host<Tx>;
    let number = 0;

    beforeAll(async () => {
      expect((await ledger.enrolMember({ memberId: 'C-1' })).isOk()).toBe(true);
      await pool.query(`CREATE TABLE ${schema}.sales (id text PRIMARY KEY)`);
      host = await makeHost({ url: inject('databaseUrl'), schema });
    });
    afterAll(async () => {
      expect(valueOf(await verify(ledger)).findings).toEqual([]);
      await host.close();
      await pool.end();
      await dropSchema(schema);
    });

    const save = async (tx: Tx, id: string, memberId = 'C-1') =>
      ledger.within(tx).saveInvoice({ invoiceId: id, memberId, currency: 'IDR', total: 25_000 });
    /** Sells with points; 25 of them. */
    const sell = async (tx: Tx, id: string) => {
      await host.sell(tx, id);
      expect(valueOf(await save(tx, id)).earned).toBe(25);
    };
    /** Which of these sales have a row, and which have points. */
    const kept = async (...ids: string[]) => {
      const { rows } = await pool.query<{ id: string }>(`SELECT id FROM ${schema}.sales ORDER BY id`);
      const invoices = await Promise.all(ids.map(async (invoiceId) => ledger.getInvoice({ invoiceId })));
      return {
        rows: rows.map(({ id }) => id).filter((id) => ids.includes(id)),
        points: ids.filter((_, index) => invoices[index]?.isOk()),
      };
    };
    const next = () => `INV-${String(++number).padStart(3, '0')}`;
    const nothing = { rows: [], points: [] };
    const mistake = new Error('a mistake of the host');
    const noTransaction = {
      name: expect.stringMatching(/^(TypeError|InvariantError)$/) as string,
      message: expect.stringMatching(/a pool has many|Begin a transaction/) as string,
    };
    // Drizzle names the statement.
    const duplicate = /duplicate key|Failed query: insert into/;

    test('commits the row and the points together', async () => {
      const [first, second] = [next(), next()];
      await host.transaction(async (tx) => {
        await sell(tx, first);
        await sell(tx, second);
        expect(await kept(first, second)).toEqual(nothing);
      });
      expect(await kept(first, second)).toEqual({ rows: [first, second], points: [first, second] });
    });

    test('rolls both back under an error of the host', async () => {
      const id = next();
      const failing = host.transaction(async (tx) => {
        await sell(tx, id);
        throw mistake;
      });
      await expect(failing).rejects.toBe(mistake);
      expect(await kept(id)).toEqual(nothing);
    });

    test('rolls both back under an error of the database', async () => {
      const [sold, id] = [next(), next()];
      await host.transaction(async (tx) => sell(tx, sold));
      const failing = host.transaction(async (tx) => {
        await sell(tx, id);
        await host.sell(tx, sold);
      });
      await expect(failing).rejects.toThrow(duplicate);
      expect(await kept(sold, id)).toEqual({ rows: [sold], points: [sold] });
    });

    test('goes on after a refusal of the ledger, which undoes itself alone', async () => {
      const [id, refused] = [next(), next()];
      await host.transaction(async (tx) => {
        await sell(tx, id);
        expect(errorOf(await save(tx, refused, 'nobody')).kind).toBe('unknown-member');
        await host.sell(tx, refused);
      });
      expect(await kept(id, refused)).toEqual({ rows: [id, refused], points: [id] });
    });

    test('keeps what is around a savepoint that is rolled back, and both of one that is kept', async () => {
      const [before, undone, held, after] = [next(), next(), next(), next()];
      await host.transaction(async (tx) => {
        await sell(tx, before);
        const failing = host.savepoint(tx, async (inner) => {
          await sell(inner, undone);
          throw mistake;
        });
        await expect(failing).rejects.toBe(mistake);
        await host.savepoint(tx, async (inner) => sell(inner, held));
        await sell(tx, after);
      });
      const both = [before, held, after];
      expect(await kept(before, undone, held, after)).toEqual({ rows: both, points: both });
    });

    test('is refused after one of its statements has failed, and nothing is written', async () => {
      const [sold, id] = [next(), next()];
      await host.transaction(async (tx) => sell(tx, sold));
      const failing = host.transaction(async (tx) => {
        await expect(host.sell(tx, sold)).rejects.toThrow(duplicate);
        await expect(save(tx, id)).rejects.toMatchObject(misuse(/has failed: roll it back first/));
        throw mistake;
      });
      // Some libraries throw what failed first.
      await expect(failing).rejects.toThrow(/a mistake of the host|duplicate key/);
      expect(await kept(id)).toEqual(nothing);
    });

    test('is refused once it is over, and nothing is written', async () => {
      const [sold, id] = [next(), next()];
      const over: Tx[] = [];
      await host.transaction(async (tx) => {
        over.push(tx);
        await sell(tx, sold);
      });
      for (const tx of over) await expect(save(tx, id)).rejects.toMatchObject(misuse(/Begin a transaction/));
      expect(await kept(sold, id)).toEqual({ rows: [sold], points: [sold] });
    });

    test('is not what asks in none, such as a pool: that is refused, and nothing is written', async () => {
      const id = next();
      const joined = async () => save(host.outside as Tx, id);
      await expect(joined()).rejects.toMatchObject(noTransaction);
      const [sold] = [next()];
      await host.transaction(async (tx) => {
        await sell(tx, sold);
        await expect(joined()).rejects.toMatchObject(noTransaction);
      });
      expect(await kept(sold, id)).toEqual({ rows: [sold], points: [sold] });
    });
  });
}
