import { createPointbook } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import { sqliteStore } from '@pointbook/sqlite';
import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { sales, tables } from './tables.ts';

/** A sale as a till sends it. */
export interface Sale {
  readonly saleId: string;
  readonly customerId: string | null;
  /** In pence. */
  readonly total: number;
}

export type Shop = ReturnType<typeof openShop>;

/** A shop with its own tables, through Drizzle, and a ledger of points, in one database. */
export function openShop(database: Database.Database) {
  database.exec(tables);
  const db = drizzle({ client: database });
  const pointbook = createPointbook({
    program: {
      programId: 'corner-shop',
      name: 'Corner Shop',
      timeZone: 'Europe/London',
      currency: 'GBP',
      earn: { rules: [{ ruleId: 'spend', earn: { per: 'amount', points: 1, of: 1_00 } }] },
      redeem: { rate: { points: 100, money: 1_00 } },
    },
    store: sqliteStore(database),
  });

  return {
    pointbook,

    // #region sell
    /**
     * Writes a sale and its points: both, or neither. A sale that comes again is written once; one that differs is an
     * edit.
     */
    sell: ({ saleId, customerId, total }: Sale) =>
      db.transaction(
        (tx) => {
          const points = pointbook.within(tx).saveInvoice({
            invoiceId: saleId,
            currency: 'GBP',
            total,
            ...(customerId !== null && { memberId: customerId }),
          });
          // An error of the ledger becomes an exception, which rolls back.
          const { earned, earnedInAll, balance } = orThrow(points);
          const sale = { customerId, total, earned: earnedInAll };
          const row = { saleId, soldAt: new Date(), ...sale };
          tx.insert(sales).values(row).onConflictDoUpdate({ target: sales.saleId, set: sale }).run();
          return { earned, balance };
        },
        // It takes the lock at once, so that nothing has to wait in the middle.
        { behavior: 'immediate' },
      ),
    // #endregion sell

    sales: () => db.select().from(sales).orderBy(sales.saleId).all(),
  };
}
