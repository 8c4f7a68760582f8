import { storeError, type StoreError } from '@pointbook/core';
import {
  checkOptionNames,
  type LoadRequest,
  type RecordStore,
  type StoreDecide,
  StoreFailure,
} from '@pointbook/core/store';
import { err, ok, okAsync, ResultAsync, type Result } from 'neverthrow';
import { memoryReader } from './memory-reader.ts';
import { problemWith } from './problem-with.ts';
import { emptyTables, load, type Tables } from './tables.ts';
import { writeChanges } from './write-changes.ts';

/**
 * A ledger that lives in this process and is gone with it: the reference for the stores that last.
 *
 * @remarks It holds any number of programs. Each `transact` runs to its end before another begins, so no two ever see
 * each other half done.
 * @example
 * ```ts
 * import { memoryStore } from '@pointbook/memory';
 *
 * const store = memoryStore();
 * ```
 */
export function memoryStore(): RecordStore;
export function memoryStore(options: object = {}): RecordStore {
  checkOptionNames('memoryStore()', options, {}, TypeError);
  const programs = new Map<string, Tables>();
  let closed = false;

  const whileOpen = (): Result<void, StoreError> =>
    closed
      ? err(storeError({ kind: 'store-closed', message: 'The store was closed: make a new one.' }))
      : ok(undefined);
  const tablesOf = (programId: string): Result<Tables, StoreError> =>
    whileOpen().map(() => {
      const tables = programs.get(programId) ?? emptyTables();
      programs.set(programId, tables);
      return tables;
    });

  return {
    // An async function, so that what `decide` throws rejects the promise.
    transact: (programId, request, decide) =>
      new ResultAsync(
        (async () =>
          tablesOf(programId).andThen((tables) => withStoreErrors(() => transact(tables, request, decide))))(),
      ),
    rows: {
      ...memoryReader(tablesOf),
      programIds: (limit) =>
        new ResultAsync(
          Promise.resolve(
            whileOpen().map(() =>
              [...programs]
                .filter(([, { versions }]) => versions.size > 0)
                .map(([programId]) => programId)
                .slice(0, limit),
            ),
          ),
        ),
    },
    open: () => new ResultAsync(Promise.resolve(whileOpen())),
    close: () => {
      closed = true;
      programs.clear();
      return okAsync(undefined);
    },
  };
}

/** A record that this library cannot read is a failure of the store, as it is in a database. */
function withStoreErrors<T>(work: () => Result<T, StoreError>): Result<T, StoreError> {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof StoreFailure) return err(storeError(thrown));
    throw thrown;
  }
}

function transact<T>(tables: Tables, request: LoadRequest, decide: StoreDecide<T>): Result<T, StoreError> {
  const decided = decide(load(tables, request));
  if ('request' in decided) return transact(tables, decided.request, decide);
  const problem = problemWith(tables, decided.changes);
  if (problem !== null) return err(storeError({ kind: 'store-rejected', message: problem }));
  writeChanges(tables, decided.changes);
  return ok(decided.value);
}
