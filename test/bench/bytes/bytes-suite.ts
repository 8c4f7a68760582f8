import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPointbook, type Pointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import { cache } from '../../../scripts/workspace.ts';
import type { BenchCase, Progress } from '../bench-case.ts';
import { type Databases, withDatabases } from '../postgres/databases.ts';
import { openOurs, prepareLedger as prepareDatabase } from '../postgres/prepare-ledger.ts';
import { openPool } from '../postgres/raw-ledger.ts';
import { openTill, shop } from '../shop.ts';
import { prepareLedger as prepareFile } from '../sqlite/prepare-ledger.ts';
import { valueOf } from '../../support/value-of.ts';

const batches = 20;
const batch = 1000;
const sales = batches * batch;

/**
 * What a sale of three lines takes, in all and by table or index: its share of what grew while many were saved in
 * batches.
 */
export async function bytesSuite(progress: Progress): Promise<readonly BenchCase[]> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    progress('bytes: sqlite');
    const file = await growthOfFile(await prepareFile(folder));
    progress('bytes: postgres');
    const database = await withDatabases(growthOfDatabase);
    return [...file, ...database];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function growthOfFile(path: string): Promise<BenchCase[]> {
  const before = bytesOfFile(path);
  const pointbook = createPointbook({ program: shop, store: sqliteStore(path) });
  await sell(pointbook);
  valueOf(await pointbook.close());
  return casesOf('sqlite', before, bytesOfFile(path), 600);
}

/** The bytes of the pages of each table and index. */
function bytesOfFile(path: string): Sizes {
  const database = new Database(path);
  database.pragma('wal_checkpoint(TRUNCATE)');
  const rows = database.prepare('SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name').all() as Size[];
  database.close();
  return new Map(rows.map(({ name, bytes }) => [name, bytes]));
}

async function growthOfDatabase(databases: Databases): Promise<BenchCase[]> {
  const url = await databases.create('bytes');
  await prepareDatabase(url);
  const pool = openPool(url, 1);
  await databases.settle();
  const before = await bytesOfDatabase(pool);
  const pointbook = openOurs(url);
  await sell(pointbook);
  valueOf(await pointbook.close());
  const after = await bytesOfDatabase(pool);
  await pool.end();
  return [...casesOf('postgres', before, after, 750), caseOf('postgres', wal, before, after, 1205)];
}

const wal = 'write-ahead log';

async function bytesOfDatabase(pool: ReturnType<typeof openPool>): Promise<Sizes> {
  // The driver answers a bigint as text.
  const { rows } = await pool.query<{ name: string; bytes: string }>(
    `SELECT relname AS name, pg_relation_size(oid) AS bytes FROM pg_class
     WHERE relnamespace = 'pointbook'::regnamespace AND relkind IN ('r', 'i')
     UNION ALL SELECT '${wal}', pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')`,
  );
  return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}

interface Size {
  readonly name: string;
  readonly bytes: number;
}

type Sizes = ReadonlyMap<string, number>;

async function sell(pointbook: Pointbook): Promise<void> {
  const till = openTill('later');
  for (let nth = 0; nth < batches; nth++) {
    const answers = await Promise.all(Array.from({ length: batch }, () => pointbook.saveInvoice(till())));
    for (const answer of answers) valueOf(answer);
  }
}

function casesOf(store: string, before: Sizes, after: Sizes, goal: number): BenchCase[] {
  const grown = [...after.keys()].filter((name) => name !== wal && after.get(name) !== before.get(name));
  const parts = grown.map((name) => caseOf(store, name, before, after, null));
  const ours = parts.reduce((sum, part) => sum + part.ours, 0);
  return [
    { store, name: 'a sale of three lines', callers: null, unit: 'B', ours, raw: null, ratio: null, goal },
    ...parts,
  ];
}

function caseOf(store: string, name: string, before: Sizes, after: Sizes, goal: number | null): BenchCase {
  const ours = ((after.get(name) ?? 0) - (before.get(name) ?? 0)) / sales;
  return { store, name: name.replace(/^pointbook_/, ''), callers: null, unit: 'B', ours, raw: null, ratio: null, goal };
}
