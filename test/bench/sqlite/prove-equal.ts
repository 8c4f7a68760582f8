import { createPointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import { type Row, sameRows } from '../same-rows.ts';
import { heavyMemberId, openTill, shop } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';
import { openHandWritten } from './hand-written.ts';
import { copyOf } from './prepare-ledger.ts';
import { openRawLedger } from './raw-ledger.ts';

const sales = 300;
const tables = ['words', 'programs', 'versions', 'accounts', 'entries', 'records', 'uniques', 'lists', 'notes'];

/**
 * Proves on copies of a file that the library and the baseline write the same: after the same sales at the same time
 * every table has equal rows. Fingerprints differ, for each hashes in its own way, but not in their length. The
 * hand-written ledger, whose rows are its own, must come to the same balances.
 *
 * @throws Error naming the first row that differs.
 */
export async function proveEqual(prepared: string, handWritten: string): Promise<void> {
  const paths = [
    copyOf(prepared, 'proof-ours'),
    copyOf(prepared, 'proof-raw'),
    copyOf(handWritten, 'proof-hand'),
  ] as const;
  const time = Date.now();
  const pointbook = createPointbook({ program: shop, store: sqliteStore(paths[0]), clock: { now: () => time } });
  const raw = openRawLedger(paths[1], () => time);
  const hand = openHandWritten(paths[2], () => time);
  const tills = [openTill('proof'), openTill('proof'), openTill('proof')] as const;
  for (let sale = 0; sale < sales; sale++) {
    valueOf(await pointbook.saveInvoice(tills[0]()));
    raw.earn(tills[1]());
    hand.earn(tills[2]());
  }
  valueOf(await pointbook.close());
  raw.close();
  hand.close();

  const [ours, theirs, byHand] = paths.map((path) => new Database(path, { readonly: true })) as [
    Database.Database,
    Database.Database,
    Database.Database,
  ];
  for (const table of tables) {
    sameRows(`pointbook_${table}`, rowsOf(ours, table), rowsOf(theirs, table), 'raw-ledger.ts');
  }
  const balances = 'SELECT member_id, balance FROM';
  const ourBalances = ours
    .prepare(`${balances} pointbook_accounts WHERE member_id <> ? ORDER BY member_id`)
    .all(heavyMemberId);
  const handBalances = byHand.prepare(`${balances} accounts ORDER BY member_id`).all();
  sameRows('balances', ourBalances as Row[], handBalances as Row[], 'hand-written.ts');
  for (const database of [ours, theirs, byHand]) database.close();
}

/** The rows of a table, in the order of all columns: those that differ in their texts alone come after the keys. */
export function rowsOf(database: Database.Database, table: string): Row[] {
  const columns = database.prepare(`SELECT name FROM pragma_table_info('pointbook_${table}')`).pluck().all();
  return database.prepare(`SELECT * FROM pointbook_${table} ORDER BY ${columns.join(', ')}`).all() as Row[];
}
