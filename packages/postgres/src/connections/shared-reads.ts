import type { Question } from '@pointbook/sql';
import type { PoolClient } from 'pg';
import { ignore, type PostgresPool, takeClient } from './postgres-pool.ts';
import { type Answer, ask } from './session.ts';
import { isLost } from '../store-errors.ts';

/** A connection while somebody waits for an answer from it. */
interface Shared {
  readonly client: Promise<PoolClient>;
  waiting: number;
  isLost: boolean;
}

/**
 * Asks small things on one connection for all who ask at the same time: what comes together goes out as one flight, and
 * the next answers are mostly there when the first is read. When nobody waits any more it goes back to the pool.
 */
export function sharedReads(pool: PostgresPool): (question: Question) => Promise<Answer> {
  let current: Shared | null = null;

  const begin = (): Shared => ({ client: takeClient(pool), waiting: 0, isLost: false });
  const leave = async (shared: Shared): Promise<void> => {
    shared.waiting -= 1;
    if (current === shared && (shared.isLost || shared.waiting === 0)) current = null;
    if (shared.waiting > 0) return;
    const client = await shared.client.catch(() => null);
    client?.off('error', ignore).release(shared.isLost);
  };

  return async (question) => {
    const shared = (current ??= begin());
    shared.waiting += 1;
    try {
      return await ask(await shared.client, question);
    } catch (thrown) {
      shared.isLost ||= isLost(thrown);
      throw thrown;
    } finally {
      await leave(shared);
    }
  };
}
