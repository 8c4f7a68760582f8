import type { ProgramId } from '@pointbook/core';
import {
  nothingToLoad,
  nothingToStore,
  type LoadRequest,
  type RecordReader,
  type RecordStore,
  type StoredChanges,
  type StoreDecide,
  storeError,
  type StoreError,
} from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { err, ok, type Result, ResultAsync } from 'neverthrow';

/** A list of texts that only grows. Two writers never get the same place: the second is refused. Objects in a bucket that are written if absent are one. */
export interface AppendLog {
  /** All texts from a place on. */
  read(from: number): Promise<readonly string[]>;
  /** Puts a text at a place and makes it durable; false where another has taken the place. */
  append(at: number, text: string): Promise<boolean>;
}

/** What one place of the log says. */
interface Commit {
  readonly programId: ProgramId;
  readonly changes: StoredChanges;
}

/** A ledger in a log, whose every process keeps a copy in memory. */
export function logStore(log: AppendLog): RecordStore {
  const copy = memoryStore();
  let known = 0;
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One after another: each begins on a copy that the one before it has left whole. */
  const inTurn = <Value>(work: () => Promise<Result<Value, StoreError>>): ResultAsync<Value, StoreError> => {
    const run = async () => (isClosed ? err(closed) : work());
    const turn = last.then(run, run);
    last = turn.catch(() => null);
    return new ResultAsync(turn);
  };
  /** Writes a commit to the copy. One that must be refused is refused by every copy alike, so it has no effect. */
  const follow = ({ programId, changes }: Commit): ResultAsync<null, StoreError> => {
    known += 1;
    return copy.transact(programId, nothingToLoad, () => ({ changes, value: null }));
  };
  const catchUp = async (): Promise<Result<null, StoreError>> => {
    try {
      for (const text of await log.read(known)) await follow(JSON.parse(text) as Commit);
      return ok(null);
    } catch (thrown) {
      return err(unavailable('no', thrown));
    }
  };
  const append = async (commit: Commit): Promise<Result<boolean, StoreError>> => {
    try {
      return ok(await log.append(known, JSON.stringify(commit)));
    } catch (thrown) {
      // It may be there: the next call will see.
      return err(unavailable('unknown', thrown));
    }
  };
  const transact = async <Value>(
    programId: ProgramId,
    request: LoadRequest,
    decide: StoreDecide<Value>,
  ): Promise<Result<Value, StoreError>> => {
    for (;;) {
      const ready = await catchUp();
      if (ready.isErr()) return err(ready.error);
      const decided = await decisionOn(copy, programId, request, decide);
      if (decided.isErr()) return err(decided.error);
      const { changes, value } = decided.value;
      if (isNothing(changes)) return ok(value);
      const appended = await append({ programId, changes });
      if (appended.isErr()) return err(appended.error);
      if (appended.value) return follow({ programId, changes }).map(() => value);
      // Another was faster: decide again, on what it wrote.
    }
  };
  const afterCatchingUp =
    (query: (...args: never[]) => ResultAsync<unknown, StoreError>) =>
    (...args: never[]) =>
      inTurn(async () => (await catchUp()).asyncAndThen(() => query(...args)));

  return {
    transact: (programId, request, decide) => inTurn(() => transact(programId, request, decide)),
    rows: Object.fromEntries(
      Object.entries(copy.rows).map(([name, query]) => [name, afterCatchingUp(query as never)]),
    ) as unknown as RecordReader,
    open: () => inTurn(catchUp).map(() => undefined),
    close: () => {
      const close = async () => {
        await last.catch(() => null);
        isClosed = true;
        return ok(undefined);
      };
      return new ResultAsync(close());
    },
  };
}

/** What a decision comes to on the copy, with nothing written. */
function decisionOn<Value>(
  copy: RecordStore,
  programId: ProgramId,
  request: LoadRequest,
  decide: StoreDecide<Value>,
): ResultAsync<{ readonly changes: StoredChanges; readonly value: Value }, StoreError> {
  return copy.transact(programId, request, (rows) => {
    const decided = decide(rows);
    return 'request' in decided ? decided : { changes: nothingToStore, value: decided };
  });
}

function isNothing({ versions, accounts, records, entries, notes }: StoredChanges): boolean {
  return versions.length + accounts.length + records.length + entries.length + notes.length === 0;
}

const closed = storeError({ kind: 'store-closed', message: 'The store was closed: make a new one.' });

function unavailable(written: StoreError['written'], cause: unknown): StoreError {
  return storeError({ kind: 'store-unavailable', message: 'The log does not answer: try again.', written, cause });
}
