import { CommitFailure, StoreFailure } from '@pointbook/core/store';
import type { Question } from '@pointbook/sql';
import type { Frame } from './frame.ts';
import { ask, askAll, isPipelined, type Queryable } from '../connections/session.ts';
import { isAnswer, mayBeWritten } from '../store-errors.ts';

/** Writes and commits; in one flight where that can be, for nothing has to be decided in between. */
export async function keep(client: Queryable, frame: Frame, writes: readonly Question[]): Promise<void> {
  if (!isPipelined(client)) await askAll(client, writes);
  const [written, kept] = await Promise.allSettled([
    isPipelined(client) ? askAll(client, writes) : [],
    ask(client, frame.keep),
  ]);
  // Where the server refused a write, it did not commit what followed.
  if (written.status === 'rejected' && isAnswer(written.reason)) throw written.reason;
  for (const each of [written, kept]) {
    if (each.status === 'fulfilled') continue;
    if (!mayBeWritten(each.reason)) throw each.reason;
    throw new CommitFailure('It is not known whether COMMIT was carried out', { cause: each.reason });
  }
  if (kept.status === 'fulfilled' && kept.value.command === 'ROLLBACK')
    throw new StoreFailure('store-unavailable', 'The server rolled the transaction back: try again.');
}
