import { type AnyRecordKind, StoreFailure } from '@pointbook/core/store';
import { appliedNumber, checkNumber, kindsWithoutView, retrying, runLater } from '@pointbook/sql';
import type { QueryConfig } from 'pg';
import { dialect } from './dialect.ts';
import { createSchema, migrationsAfter, newestSchema, pluginViews, viewIn } from './schema-sql.ts';
import { asking, type Queryable } from './session.ts';
import { diagnose, isDuplicate, isLockTimeout, isLost } from './store-errors.ts';
import type { SchemaTables } from './tables.ts';

/** How long migrating goes on trying while others are in its way. */
const patienceMs = 60_000;

/**
 * How long a change of the schema waits for a lock: whoever comes after it waits behind it meanwhile. It is less than
 * the server takes to look for deadlocks (1 s), so that migrating gives way and nobody else is made to.
 */
const lockTimeoutMs = 400;

/** The longest that a timer can be set to: an index may take as long as it takes, whatever the client is used to. */
const answerTimeMs = 2 ** 31 - 1;

/**
 * Whether the tables are there as this package knows them.
 *
 * @throws StoreFailure `store-schema-newer` when a newer Pointbook made them.
 */
export async function isMigrated(client: Queryable, tables: SchemaTables): Promise<boolean> {
  return (await schemaNumber(client, tables)) === newestSchema;
}

/** The kinds with columns whose views are not there. */
export async function withoutView(
  client: Queryable,
  tables: SchemaTables,
  kinds: readonly AnyRecordKind[],
): Promise<AnyRecordKind[]> {
  return runLater(kindsWithoutView(kinds, dialect, viewIn(tables)), asking(client));
}

/**
 * Whether there is a ledger, be its tables older than this package.
 *
 * @throws StoreFailure `store-schema-newer` when a newer Pointbook made them.
 */
export async function isLedger(client: Queryable, tables: SchemaTables): Promise<boolean> {
  return (await schemaNumber(client, tables)) > 0;
}

/** The number of the last migration; 0 where there is none. */
async function schemaNumber(client: Queryable, tables: SchemaTables): Promise<number> {
  const present = await runLater(appliedNumber(tables, dialect.hasTable), asking(client));
  return checkNumber(`The tables in ${tables.schema} have`, present, newestSchema);
}

/**
 * Brings the tables up to date in one transaction. Of many that ask at once one does it, the others wait for that. What
 * is in its way, it lets pass: it undoes everything and tries again for a while.
 *
 * @throws StoreFailure `store-schema-newer` when a newer Pointbook made the tables, `store-schema-older` when this role
 * may not change them.
 */
export async function migrate(
  client: Queryable,
  tables: SchemaTables,
  { kinds = [], forMs = patienceMs }: { readonly kinds?: readonly AnyRecordKind[]; readonly forMs?: number } = {},
): Promise<void> {
  const deadline = performance.now() + forMs;
  let taken = 0;
  const isWorthIt = (thrown: unknown) => (isTaken(thrown) ? ++taken < 2 : mayPass(thrown));
  await retrying({ forMs }, isWorthIt, async () => {
    try {
      await migrateOnce(client, tables, kinds, Math.max(1, Math.ceil(deadline - performance.now())));
    } catch (thrown) {
      if (!isLost(thrown)) await run(client, 'ROLLBACK').catch(() => undefined);
      throw isForbidden(thrown) ? notByThisRole(tables, thrown) : thrown;
    }
  }).catch((thrown: unknown) => {
    throw isTaken(thrown) ? notOurs(tables, thrown) : thrown;
  });
}

async function migrateOnce(
  client: Queryable,
  tables: SchemaTables,
  kinds: readonly AnyRecordKind[],
  waitMs: number,
): Promise<void> {
  // Each statement is to see what was committed before it, whatever the server's default is.
  await run(client, 'BEGIN ISOLATION LEVEL READ COMMITTED');
  await run(client, `SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = ${waitMs}`);
  await run(client, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`pointbook ${tables.schema}`]);
  await run(client, `SET LOCAL lock_timeout = ${lockTimeoutMs}`);
  const present = await schemaNumber(client, tables);
  if (present === 0) await run(client, createSchema(tables));
  if (present < newestSchema) await run(client, migrationsAfter(tables, present));
  const missing = await withoutView(client, tables, kinds);
  if (missing.length > 0) await run(client, pluginViews(tables, missing));
  await run(client, 'COMMIT');
}

async function run(client: Queryable, text: string, values: string[] = []): Promise<void> {
  await client.query({ text, values, query_timeout: answerTimeMs } as QueryConfig);
}

/** Whether what is in the way may be gone soon: a lock, or a deadlock. */
function mayPass(thrown: unknown): boolean {
  return isLockTimeout(thrown) || diagnose(thrown)?.again === 'transaction';
}

/** Whether a name is taken: by somebody who makes the same by hand at this moment, or by something else. */
function isTaken(thrown: unknown): boolean {
  return isDuplicate(thrown) || ['42P06', '42P07', '42701', '42710', '42723'].includes(codeOf(thrown));
}

function codeOf(thrown: unknown): string {
  return String((thrown as { code?: unknown }).code);
}

function isForbidden(thrown: unknown): boolean {
  return codeOf(thrown) === '42501';
}

function notByThisRole(tables: SchemaTables, cause: unknown): StoreFailure {
  return new StoreFailure(
    'store-schema-older',
    `The tables in ${tables.schema} are missing or older than this Pointbook, and this role may not change them: let their owner migrate.`,
    { cause },
  );
}

function notOurs(tables: SchemaTables, cause: unknown): StoreFailure {
  return new StoreFailure(
    'store-corrupt',
    `The schema ${tables.schema} has an object that Pointbook did not make, under a name that it needs (${(cause as Error).message}): give postgresStore() another schema. Nothing was changed.`,
    { cause },
  );
}
