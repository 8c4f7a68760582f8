import { createPointbook, type LedgerStore } from '@pointbook/core';
import { createBulk } from '@pointbook/core/bulk';
import type { Desk } from './desk.ts';
import { openProgress } from './progress.ts';

/** Does something that does not tell how far it is, on a ledger that shows how many members it has read. */
export async function onWatchedLedger<T>(
  { terminal, store, program }: Desk,
  work: (ledger: Pick<Desk, 'pointbook' | 'bulk'>) => PromiseLike<T>,
): Promise<T> {
  const total = (await store.reader.countMembers(program.programId)).unwrapOr(null);
  const progress = openProgress(terminal, { unit: 'members', total });
  let members = 0;
  const scanMembers: LedgerStore['reader']['scanMembers'] = (...asked) =>
    store.reader.scanMembers(...asked).map((page) => {
      progress.at((members += page.length));
      return page;
    });
  const pointbook = createPointbook({ program, store: { ...store, reader: { ...store.reader, scanMembers } } });
  try {
    return await work({ pointbook, bulk: createBulk(pointbook.ports) });
  } finally {
    progress.end();
  }
}
