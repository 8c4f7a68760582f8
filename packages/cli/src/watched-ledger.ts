import { setImmediate as nextTurn } from 'node:timers/promises';
import { createPointbook } from '@pointbook/core';
import { ledgerView } from '@pointbook/core/store';
import { ResultAsync } from 'neverthrow';
import type { Desk } from './desk.ts';
import { plugins } from './plugins.ts';
import { openProgress } from './progress.ts';

/** Does something that does not tell how far it is, on a ledger that shows how many members it has read. */
export async function onWatchedLedger<T>(
  { terminal, store, program }: Pick<Desk, 'terminal' | 'store' | 'program'>,
  work: (ledger: Pick<Desk, 'pointbook'>) => PromiseLike<T>,
): Promise<T> {
  const total = (await ledgerView(store).reader.countMembers(program.programId)).unwrapOr(null);
  const progress = openProgress(terminal, { unit: 'members', total });
  let members = 0;
  const watched =
    <Asked extends readonly unknown[], Row, Failure>(
      scan: (...asked: Asked) => ResultAsync<readonly Row[], Failure>,
    ): ((...asked: Asked) => ResultAsync<Row[], Failure>) =>
    (...asked) =>
      scan(...asked).andThen((page) => {
        progress.at((members += page.length));
        // Where a store never waits, as in a file, nothing else would be heard until the end, Ctrl-C neither.
        return ResultAsync.fromSafePromise(nextTurn([...page]));
      });
  const pointbook = createPointbook({
    program,
    plugins,
    store:
      'rows' in store
        ? { ...store, rows: { ...store.rows, accounts: watched(store.rows.accounts) } }
        : { ...store, reader: { ...store.reader, scanMembers: watched(store.reader.scanMembers) } },
  });
  try {
    return await work({ pointbook });
  } finally {
    progress.end();
  }
}
