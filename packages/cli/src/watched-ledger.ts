import { setImmediate as nextTurn } from 'node:timers/promises';
import { createPointbook, type LedgerStore } from '@pointbook/core';
import { ResultAsync } from 'neverthrow';
import type { Desk } from './desk.ts';
import { plugins } from './plugins.ts';
import { openProgress } from './progress.ts';

/** Does something that does not tell how far it is, on a ledger that shows how many members it has read. */
export async function onWatchedLedger<T>(
  { terminal, store, program }: Pick<Desk, 'terminal' | 'store' | 'program'>,
  work: (ledger: Pick<Desk, 'pointbook'>) => PromiseLike<T>,
): Promise<T> {
  const total = (await store.reader.countMembers(program.programId)).unwrapOr(null);
  const progress = openProgress(terminal, { unit: 'members', total });
  let members = 0;
  const scanMembers: LedgerStore['reader']['scanMembers'] = (...asked) =>
    store.reader.scanMembers(...asked).andThen((page) => {
      progress.at((members += page.length));
      // Where a store never waits, as in a file, nothing else would be heard until the end, Ctrl-C neither.
      return ResultAsync.fromSafePromise(nextTurn(page));
    });
  const watched = { ...store, reader: { ...store.reader, scanMembers } };
  const pointbook = createPointbook({ program, store: watched, plugins });
  try {
    return await work({ pointbook });
  } finally {
    progress.end();
  }
}
