import pg from 'pg';
import type { TillSale } from '../shop.ts';

/** Hand-written SQL on tables that the library has made: one sale, in a transaction of its own. */
export interface RawLedger {
  earn(sale: TillSale): Promise<void>;
  close(): Promise<void>;
}

/** How a baseline is opened: where its tables are, and how many connections its pool has at most. */
export interface RawLedgerOptions {
  readonly url: string;
  readonly connections: number;
  readonly now?: () => number;
}

/** A way to write the baseline. */
export type OpenRawLedger = (options: RawLedgerOptions) => Promise<RawLedger>;

/** The numbers of names, which an application knows from its start. */
export interface Numbers {
  readonly program: number;
  readonly version: number;
  /** That of the version. */
  readonly fingerprint: string;
  readonly invoice: number;
  readonly earn: number;
  readonly invoiceSaved: number;
}

export async function numbersIn(pool: pg.Pool): Promise<Numbers> {
  const word = (name: string) => `(SELECT word FROM pointbook.words WHERE name = '${name}')`;
  const { rows } = await pool.query<Numbers>(
    `SELECT program, version, fingerprint, ${word('invoice')} AS invoice, ${word('earn')} AS earn,
       ${word('invoice-saved')} AS "invoiceSaved"
     FROM pointbook.versions`,
  );
  const [numbers] = rows;
  if (numbers === undefined) throw new Error('The ledger has no program.');
  return numbers;
}

/** A pool as an application makes it. */
export function openPool(url: string, connections: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  // An idle connection that is lost is no reason to end: whoever asks next learns of it.
  pool.on('error', () => {});
  return pool;
}

/** Does some work in a transaction on one connection of a pool. */
export async function inTransaction(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } catch (thrown) {
    await client.query('ROLLBACK');
    throw thrown;
  } finally {
    client.release();
  }
}

/** A member as the driver answers: bigint as text. */
export interface MemberRow {
  readonly sequence: string;
  readonly balance: string;
  readonly lot_points: string;
  readonly position: string;
  /** JSON. */
  readonly account: string;
  readonly activity: string;
}
