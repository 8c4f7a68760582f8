import { createPointbook } from '@pointbook/core';
import { type DrizzleTransaction, type SqliteDatabase, sqliteStore } from '@pointbook/sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { errorOf, valueOf } from '../support/value-of.ts';
import { warung } from '../support/shops/warung.ts';

/** A host over a database of its own in memory, which has a table `sales` whose key is its only column `id`. */
export interface SqliteHost<Tx extends SqliteDatabase | DrizzleTransaction> {
  readonly database: SqliteDatabase;
  /**
   * Runs work in a transaction: what it throws rolls the transaction back, and is thrown again. Some libraries answer
   * later.
   */
  transaction(work: (tx: Tx) => void): unknown;
  /** The same within a transaction. */
  savepoint(tx: Tx, work: (inner: Tx) => void): unknown;
  /** Adds a row. */
  sell(tx: Tx, id: string): unknown;
}

/** The statement that makes the host's table. */
export const salesTable = 'CREATE TABLE sales (id TEXT PRIMARY KEY)';

/** What every library over SQLite has to show: rows of its own and points are one. */
export function runSqliteStory<Tx extends SqliteDatabase | DrizzleTransaction>(
  library: string,
  makeHost: () => SqliteHost<Tx>,
): void {
  const openShop = async () => {
    const host = makeHost();
    onTestFinished(() => void host.database.close());
    const ledger = createPointbook({ program: warung(), store: sqliteStore(host.database) });
    expect((await ledger.enrolMember({ memberId: 'C-1' })).isOk()).toBe(true);
    const save = (tx: Tx, id: string, memberId = 'C-1') =>
      ledger.within(tx).saveInvoice({ invoiceId: id, memberId, currency: 'IDR', total: 25_000 });
    const sell = (tx: Tx, id: string) => {
      host.sell(tx, id);
      expect(valueOf(save(tx, id)).earned).toBe(25);
    };
    const run = async (work: (tx: Tx) => void) => host.transaction(work);
    /** Which of these sales have a row, and which have points. */
    const kept = async (...ids: string[]) => {
      const rows = host.database.prepare('SELECT id FROM sales ORDER BY id').all() as { id: string }[];
      const invoices = await Promise.all(ids.map(async (invoiceId) => ledger.getInvoice({ invoiceId })));
      return { rows: rows.map(({ id }) => id), points: ids.filter((_, index) => invoices[index]?.isOk()) };
    };
    return { host, run, save, sell, kept };
  };
  const mistake = new Error('a mistake of the host');
  const noTransaction = expect.objectContaining({
    name: 'InvariantError',
    message: expect.stringContaining('Begin a transaction') as string,
  }) as Error;

  describe(`the transaction of ${library}`, () => {
    test('commits the row and the points together, and rolls both back under an error of the host', async () => {
      const { run, sell, kept } = await openShop();
      await run((tx) => sell(tx, 'A'));
      const failing = run((tx) => {
        sell(tx, 'B');
        throw mistake;
      });
      await expect(failing).rejects.toBe(mistake);
      expect(await kept('A', 'B')).toEqual({ rows: ['A'], points: ['A'] });
    });

    test('rolls both back under an error of the database', async () => {
      const { host, run, sell, kept } = await openShop();
      await run((tx) => sell(tx, 'A'));
      const failing = run((tx) => {
        sell(tx, 'B');
        host.sell(tx, 'A');
      });
      await expect(failing).rejects.toThrow('UNIQUE');
      expect(await kept('A', 'B')).toEqual({ rows: ['A'], points: ['A'] });
    });

    test('goes on after a refusal of the ledger, which undoes itself alone', async () => {
      const { host, run, save, sell, kept } = await openShop();
      await run((tx) => {
        sell(tx, 'A');
        expect(errorOf(save(tx, 'B', 'nobody')).kind).toBe('unknown-member');
        host.sell(tx, 'B');
      });
      expect(await kept('A', 'B')).toEqual({ rows: ['A', 'B'], points: ['A'] });
    });

    test('keeps what is around a savepoint that is rolled back', async () => {
      const { host, run, sell, kept } = await openShop();
      await run((tx) => {
        sell(tx, 'A');
        const failing = () =>
          host.savepoint(tx, (inner) => {
            sell(inner, 'B');
            throw mistake;
          });
        expect(failing).toThrow(mistake);
        host.savepoint(tx, (inner) => sell(inner, 'C'));
      });
      expect(await kept('A', 'B', 'C')).toEqual({ rows: ['A', 'C'], points: ['A', 'C'] });
    });

    test('is refused once it is over, and nothing is written', async () => {
      const { run, save, kept } = await openShop();
      const over: Tx[] = [];
      await run((tx) => void over.push(tx));
      for (const tx of over) expect(() => save(tx, 'A')).toThrow(noTransaction);
      expect(await kept('A')).toEqual({ rows: [], points: [] });
    });

    test('is refused once SQLite has rolled it back by itself, as where the disk is full, and nothing is written', async () => {
      const { host, run, sell, save, kept } = await openShop();
      await run((tx) => sell(tx, 'A'));
      const failing = run((tx) => {
        sell(tx, 'B');
        const again = () => host.database.exec("INSERT OR ROLLBACK INTO sales (id) VALUES ('A')");
        expect(again).toThrow('UNIQUE');
        expect(() => save(tx, 'B')).toThrow(noTransaction);
        throw mistake;
      });
      // Some libraries roll back what is no transaction any more.
      await expect(failing).rejects.toThrow(/a mistake of the host|no transaction is active/);
      expect(await kept('A', 'B')).toEqual({ rows: ['A'], points: ['A'] });
    });
  });
}
