import { type AnyRecordKind, StoreFailure } from '@pointbook/core/store';
import { migrate, retrying, runLater, script } from '@pointbook/sql';
import type { QueryConfig } from 'pg';
import type { PostgresSchema } from './schema-sql.ts';
import { asking, askLike, type Queryable } from '../connections/session.ts';
import { diagnose, isDuplicate, isLockTimeout, isLost, sqlStateOf } from '../store-errors.ts';

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
 * Brings the tables up to date in one transaction. Of many that ask at once one does it, the others wait for that. What
 * is in its way, it lets pass: it undoes everything and tries again for a while.
 *
 * @throws StoreFailure `store-schema-newer` when a newer Pointbook made the tables, `store-schema-older` when this role
 * may not change them.
 */
export async function migrateInTurn(
  client: Queryable,
  schema: PostgresSchema,
  { kinds = [], forMs = patienceMs }: { readonly kinds?: readonly AnyRecordKind[]; readonly forMs?: number } = {},
): Promise<void> {
  const deadline = performance.now() + forMs;
  const ask = asking(patient(client));
  const lock = 'SELECT pg_advisory_xact_lock(hashtextextended(?, 0))';
  let taken = 0;
  const isWorthIt = (thrown: unknown) => (isTaken(thrown) ? ++taken < 2 : mayPass(thrown));
  await retrying({ forMs }, isWorthIt, async () => {
    const waitMs = Math.max(1, Math.ceil(deadline - performance.now()));
    try {
      await ask([
        // Each statement is to see what was committed before it, whatever the server's default is.
        script('BEGIN ISOLATION LEVEL READ COMMITTED'),
        script(`SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = ${waitMs}`),
        { sql: lock, values: [`pointbook ${schema.tables.schema}`], isPlannedAnew: true },
        script(`SET LOCAL lock_timeout = ${lockTimeoutMs}`),
      ]);
      await runLater(migrate(schema, kinds), ask);
      await ask([script('COMMIT')]);
    } catch (thrown) {
      if (!isLost(thrown)) await ask([script('ROLLBACK')]).catch(() => undefined);
      throw sqlStateOf(thrown) === '42501' ? notByThisRole(schema, thrown) : thrown;
    }
  }).catch((thrown: unknown) => {
    throw isTaken(thrown) ? notOurs(schema, thrown) : thrown;
  });
}

/** A client that waits for each answer for as long as it takes. */
function patient(client: Queryable): Queryable {
  const query = (config: QueryConfig) => client.query({ ...config, query_timeout: answerTimeMs } as QueryConfig);
  return askLike(client, { query } as Queryable);
}

/** Whether what is in the way may be gone soon: a lock, or a deadlock. */
function mayPass(thrown: unknown): boolean {
  return isLockTimeout(thrown) || diagnose(thrown)?.again === 'transaction';
}

/** Whether a name is taken: by somebody who makes the same by hand at this moment, or by something else. */
function isTaken(thrown: unknown): boolean {
  return isDuplicate(thrown) || ['42P06', '42P07', '42701', '42710', '42723'].includes(sqlStateOf(thrown));
}

function notByThisRole({ name }: PostgresSchema, cause: unknown): StoreFailure {
  return new StoreFailure(
    'store-schema-older',
    `${name} are missing or older than this Pointbook, and this role may not change them: let their owner migrate.`,
    { cause },
  );
}

function notOurs({ tables }: PostgresSchema, cause: unknown): StoreFailure {
  return new StoreFailure(
    'store-corrupt',
    `The schema ${tables.schema} has an object that Pointbook did not make, under a name that it needs (${(cause as Error).message}): give the ledger another schema. Nothing was changed.`,
    { cause },
  );
}
