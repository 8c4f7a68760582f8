import { type StoreError, storeError } from '@pointbook/core';
import {
  type LoadedRows,
  nothingToLoad,
  nothingToStore,
  type RecordStore,
  type StoredChanges,
} from '@pointbook/core/store';
import { err, errAsync, ok, ResultAsync, type Result } from 'neverthrow';
import { type BrokenStore, pause, withParts } from './broken-store.ts';

const crowd =
  'isolation: many callers who begin the same account and the same record all succeed, each on what the others wrote';
const lost =
  'faults: a COMMIT that is lost after it was carried out is never said to be undone when it was not, nor done twice';
const second = 'second store: each sees at once what another wrote, in words that the other used first';

/** Stores that are right as long as one caller is alone and nothing fails. */
export const brokenIsolation: readonly BrokenStore[] = [
  {
    name: 'reads what is not committed',
    noticedBy: 'isolation: nobody sees what is refused in the end',
    spoil: readUncommitted,
  },
  {
    name: 'reads accounts and their sums one after another',
    noticedBy: 'isolation: sums are of one moment',
    spoil: (store) =>
      withRows(store, {
        accountSums: (programId, after, limit) =>
          store.rows
            .accountSums(programId, after, limit)
            .andThen((sums) => pause().map(() => sums))
            .andThen((sums) =>
              store.rows.accounts(programId, after, limit).map((accounts) =>
                sums.map((row) => ({
                  ...row,
                  account: accounts.find(({ memberId }) => memberId === row.account.memberId) ?? row.account,
                })),
              ),
            ),
      }),
  },
  {
    name: 'loads records and lists one after another',
    noticedBy: 'isolation: each read is of one moment: what is written together is seen together',
    spoil: (store) =>
      withRows(store, {
        load: (programId, request) =>
          store.rows
            .load(programId, { ...request, lists: [] })
            .andThen((rows) => pause().map(() => rows))
            .andThen((rows) =>
              store.rows
                .load(programId, { ...nothingToLoad, lists: request.lists })
                .map(({ lists }) => ({ ...rows, lists })),
            ),
      }),
  },
  { name: 'gives up where another was faster', noticedBy: crowd, spoil: (store) => optimistic(store, unavailable) },
  {
    name: 'tells every error of its driver as a refusal',
    noticedBy: 'faults: a lock that another holds for too long is said so, may be tried again, and nothing was written',
    spoil: (store) =>
      withErrors(store, (error) =>
        error.kind === 'store-closed' ? error : storeError({ ...error, kind: 'store-rejected' }),
      ),
  },
  {
    name: 'says of a lost COMMIT that nothing was written',
    noticedBy: lost,
    spoil: (store) => withErrors(store, (error) => ({ ...error, written: 'no' })),
  },
  {
    name: 'does again what a lost COMMIT may have done',
    noticedBy: lost,
    spoil: (store) =>
      withParts(store, {
        transact: (...call) =>
          store
            .transact(...call)
            .orElse((error) => (error.written === 'unknown' ? store.transact(...call) : errAsync(error))),
      }),
  },
  {
    name: 'makes its tables without a lock',
    noticedBy: 'second store: many that open an empty ledger at once all do, and find one ledger',
    spoil: (store) =>
      withParts(store, {
        open: () => {
          if (isMakingTables)
            return errAsync(storeError({ kind: 'store-rejected', message: 'There is such a table.' }));
          isMakingTables = true;
          return pause()
            .andThen(() => store.open())
            .map(() => {
              isMakingTables = false;
            });
        },
      }),
  },
  {
    name: 'knows the words alone that it used itself',
    noticedBy: second,
    spoil: (store) => {
      const known = new Set<string>();
      const only = (rows: LoadedRows) => ({ ...rows, records: rows.records.filter(({ kind }) => known.has(kind)) });
      return withParts(store, {
        transact: (programId, request, decide) =>
          store.transact(programId, request, (rows) => {
            const decided = decide(only(rows));
            if ('changes' in decided) for (const { record } of decided.changes.records) known.add(record.kind);
            return decided;
          }),
        rows: { ...store.rows, load: (programId, request) => store.rows.load(programId, request).map(only) },
      });
    },
  },
];

let isMakingTables = false;

const unavailable = storeError({ kind: 'store-unavailable', message: 'Another was faster.' });

function withRows(store: RecordStore, queries: Partial<RecordStore['rows']>): RecordStore {
  return { ...store, rows: { ...store.rows, ...queries } };
}

function withErrors(store: RecordStore, change: (error: StoreError) => StoreError): RecordStore {
  return { ...store, transact: (...call) => store.transact(...call).mapErr(change) };
}

/** What a decision comes to, and what it saw, with nothing written. */
function decisionOf<Value>(store: RecordStore, [programId, request, decide]: Parameters<typeof store.transact<Value>>) {
  let seen: { readonly rows: LoadedRows; readonly request: typeof request } | null = null;
  let asked = request;
  return store
    .transact(programId, request, (rows) => {
      const decided = decide(rows);
      if ('request' in decided) {
        asked = decided.request;
        return decided;
      }
      seen = { rows, request: asked };
      return { changes: nothingToStore, value: decided };
    })
    .map((decided) => ({ ...decided, saw: seen ?? { rows: null, request: asked } }));
}

/**
 * Decides on what it read without a lock; where that is another by the time of the write, the call ends in an error.
 */
function optimistic(store: RecordStore, error: StoreError): RecordStore {
  return withParts(store, {
    transact: (programId, request, decide) =>
      decisionOf(store, [programId, request, decide])
        .andThen((decided) => pause().map(() => decided))
        .andThen(({ changes, value, saw }) =>
          store
            .transact<Result<typeof value, StoreError>>(programId, saw.request, (rows) => {
              const isSame = JSON.stringify(rows) === JSON.stringify(saw.rows);
              return isSame ? { changes, value: ok(value) } : { changes: nothingToStore, value: err(error) };
            })
            .andThen((result) => result),
        ),
  });
}

/** Shows readers what a commit is about to write, before it is known whether it can. */
function readUncommitted(store: RecordStore): RecordStore {
  const open = new Set<StoredChanges>();
  let last: Promise<unknown> = Promise.resolve();
  return withParts(store, {
    transact: (programId, request, decide) => {
      const run = async () =>
        decisionOf(store, [programId, request, decide]).andThen(({ changes, value }) => {
          open.add(changes);
          return pause()
            .andThen(() => store.transact(programId, nothingToLoad, () => ({ changes, value })))
            .map((answer) => {
              open.delete(changes);
              return answer;
            })
            .mapErr((error) => {
              open.delete(changes);
              return error;
            });
        });
      const turn = last.then(run, run);
      last = turn.catch(() => null);
      return new ResultAsync(turn);
    },
    rows: {
      ...store.rows,
      load: (programId, request) =>
        store.rows.load(programId, request).map((rows) => {
          const records = [...open].flatMap((changes) => changes.records.map(({ record }) => record));
          return { ...rows, records: [...rows.records, ...records] };
        }),
    },
  });
}
