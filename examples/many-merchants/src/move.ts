import { createPointbook, type Pointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import type { Result } from 'neverthrow';
import type pg from 'pg';
import type { Directory } from './directory.ts';
import { programOf, schemaOf, storeOf } from './merchants.ts';
import { poolOf, type Servers } from './servers.ts';

const rowsAtOnce = 1000;

/**
 * Moves a merchant to another server, while all others go on.
 *
 * A lock keeps every process from writing to the old tables from before they are copied until they have another name.
 * So each write is in the copy, or fails, also that of a process which knows nothing of the move. When anything fails
 * before the tables have their other name, the merchant is where it was.
 *
 * The copy has a name of its own until it is whole. A process that still looks for the merchant where it was before an
 * earlier move finds no tables, and looks again; it would find empty ones otherwise, and no member in them.
 */
export async function moveMerchant(
  servers: Servers,
  directory: Directory,
  programId: string,
  server: string,
): Promise<void> {
  const schema = schemaOf(programId);
  const [from, to] = [poolOf(servers, await directory.serverOf(programId)), poolOf(servers, server)];
  if (from === to) return;
  const copy = `${schema}_copy`;
  await makeTables(to, programId, [schema, copy]);
  const source = await from.connect();
  try {
    const tables = await lockTables(source, schema);
    await copyRows(source, to, { schema, copy, tables });
    await verifyCopy(to, programId, copy);
    await source.query(`ALTER SCHEMA ${schema} RENAME TO ${schema}_moved_${Date.now()}`);
    await source.query('COMMIT');
  } catch (error) {
    await source.query('ROLLBACK').catch(() => {});
    await to.query(`DROP SCHEMA ${copy} CASCADE`);
    throw error;
  } finally {
    source.release();
  }
  await to.query(`ALTER SCHEMA ${copy} RENAME TO ${schema}`);
  await directory.put(programId, server);
}

/**
 * Makes the tables, of the same version of Pointbook, where there are none of that name: what is there may be of use
 * yet.
 */
async function makeTables(to: pg.Pool, programId: string, [schema, copy]: readonly [string, string]): Promise<void> {
  for (const name of [schema, copy]) {
    const { rows } = await to.query('SELECT to_regnamespace($1) AS there', [name]);
    if (rows[0]?.there !== null) throw new Error(`The server has a schema ${name} already: look what it is.`);
  }
  await onServer(to, programId, copy, async (pointbook) => pointbook.open());
}

/** Begins, and keeps everybody from writing; answers with the tables, those first that refer to no others. */
async function lockTables(source: pg.PoolClient, schema: string): Promise<string[]> {
  const { rows } = await source.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class c
      WHERE relnamespace = to_regnamespace($1) AND relkind = 'r' AND relname <> 'migrations'
      ORDER BY (SELECT count(*) FROM pg_constraint WHERE conrelid = c.oid AND contype = 'f'), relname`,
    [schema],
  );
  const tables = rows.map(({ name }) => name);
  const lock = `LOCK TABLE ${tables.map((table) => `${schema}.${table}`).join(', ')} IN EXCLUSIVE MODE`;
  for (let left = 10; ; left--) {
    try {
      await source.query('BEGIN');
      await source.query(lock);
      return tables;
    } catch (error) {
      // A till may hold what comes later in the list, and wait for what we have.
      if (left === 0 || (error as { code?: string }).code !== '40P01') throw error;
      await source.query('ROLLBACK');
    }
  }
}

/** Dumps the rows as JSON, and restores them in one transaction. The first words are there already, in both alike. */
async function copyRows(
  source: pg.PoolClient,
  to: pg.Pool,
  { schema, copy, tables }: { readonly schema: string; readonly copy: string; readonly tables: readonly string[] },
): Promise<void> {
  const target = await to.connect();
  try {
    await target.query('BEGIN');
    for (const table of tables) {
      await source.query(`DECLARE dump CURSOR FOR SELECT to_json(t)::text AS row FROM ${schema}.${table} t`);
      for (;;) {
        const { rows } = await source.query<{ row: string }>(`FETCH ${rowsAtOnce} FROM dump`);
        if (rows.length === 0) break;
        await target.query(
          `INSERT INTO ${copy}.${table} SELECT * FROM json_populate_recordset(NULL::${copy}.${table}, $1)
            ON CONFLICT DO NOTHING`,
          [`[${rows.map(({ row }) => row).join(',')}]`],
        );
      }
      await source.query('CLOSE dump');
      const count = (name: string) => `SELECT count(*) FROM ${name}.${table}`;
      const counts = await Promise.all([source.query(count(schema)), target.query(count(copy))]);
      const [old, copied] = counts.map(({ rows }) => rows[0]?.count as string);
      if (old !== copied) throw new Error(`Of ${old} rows of ${table}, ${copied} were copied.`);
    }
    await target.query('COMMIT');
  } catch (error) {
    await target.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    target.release();
  }
}

async function verifyCopy(to: pg.Pool, programId: string, copy: string): Promise<void> {
  const { findings } = await onServer(to, programId, copy, async (pointbook) => verify(pointbook));
  if (findings.length > 0) throw new Error(`The copy has ${findings.length} mistakes.`);
}

/** Asks a ledger on a server by itself. */
async function onServer<T>(
  pool: pg.Pool,
  programId: string,
  schema: string,
  ask: (pointbook: Pointbook) => Promise<Result<T, { readonly message: string }>>,
): Promise<T> {
  const pointbook = createPointbook({ program: programOf(programId), store: storeOf(pool, schema) });
  const answer = await ask(pointbook);
  await pointbook.close();
  if (answer.isErr()) throw new Error(answer.error.message);
  return answer.value;
}
