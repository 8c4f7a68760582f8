import { CommitFailure, type RecordStore, type StoreError } from '@pointbook/core/store';
import {
  type Answers,
  decisionRunner,
  type Dialect,
  Lifetime,
  type Meaning,
  migrate,
  namesIn,
  type Question,
  readStatements,
  retrying,
  rowLoader,
  rowWriter,
  runLater,
  sqlReader,
  standard,
  storeErrorOf,
  tablesNamed,
} from '@pointbook/sql';
import { ResultAsync } from 'neverthrow';
import type pg from 'pg';

/** What this database writes otherwise than others. */
const dialect: Dialect = {
  ...standard,
  types: { word: 'smallint', number: 'integer', figure: 'bigint', key: 'text COLLATE "C"', text: 'text' },
  options: () => '',
  // Given out under the lock of the program, so that it never falls from commit to commit.
  more: (table) => (table === 'entries' ? ['position bigint GENERATED ALWAYS AS IDENTITY'] : []),
  appliedAt: 'timestamptz NOT NULL DEFAULT now()',
  entryKey: 'PRIMARY KEY',
  feedColumns: ['position'],
  index: (name) => name,
  among: (column) => `${column} IN (SELECT each FROM json_array_elements_text(?) AS each)`,
  list: (texts) => JSON.stringify(texts),
  contains: (column) => `strpos(lower(${column} COLLATE "C"), lower(? COLLATE "C")) > 0`,
  json: (body, path) => `${body}::json #>> '{${path.match(/[^$.[\]]+/g)?.join(',')}}'`,
  idsOfKey: (key) => {
    const [blank, length] = [`strpos(${key}, ' ')`, `split_part(${key}, ' ', 1)::integer`];
    return [`substr(${key}, ${blank} + 1, ${length})`, `substr(${key}, ${blank} + ${length} + 2)`];
  },
  instant: (figure) => `to_timestamp((${figure})::double precision / 1000)`,
  boolean: (text) => `(${text})::boolean`,
  figure: (text) => `(${text})::bigint`,
  hasTable: 'SELECT 1 WHERE to_regclass(?) IS NOT NULL',
  many: 20,
};

type Ask = (questions: readonly Question[]) => Promise<Answers>;

/** A ledger on PostgreSQL with what all SQL stores share and nothing more: one lock for each program, and no statement of its own. */
export function plainPostgresStore(pool: pg.Pool, schema: string, lockTimeoutMs = 5000): RecordStore {
  const viewOf = (name: string) => `"${schema}"."${name}"`;
  const tables = tablesNamed(viewOf);
  const names = namesIn(tables, dialect);
  const load = rowLoader(tables, dialect);
  const runDecision = decisionRunner(load, rowWriter(tables, dialect));
  // The pool throws away a connection that is lost while nobody uses it; one in use fails what is asked on it.
  pool.on('error', ignore).on('connect', (client) => client.on('error', ignore));

  /** Does work in a transaction on one connection: all of it is kept, or nothing. */
  const inTransaction = async <T>(begin: string, work: (ask: Ask) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let isFit = false;
    try {
      await client.query(begin);
      const value = await work(asking(client));
      await client.query('COMMIT').catch((thrown: unknown) => {
        throw new CommitFailure('COMMIT failed', { cause: thrown });
      });
      isFit = true;
      return value;
    } catch (thrown) {
      isFit = await client.query('ROLLBACK').then(
        () => true,
        () => false,
      );
      throw thrown;
    } finally {
      client.release(!isFit);
    }
  };
  const locked = `BEGIN; SET LOCAL lock_timeout = ${lockTimeoutMs}`;
  const lockOf = (what: string): Question => ({
    sql: 'SELECT pg_advisory_xact_lock(hashtextextended(?, 0))',
    values: [`${schema} ${what}`],
  });
  const place = `CREATE SCHEMA IF NOT EXISTS "${schema}";`;
  const ledger = { name: `The tables in ${schema}`, tables, dialect, viewOf, place, guards: '' };
  /** Makes the tables, under a lock of its own: many may open an empty ledger at once. */
  const makeTables = async (): Promise<void> =>
    inTransaction(locked, async (ask) => {
      await ask([lockOf('migrations')]);
      await runLater(migrate(ledger, []), ask);
    });
  const lifetime = new Lifetime(makeTables);
  const patiently = <T>(work: () => Promise<T>): ResultAsync<T, StoreError> => {
    const attempt = async () => lifetime.ready().then(work);
    const call = lifetime.during(retrying({ forMs: 10_000 }, isConflict, attempt));
    return ResultAsync.fromPromise(call, (thrown) => storeErrorOf(thrown, 'PostgreSQL', meaningOf));
  };

  return {
    transact: (programId, request, decide) =>
      patiently(async () => {
        const own = names.within();
        const value = await inTransaction(locked, async (ask) => {
          await ask([lockOf(`program ${programId}`)]);
          return runLater(runDecision(programId, request, decide, own), ask);
        });
        // What the transaction has met is known to all once it is committed.
        names.keep(own);
        return value;
      }),
    rows: sqlReader({
      dialect,
      names,
      statements: readStatements(tables, dialect),
      load,
      // Several statements of one moment.
      run: (work) =>
        patiently(async () =>
          inTransaction('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', async (ask) => runLater(work(), ask)),
        ),
    }),
    open: () => patiently(async () => {}),
    close: () => ResultAsync.fromSafePromise(lifetime.end().then(() => undefined)),
  };
}

/** Asks one question after another, with `$1` where the common statements have `?`. */
function asking(client: pg.ClientBase): Ask {
  return async (questions) => {
    const answers = [];
    for (const { sql, values } of questions) {
      let last = 0;
      const { rows } = await client.query(
        sql.replaceAll('?', () => `$${(last += 1)}`),
        [...values],
      );
      answers.push(rows);
    }
    return answers;
  };
}

/** Listens to the errors of connections: a caller that waits for an answer learns of them, and else the process would end. */
function ignore(): void {}

function codeOf(thrown: unknown): string {
  const { code } = (thrown ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** What was undone for another's sake, and may succeed on fresh rows: a serialization failure or a deadlock. */
function isConflict(thrown: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(thrown));
}

/** What an error of the driver means; null for a mistake in a program, which is thrown again. */
function meaningOf(thrown: unknown): Meaning | null {
  const code = codeOf(thrown);
  if (/^(22|23|54)/.test(code)) return { kind: 'store-rejected', advice: 'the database refused a value' };
  if (isConflict(thrown) || code === '55P03')
    return { kind: 'store-locked', advice: 'others are in the way; try again' };
  if (code === '53100') return { kind: 'store-full', advice: 'the disk of the server is full; make room' };
  const isLost =
    /^(08|57|E)/.test(code) || (thrown instanceof Error && /terminated|timeout|not queryable/i.test(thrown.message));
  return isLost ? { kind: 'store-unavailable', advice: 'the server cannot be reached; try again' } : null;
}
