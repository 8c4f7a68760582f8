import { isDeepStrictEqual } from 'node:util';
import { createPointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import { copyOf, valueOf } from './prepare-ledger.ts';
import { openRawLedger } from './raw-ledger.ts';
import { openTill, shop } from './shop.ts';

const sales = 300;
const tables = ['programs', 'members', 'profiles', 'invoices', 'entries', 'notes'];

/**
 * Proves on copies of a file that the library and the baseline write the same: after the same sales at the same time
 * every table has equal rows. Fingerprints differ, for each hashes in its own way, but not in their length.
 *
 * @throws Error naming the first row that differs.
 */
export async function proveEqual(prepared: string): Promise<void> {
  const paths = [copyOf(prepared, 'proof-ours'), copyOf(prepared, 'proof-raw')] as const;
  const time = Date.now();
  const pointbook = createPointbook({ program: shop, store: sqliteStore(paths[0]), clock: { now: () => time } });
  const raw = openRawLedger(paths[1], () => time);
  const tills = [openTill('proof'), openTill('proof')] as const;
  for (let sale = 0; sale < sales; sale++) {
    valueOf(await pointbook.saveInvoice(tills[0]()));
    raw.earn(tills[1]());
  }
  valueOf(await pointbook.close());
  raw.close();

  const [ours, theirs] = paths.map((path) => new Database(path, { readonly: true })) as [
    Database.Database,
    Database.Database,
  ];
  for (const table of tables) {
    const rows = [rowsOf(ours, table), rowsOf(theirs, table)] as const;
    const different = rows[0].findIndex((row, index) => !isDeepStrictEqual(row, rows[1][index]));
    if (different === -1 && rows[0].length === rows[1].length) continue;
    const [a, b] = rows.map((all) => JSON.stringify(all[Math.max(0, different)]));
    throw new Error(
      `The baseline does not write what the library writes; bring raw-ledger.ts up to date.\n` +
        `pointbook_${table}: ${rows[0].length} rows, and ${rows[1].length} of the baseline.\n${a}\n${b}`,
    );
  }
  ours.close();
  theirs.close();
}

/** The rows of a table, their JSON read, their fingerprints blank. */
function rowsOf(database: Database.Database, table: string): unknown[] {
  return database
    .prepare(`SELECT * FROM pointbook_${table} ORDER BY 1, 2, 3`)
    .all()
    .map((row) =>
      Object.fromEntries(
        Object.entries(row as Record<string, unknown>).map(([column, value]) => [column, contentOf(value)]),
      ),
    );
}

function contentOf(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{')) return value;
  return JSON.parse(value, (key, item: unknown) =>
    key === 'fingerprint' ? String(item).replace(/[0-9a-f]/g, '-') : item,
  );
}
