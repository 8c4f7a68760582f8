import { type ProgramId, storeError, type StoreError } from '@pointbook/core';
import { err, okAsync, type Result, ResultAsync } from 'neverthrow';
import { type BrokenView, pause, withTransact } from './broken-store.ts';
import type { LedgerView } from '../view/ledger-view.ts';
import { type Changes, type Decide, noChanges, type RecordKeys, type Records } from '../view/records.ts';

/** Stores that write what they should not, or not what they should. */
export const brokenWrites: readonly BrokenView[] = [
  {
    name: 'drops the lock between reading and writing',
    noticedBy: 'transact: no update of one member is lost among many callers',
    spoil: (store) => withTransact(store, (programId, keys, decide) => unlocked(store, programId, keys, decide)),
  },
  {
    name: 'forgets the rollback: what a refused batch wrote before the refusal stays',
    noticedBy: 'transact: a batch of which the store refuses a part is refused whole',
    spoil: (store) =>
      withChanges(store, (changes, write) =>
        write({ ...noChanges, profiles: changes.profiles, invoices: changes.invoices }).andThen(() => write(changes)),
      ),
  },
  {
    name: 'commits half: entries now, snapshots a moment later',
    noticedBy: 'transact: a reader sees a commit whole or not at all',
    spoil: (store) =>
      withChanges(store, (changes, write) =>
        write({ ...noChanges, entries: changes.entries })
          .andThen(() => pause())
          .andThen(() => write({ ...changes, entries: [] })),
      ),
  },
  {
    name: 'loses idempotency keys',
    noticedBy: 'transact: `needs` may name records of every kind',
    spoil: (store) =>
      withChanges(store, (changes, write) =>
        write({ ...changes, entries: changes.entries.map((entry) => ({ ...entry, command: null })) }),
      ),
  },
  {
    name: 'loses notes',
    noticedBy: 'statement: newest first, each entry once in every page size, with its note',
    spoil: (store) => withChanges(store, (changes, write) => write({ ...changes, notes: [] })),
  },
  {
    name: 'keeps only the first two hundred entries of a commit',
    noticedBy: 'sizes: a thousand members in one commit, and a thousand entries of one member in another',
    spoil: (store) =>
      withChanges(store, (changes, write) => write({ ...changes, entries: changes.entries.slice(0, 200) })),
  },
  {
    name: 'keeps figures in 32-bit floats',
    noticedBy: 'figures: ±(2^53 − 1) come back exact',
    spoil: (store) =>
      withChanges(store, (changes, write) =>
        write({
          ...changes,
          members: changes.members.map((member) => ({
            ...member,
            account: { ...member.account, balance: Math.fround(member.account.balance) },
          })),
        }),
      ),
  },
  {
    name: 'answers before the changes are there',
    noticedBy: 'transact: every part of the changes is kept, and nothing else',
    spoil: (store) => withTransact(store, (programId, keys, decide) => early(store, programId, keys, decide)),
  },
  {
    name: 'shows decisions the records of the transaction before',
    noticedBy: 'transact: `needs` starts again with the records of all keys',
    spoil: (store) => withRecords(store, staleMembers()),
  },
  {
    name: 'shows decisions no reversals',
    noticedBy: 'reversals: an entry is found with the points that were undone of it, and of it alone',
    spoil: (store) =>
      withRecords(store, (records) => ({
        ...records,
        entries: new Map([...records.entries].map(([id, found]) => [id, found && { ...found, reversed: 0 }])),
      })),
  },
  {
    name: 'forgets the first keys when a decision needs more',
    noticedBy: 'transact: `needs` starts again with the records of all keys',
    spoil: (store) => withTransact(store, (programId, keys, decide) => narrowed(store, programId, keys, decide)),
  },
  {
    name: 'swallows what a decision throws',
    noticedBy: 'transact: a decision that throws writes nothing, and the caller gets what it threw',
    spoil: (store) => withTransact(store, (...args) => new ResultAsync(settled(store.transact(...args)))),
  },
  {
    name: 'mixes programs',
    noticedBy: 'phones and cards: each program has its own',
    spoil: (store) =>
      withTransact(store, (_programId, keys, decide) => store.transact('shop' as ProgramId, keys, decide)),
  },
];

const unavailable = storeError({ kind: 'store-unavailable', message: 'Something went wrong.', written: 'unknown' });

async function settled<T>(call: ResultAsync<T, StoreError>): Promise<Result<T, StoreError>> {
  try {
    return await call;
  } catch {
    return err(unavailable);
  }
}

type Write = (changes: Changes) => ResultAsync<unknown, StoreError>;

/** A store that decides as it should, and then writes in another way. */
function withChanges(
  store: LedgerView,
  write: (changes: Changes, write: Write) => ResultAsync<unknown, StoreError>,
): LedgerView {
  return withTransact(store, (programId, keys, decide) => {
    // In turn, so that the way of writing is all that is wrong.
    const through: Write = (parts) => store.transact(programId, {}, () => ({ changes: parts, value: null }));
    const run = async () =>
      decisionOf(store, programId, keys, decide).andThen(({ changes, value }) =>
        write(changes, through).map(() => value),
      );
    const turn = last.then(run, run);
    last = turn.catch(() => null);
    return new ResultAsync(turn);
  });
}

let last: Promise<unknown> = Promise.resolve();

/** What a decision comes to, with nothing written. */
function decisionOf<T>(store: LedgerView, programId: ProgramId, keys: RecordKeys, decide: Decide<T>) {
  return store.transact(programId, keys, (records) => {
    const decided = decide(records);
    return 'needs' in decided ? decided : { changes: noChanges, value: decided };
  });
}

function unlocked<T>(store: LedgerView, programId: ProgramId, keys: RecordKeys, decide: Decide<T>) {
  return decisionOf(store, programId, keys, decide)
    .andThen((decided) => pause().map(() => decided))
    .andThen(({ changes, value }) => store.transact(programId, {}, () => ({ changes, value })));
}

function early<T>(store: LedgerView, programId: ProgramId, keys: RecordKeys, decide: Decide<T>) {
  return decisionOf(store, programId, keys, decide).map(({ changes, value }) => {
    const later = async () => {
      await pause();
      await store.transact(programId, {}, () => ({ changes, value }));
    };
    void later();
    return value;
  });
}

function narrowed<T>(
  store: LedgerView,
  programId: ProgramId,
  keys: RecordKeys,
  decide: Decide<T>,
): ResultAsync<T, StoreError> {
  let needed: RecordKeys | null = null;
  return store
    .transact<{ readonly value: T } | null>(programId, keys, (records) => {
      const decided = decide(records);
      if ('needs' in decided) needed = decided.needs;
      return 'needs' in decided
        ? { changes: noChanges, value: null }
        : { changes: decided.changes, value: { value: decided.value } };
    })
    .andThen((answer) =>
      answer === null ? narrowed(store, programId, needed ?? keys, decide) : okAsync(answer.value),
    );
}

function withRecords(store: LedgerView, spoil: (records: Records) => Records): LedgerView {
  return withTransact(store, (programId, keys, decide) =>
    store.transact(programId, keys, (records) => decide(spoil(records))),
  );
}

function staleMembers(): (records: Records) => Records {
  const known = new Map<unknown, Records['members']>();
  return (records) => {
    const key = [...records.members.keys()].join('\n');
    const stale = known.get(key) ?? records.members;
    known.set(key, records.members);
    return { ...records, members: stale };
  };
}
