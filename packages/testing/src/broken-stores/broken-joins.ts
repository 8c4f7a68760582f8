import { type AsyncJoinableRecordStore, nothingToStore, type RecordStore } from '@pointbook/core/store';
import type { PretendTransaction } from '../rows/pretend-database.ts';
import type { BrokenStore } from './broken-store.ts';

/** Stores that are right as long as no host has a transaction of its own. */
export const brokenJoins: readonly BrokenStore[] = [
  {
    name: 'decides on plain reads in a transaction of the host that sees an earlier moment',
    noticedBy: 'join: where plain reads are of an earlier moment, nothing is decided on them',
    spoil: (store) => joining(store, (inner, transaction) => inner.joinAsync({ ...transaction, decidesOnThem: true })),
  },
  {
    name: 'writes on a connection of its own in a transaction of the host',
    noticedBy: 'join: what was written is the host’s to commit or to roll back, and nobody else sees it before',
    spoil: (store) =>
      joining(store, (inner) => ({
        transact: (programId, request, decide) => inner.transact(programId, request, decide),
      })),
  },
  {
    name: 'runs a decision once in a transaction of the host, whatever it asks for',
    noticedBy: 'join: a decision that asks for more is run again with all of it',
    spoil: (store) =>
      joining(store, (inner, transaction) => ({
        transact: (programId, request, decide) =>
          inner.joinAsync(transaction).transact(programId, request, (rows) => {
            const decided = decide(rows);
            return 'changes' in decided ? decided : { changes: nothingToStore, value: null as never };
          }),
      })),
  },
  {
    name: 'runs calls in a transaction of the host at the same time',
    noticedBy: 'join: calls at the same time run one after another, in their order, also past one that fails',
    spoil: (store) =>
      joining(store, (inner, transaction) => ({
        transact: (...call) => inner.joinAsync({ ...transaction, last: Promise.resolve() }).transact(...call),
      })),
  },
  {
    name: 'writes on when the transaction of the host has ended',
    noticedBy: 'join: a call after the transaction has ended is refused, and writes nothing',
    spoil: (store) =>
      joining(store, (inner, transaction) => ({
        transact: (...call) => inner.joinAsync({ ...transaction, isOver: false }).transact(...call),
      })),
  },
  {
    name: 'keeps no notes in a transaction of the host',
    noticedBy: 'join: mistakes are taken back within the transaction of the host as in memory',
    spoil: (store) =>
      joining(store, (inner, transaction) => ({
        transact: (programId, request, decide) =>
          inner.joinAsync(transaction).transact(programId, request, (rows) => {
            const decided = decide(rows);
            return 'changes' in decided ? { ...decided, changes: { ...decided.changes, notes: [] } } : decided;
          }),
      })),
  },
];

/** A store that joins in another way; of a pretended database, since only that can be spoilt so. */
function joining(
  store: RecordStore,
  join: (inner: Pretended, transaction: PretendTransaction) => ReturnType<Pretended['joinAsync']>,
): RecordStore {
  const inner = store as Pretended;
  return { ...store, joinAsync: (transaction) => join(inner, transaction) } as Pretended;
}

type Pretended = AsyncJoinableRecordStore<PretendTransaction>;
