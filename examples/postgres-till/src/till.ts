import { createPointbook } from '@pointbook/core';
import { postgresStore } from '@pointbook/postgres';
import type { Pool, PoolClient } from 'pg';

/** A sale as the till has it. */
export interface Sale {
  readonly number: string;
  readonly customer: string;
  /** In pence. */
  readonly total: number;
}

/** What the till does besides, and what it does when the points are refused. */
export interface Wishes {
  /** Runs in the same transaction. */
  readonly afterwards?: (client: PoolClient) => Promise<void>;
  /** Keeps a sale whose points are refused. */
  readonly evenWithoutPoints?: boolean;
}

/** A till with its own tables in a schema of its own, beside those of the points. */
export async function openTill(pool: Pool, { schema = 'shop', points = 'pointbook' } = {}) {
  await pool.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await pool.query(
    `CREATE TABLE IF NOT EXISTS ${schema}.sales (number text PRIMARY KEY, customer text NOT NULL, total bigint NOT NULL)`,
  );
  const pointbook = createPointbook({
    program: {
      programId: 'corner-shop',
      name: 'Corner Shop',
      timeZone: 'Europe/London',
      currency: 'GBP',
      earn: { rules: [{ ruleId: 'spend', earn: { per: 'amount', points: 1, of: 1_00 } }] },
    },
    store: postgresStore(pool, { schema: points }),
  });
  // Opening takes a connection of the pool: later, sales that wait for one another's points could hold all of them.
  const opened = await pointbook.open();
  if (opened.isErr()) throw new Error(opened.error.message);

  return {
    pointbook,
    /** Writes a sale and its points: both, or neither. Answers with the points earned. */
    sell: async ({ number, customer, total }: Sale, { afterwards, evenWithoutPoints = false }: Wishes = {}) =>
      inTransaction(pool, async (client) => {
        await client.query(`INSERT INTO ${schema}.sales VALUES ($1, $2, $3)`, [number, customer, total]);
        const saved = await pointbook
          .within(client)
          .saveInvoice({ invoiceId: number, memberId: customer, currency: 'GBP', total });
        if (saved.isErr() && !evenWithoutPoints) throw new SaleRefused(saved.error.message);
        await afterwards?.(client);
        return saved.isOk() ? saved.value.earned : 0;
      }),
    sales: async () => {
      const { rows } = await pool.query<{ number: string }>(`SELECT number FROM ${schema}.sales ORDER BY number`);
      return rows.map(({ number }) => number);
    },
  };
}

/** Commits what the work wrote, or rolls all of it back when it throws. */
async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A lost connection fails the query that waits for it, and must not end the process.
  client.on('error', ignore);
  let isUsable = true;
  try {
    await client.query('BEGIN');
    const done = await work(client);
    await client.query('COMMIT');
    return done;
  } catch (thrown) {
    isUsable = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    throw thrown;
  } finally {
    client.off('error', ignore);
    client.release(!isUsable);
  }
}

/** A sale that was rolled back because its points could not be posted. */
export class SaleRefused extends Error {}

function ignore(): void {}
