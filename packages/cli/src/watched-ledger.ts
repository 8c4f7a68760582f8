import { setImmediate as nextTurn } from 'node:timers/promises';
import { createPointbook, type LedgerStore } from '@pointbook/core';
import { createBulk } from '@pointbook/core/bulk';
import { ResultAsync } from 'neverthrow';
import type { Desk } from './desk.ts';
import { openProgress } from './progress.ts';

/** Does something that does not tell how far it is, on a ledger that shows how many members it has read. */
export async function onWatchedLedger<T>(
  { terminal, store, program }: Pick<Desk, 'terminal' | 'store' | 'program'>,
  work: (ledger: Pick<Desk, 'pointbook' | 'bulk'>) => PromiseLike<T>,
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
  const pointbook = createPointbook({ program, store: { ...store, reader: { ...store.reader, scanMembers } } });
  try {
    return await work({ pointbook, bulk: createBulk(pointbook.ports) });
  } finally {
    progress.end();
  }
}
