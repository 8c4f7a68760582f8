// `node --conditions=@pointbook/source test/formats/make.ts test/formats/2` makes the held ledgers of a format that is
// new. Those that are there are kept as they are: they show that what was written then is read now.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postgresSchema, postgresStore } from '@pointbook/postgres';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import pg from 'pg';
import { ownRecordKinds } from '../support/shops/own-plugins.ts';
import { startPostgres } from '../support/postgres/postgres-server.ts';
import { writeHistory } from './history.ts';
import { valueOf } from '../support/value-of.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say where, such as test/formats/2.');
mkdirSync(folder, { recursive: true });
await makeFile(join(folder, 'ledger.db'));
await makeDump(join(folder, 'ledger.sql'));

async function makeFile(path: string): Promise<void> {
  rmSync(path, { force: true });
  const store = sqliteStore(path, { kinds: ownRecordKinds });
  await writeHistory(store);
  valueOf(await store.close());
  const database = new Database(path);
  database.pragma('journal_mode = DELETE');
  database.exec('VACUUM');
  database.close();
}

/** A dump in plain SQL, as it can be run on a server of any version. */
async function makeDump(path: string): Promise<void> {
  const server = await startPostgres({ durable: false, disposable: true });
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  try {
    const store = postgresStore(pool, { kinds: ownRecordKinds });
    await writeHistory(store);
    valueOf(await store.close());
    const { rows: tables } = await pool.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'pointbook' ORDER BY tablename <> 'programs', 1",
    );
    const inserts: string[] = [];
    for (const { name } of tables) inserts.push(...(await insertsInto(pool, `pointbook.${name}`)));
    writeFileSync(path, `${postgresSchema('pointbook', { kinds: ownRecordKinds })}\n${inserts.join('\n')}\n`);
  } finally {
    await pool.end();
    await server.stop();
  }
}

/** A row each; what making the tables wrote is there already. Notes come after the entries beside which they stand. */
async function insertsInto(pool: pg.Pool, table: string): Promise<string[]> {
  const { rows } = await pool.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${table} t ORDER BY 1`);
  return rows.map(
    ({ row }) =>
      `INSERT INTO ${table} SELECT * FROM json_populate_record(NULL::${table}, ${pg.escapeLiteral(row)}) ON CONFLICT DO NOTHING;`,
  );
}
