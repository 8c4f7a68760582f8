import { type ProgramId, storeError } from '@pointbook/core';
import {
  type AsyncJoinableRecordStore,
  type AsyncTransaction,
  nothingToLoad,
  type RecordStore,
  type StoredChanges,
  type StoreError,
  type StoreErrorKind,
} from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { err, errAsync, ResultAsync, type Result } from 'neverthrow';
import type { HostIsolation, HostTransaction, StoreFaults } from '../conformance/conformance-case.ts';

/** A store that fails when it is told to and has transactions of a host: what a database does, without one. */
export interface PretendDatabase {
  /** The store on the database. */
  readonly store: AsyncJoinableRecordStore<PretendTransaction>;
  /** Ways to make the database fail. */
  readonly faults: Required<StoreFaults>;
  /** Begins a transaction of the host's. */
  begin(isolation: HostIsolation): Promise<HostTransaction & { readonly connection: PretendTransaction }>;
}

/** A transaction of a host on a pretended database. */
export interface PretendTransaction {
  /** How many commits its plain reads see; null where they see each. */
  readonly moment: number | null;
  /** Whether decisions are let run on such reads: what no store may do. */
  readonly decidesOnThem?: boolean;
  /** What the transaction has written so far. */
  readonly written: Commit[];
  /** Whether the host has ended it. */
  isOver: boolean;
  /** The end of its last call: calls run one after another. */
  last: Promise<unknown>;
}

interface Commit {
  readonly programId: ProgramId;
  readonly changes: StoredChanges;
}

/**
 * Pretends that a store in memory is a database that can be locked, cut off and joined, so that the cases of these are
 * tried too.
 */
export function pretendDatabase(inner: RecordStore): PretendDatabase {
  const log: Commit[] = [];
  let lockedBy = 0;
  let isCut = false;
  let loses: 'before' | 'after' | null = null;

  /** Remembers what is committed, or loses it. */
  const commitThrough: RecordStore['transact'] = (programId, request, decide) => {
    const losing = loses;
    let changes: StoredChanges | null = null;
    const committed = inner.transact(programId, request, (rows) => {
      const decided = decide(rows);
      if (!('changes' in decided)) return decided;
      ({ changes } = decided);
      if (losing !== 'before') return decided;
      throw lostCommit;
    });
    const run = async (): Promise<Result<never, StoreError> | Awaited<typeof committed>> => {
      try {
        const outcome = await committed;
        if (outcome.isOk() && changes !== null && writes(changes)) log.push({ programId, changes });
        if (losing === null || outcome.isErr()) return outcome;
      } catch (thrown) {
        if (thrown !== lostCommit) throw thrown;
      }
      loses = null;
      return err(failure('store-unavailable', 'The answer to COMMIT was lost.', 'unknown'));
    };
    return new ResultAsync(run());
  };

  const store: PretendDatabase['store'] = {
    ...inner,
    transact: (programId, request, decide) => {
      if (lockedBy > 0) return errAsync(failure('store-locked', 'Another holds the lock.'));
      if (isCut) {
        isCut = false;
        return errAsync(failure('store-unavailable', 'The connection was cut.'));
      }
      return commitThrough(programId, request, decide);
    },
    joinAsync: (transaction) => joinedTo(transaction, log),
  };

  return {
    store,
    faults: {
      lock: async () => {
        lockedBy += 1;
        return { release: async () => void (lockedBy -= 1) };
      },
      cut: async () => void (isCut = true),
      loseCommit: async (when) => void (loses = when),
    },
    begin: async (isolation) => {
      const connection: PretendTransaction = {
        moment: isolation === 'snapshot' ? log.length : null,
        written: [],
        isOver: false,
        last: Promise.resolve(),
      };
      const commit = async () => {
        connection.isOver = true;
        for (const { programId, changes } of connection.written.splice(0))
          (await commitThrough(programId, nothingToLoad, () => ({ changes, value: null })))._unsafeUnwrap();
      };
      const rollback = async () => {
        connection.isOver = true;
        connection.written.splice(0);
      };
      return { connection, commit, rollback };
    },
  };
}

const lostCommit = new Error('The COMMIT was lost.');

function failure(kind: StoreErrorKind, message: string, written: StoreError['written'] = 'no'): StoreError {
  return storeError({ kind, message, written });
}

function writes({ versions, accounts, records, entries, notes }: StoredChanges): boolean {
  return versions.length + accounts.length + records.length + entries.length + notes.length > 0;
}

/** Runs on a copy of what the transaction sees, in which what it wrote itself comes last. */
function joinedTo(transaction: PretendTransaction, log: readonly Commit[]): AsyncTransaction {
  return {
    transact: (programId, request, decide) => {
      const run = async () => {
        const { moment, decidesOnThem = false, written, isOver } = transaction;
        if (isOver) throw new Error('Begin a transaction before you join it.');
        if (moment !== null && moment < log.length && !decidesOnThem)
          return err(failure('store-locked', 'Others have written since the transaction began: begin it anew.'));
        const copy = memoryStore();
        for (const commit of [...log.slice(0, moment ?? undefined), ...written])
          (
            await copy.transact(commit.programId, nothingToLoad, () => ({ changes: commit.changes, value: null }))
          )._unsafeUnwrap();
        let changes: StoredChanges | null = null;
        const outcome = await copy.transact(programId, request, (rows) => {
          const decided = decide(rows);
          if ('changes' in decided) ({ changes } = decided);
          return decided;
        });
        if (outcome.isOk() && changes !== null) written.push({ programId, changes });
        return outcome;
      };
      const turn = transaction.last.then(run, run);
      transaction.last = turn;
      return new ResultAsync(turn);
    },
  };
}
