import pg from 'pg';
import { type AccountJson, type ActivityJson } from '../raw-sale.ts';
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

export const programId = 'warung';

/** The version of the program, which an application knows from its start. */
export async function programVersion(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ version: string }>('SELECT version FROM pointbook.programs');
  const version = rows[0]?.version;
  if (version === undefined) throw new Error('The ledger has no program.');
  return version;
}

/** A pool as an application makes it. */
export function openPool(url: string, connections: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  // An idle connection that is lost is no reason to end: whoever asks next learns of it.
  pool.on('error', () => {});
  return pool;
}

/** A member as the driver answers: bigint as text, JSON read. */
export interface MemberRow {
  readonly sequence: string;
  readonly balance: string;
  readonly lot_points: string;
  readonly position: string;
  readonly account: AccountJson;
  readonly activity: ActivityJson;
}
