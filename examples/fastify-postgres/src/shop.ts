import { createPointbook } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import { postgresStore } from '@pointbook/postgres';
import type { Pool } from 'pg';
import { inTransaction } from './in-transaction.ts';

/** A sale as a till sends it. */
export interface Sale {
  readonly saleId: string;
  readonly customerId?: string;
  /** In pence. */
  readonly total: number;
  /** Points of the customer that pay a part of it. */
  readonly points?: number;
}

export interface ShopOptions {
  readonly pool: Pool;
  /** The schema of the shop's own tables. */
  readonly schema?: string;
  /** The schema of the tables of the points. */
  readonly pointsSchema?: string;
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** A shop with its own tables and a ledger of points, in one database. */
export async function openShop({ pool, schema = 'shop', pointsSchema = 'pointbook' }: ShopOptions) {
  await pool.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await pool.query(
    `CREATE TABLE IF NOT EXISTS ${schema}.sales (sale_id text PRIMARY KEY, total bigint NOT NULL, to_pay bigint NOT NULL)`,
  );
  const pointbook = createPointbook({
    program: {
      programId: 'corner-shop',
      name: 'Corner Shop',
      timeZone: 'Europe/London',
      currency: 'GBP',
      earn: { rules: [{ ruleId: 'spend', earn: { per: 'amount', points: 1, of: 1_00 } }] },
      redeem: { rate: { points: 100, money: 1_00 } },
    },
    store: postgresStore(pool, { schema: pointsSchema }),
  });
  // Opening takes a connection of the pool: later, sales that wait for one another could hold all of them.
  orThrow(await pointbook.open());

  return {
    pointbook,

    // #region sell
    /** Writes a sale, the points that pay for it and the points that it earns: all of it, or nothing. */
    sell: ({ saleId, customerId, total, points = 0 }: Sale) =>
      inTransaction(pool, async (client) => {
        const ledger = pointbook.within(client);
        const member = customerId === undefined ? {} : { memberId: customerId };
        let { earned, leftToPay } = await orThrow(
          ledger.saveInvoice({ invoiceId: saleId, currency: 'GBP', total, ...member }),
        );
        if (customerId !== undefined && points > 0) {
          // What points pay earns nothing. The same save once more writes nothing, and tells what the sale earns now.
          const spent = { memberId: customerId, redemptionId: saleId, invoiceId: saleId, points };
          await orThrow(ledger.redeemPoints(spent));
          const again = { invoiceId: saleId, currency: 'GBP', total, ...member };
          ({ earnedInAll: earned, leftToPay } = await orThrow(ledger.saveInvoice(again)));
        }
        await client.query(`INSERT INTO ${schema}.sales VALUES ($1, $2, $3) ON CONFLICT (sale_id) DO NOTHING`, [
          saleId,
          total,
          leftToPay,
        ]);
        return { earned, leftToPay };
      }),
    // #endregion sell

    async sales() {
      const { rows } = await pool.query<{ sale_id: string; to_pay: string }>(
        `SELECT sale_id, to_pay FROM ${schema}.sales ORDER BY sale_id`,
      );
      return rows.map((row) => ({ saleId: row.sale_id, toPay: Number(row.to_pay) }));
    },
  };
}
