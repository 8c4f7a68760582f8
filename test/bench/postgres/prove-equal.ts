import { type Row, sameRows } from '../same-rows.ts';
import { heavyMemberId, openTill } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';
import type { Databases } from './databases.ts';
import { openFourStatements } from './four-statements.ts';
import { openHandWritten } from './hand-written.ts';
import { openOneStatement } from './one-statement.ts';
import { openOurs } from './prepare-ledger.ts';
import { openPool } from './raw-ledger.ts';

const sales = 300;
const tables = {
  versions: 'version',
  accounts: 'program, member_id',
  records: 'program, kind, key',
  uniques: 'program, kind, field, value',
  lists: 'program, kind, list, value, rank, key',
  entries: 'program, member_id, sequence',
  notes: 'program, member_id, sequence',
};
const baselines = { 'four-statements.ts': openFourStatements, 'one-statement.ts': openOneStatement };

/**
 * Proves on copies of a database that the library and both baselines write the same: after the same sales at the same
 * time every table has equal rows. Left out are fingerprints, for each hashes in its own way, and positions, which are
 * numbers of transactions. The hand-written ledger, whose rows are its own, must come to the same balances.
 *
 * @throws Error naming the first row that differs.
 */
export async function proveEqual(databases: Databases, prepared: string, handWritten: string): Promise<void> {
  const time = Date.now();
  const url = await databases.copy(prepared, 'proof_ours');
  const pointbook = openOurs(url, () => time);
  await sell(async (sale) => valueOf(await pointbook.saveInvoice(sale)));
  valueOf(await pointbook.close());
  const ours = await rowsOf(url);

  for (const [file, open] of Object.entries(baselines)) {
    const copy = await databases.copy(prepared, 'proof_raw');
    const ledger = await open({ url: copy, connections: 1, now: () => time });
    await sell((sale) => ledger.earn(sale));
    await ledger.close();
    const raw = await rowsOf(copy);
    for (const table of Object.keys(tables)) sameRows(table, ours[table] ?? [], raw[table] ?? [], file);
  }

  const copy = await databases.copy(handWritten, 'proof_hand');
  const ledger = await openHandWritten({ url: copy, connections: 1, now: () => time });
  await sell((sale) => ledger.earn(sale));
  await ledger.close();
  const [ourBalances, handBalances] = [
    await balancesIn(url, 'pointbook.accounts'),
    await balancesIn(copy, 'shop.accounts'),
  ];
  sameRows('balances', ourBalances, handBalances, 'hand-written.ts');
}

async function balancesIn(url: string, table: string): Promise<Row[]> {
  const pool = openPool(url, 1);
  const { rows } = await pool.query<Row>(`SELECT member_id, balance FROM ${table} WHERE member_id <> $1 ORDER BY 1`, [
    heavyMemberId,
  ]);
  await pool.end();
  return rows;
}

async function sell(earn: (sale: ReturnType<ReturnType<typeof openTill>>) => Promise<unknown>): Promise<void> {
  const till = openTill('proof');
  for (let sale = 0; sale < sales; sale++) await earn(till());
}

/** The rows of all tables, each column as text but for its position, which may only not be missing. */
export async function rowsOf(url: string): Promise<Record<string, Row[]>> {
  const pool = openPool(url, 1);
  const rows: Record<string, Row[]> = {};
  for (const [table, order] of Object.entries(tables)) {
    const found = await pool.query<Row>(`SELECT * FROM pointbook.${table} ORDER BY ${order}`);
    rows[table] = found.rows.map(({ position, ...row }) =>
      position === undefined ? row : { ...row, isPlaced: Number(position) > 0 },
    );
  }
  await pool.end();
  return rows;
}
