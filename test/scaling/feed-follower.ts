import { setTimeout as pause } from 'node:timers/promises';
import type { Pointbook, StatementLine } from '@pointbook/core';

/** Somebody who follows the feed of a ledger. */
export interface FeedFollower {
  /** What came so far, in the order in which it came. */
  readonly seen: readonly StatementLine[];
  /** The kinds of the errors that came. */
  readonly errors: ReadonlySet<string>;
  /** Follows to the end, once nobody writes any more. */
  stop(): Promise<void>;
}

/** Follows the feed from its beginning; an error is passed over, and what came is not read again. */
export function followFeed(ledger: Pick<Pointbook, 'readFeed'>): FeedFollower {
  const seen: StatementLine[] = [];
  const errors = new Set<string>();
  let isOver = false;
  const following = (async () => {
    for (let cursor: string | null = null; ;) {
      const wasOver = isOver;
      const page = await ledger.readFeed({ cursor, limit: 50 });
      if (page.isErr()) errors.add(page.error.kind);
      else {
        seen.push(...page.value.items);
        ({ cursor } = page.value);
        if (wasOver && page.value.items.length === 0) return;
      }
      if (page.isErr() || page.value.items.length === 0) await pause(20);
    }
  })();
  return {
    seen,
    errors,
    stop: async () => {
      isOver = true;
      await following;
    },
  };
}
