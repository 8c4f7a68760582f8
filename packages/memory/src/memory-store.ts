import {
  storeError,
  widenKeys,
  type Decide,
  type LedgerStore,
  type ProgramId,
  type RecordKeys,
  type StoreError,
} from '@pointbook/core';
import { err, ok, okAsync, ResultAsync, type Result } from 'neverthrow';
import { emptyBook, findRecords, writeChanges, type Book } from './book.ts';
import { frozenCopy } from './frozen-copy.ts';
import { memoryReader } from './memory-reader.ts';
import { problemWith } from './problem-with.ts';

/**
 * A ledger that lives in this process and is gone with it: the reference for the stores that last.
 *
 * @remarks It holds any number of programs. What it gives out is frozen. Each `transact` runs to its end before
 * another begins, so no two ever see each other half done.
 * @example
 * ```ts
 * import { memoryStore } from '@pointbook/memory';
 *
 * const store = memoryStore();
 * ```
 */
export function memoryStore(): LedgerStore {
  const books = new Map<ProgramId, Book>();
  let closed = false;

  const whileOpen = (): Result<void, StoreError> =>
    closed
      ? err(storeError({ kind: 'store-closed', message: 'The store was closed: make a new one.' }))
      : ok(undefined);
  const bookOf = (programId: ProgramId): Result<Book, StoreError> =>
    whileOpen().map(() => {
      const book = books.get(programId) ?? emptyBook();
      books.set(programId, book);
      return book;
    });

  return {
    // An async function, so that what `decide` throws rejects the promise.
    transact: (programId, keys, decide) =>
      new ResultAsync((async () => bookOf(programId).andThen((book) => transact(book, keys, decide)))()),
    reader: memoryReader(bookOf),
    open: () => new ResultAsync(Promise.resolve(whileOpen())),
    close: () => {
      closed = true;
      books.clear();
      return okAsync(undefined);
    },
  };
}

function transact<T>(book: Book, keys: RecordKeys, decide: Decide<T>): Result<T, StoreError> {
  const decided = decide(findRecords(book, keys));
  if ('needs' in decided) return transact(book, widenKeys(keys, decided.needs), decide);
  const changes = frozenCopy(decided.changes);
  const problem = problemWith(book, changes);
  if (problem !== null) return err(storeError({ kind: 'store-rejected', message: problem }));
  writeChanges(book, changes);
  return ok(decided.value);
}
