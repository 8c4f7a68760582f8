import type { Merchants } from './merchants.ts';

/**
 * Follows a merchant's feed, and keeps the place where it is, as an outbox does in one transaction with its messages.
 */
export function openFollower(merchants: Merchants, programId: string, tell: (change: string) => void) {
  let cursor: string | null = null;
  return {
    /** Tells what came since the last time; says whether anything did. */
    readOn: async (): Promise<boolean> => {
      const page = await merchants.ask(programId, (pointbook) => pointbook.readFeed({ cursor }));
      if (page.isErr()) {
        if (page.error.kind !== 'unknown-cursor') throw new Error(page.error.message);
        // The ledger was restored to a time before: whoever is told everything again knows it by member and sequence.
        cursor = null;
        return true;
      }
      for (const { memberId, sequence, delta } of page.value.items) tell(`${memberId} ${sequence}: ${delta}`);
      ({ cursor } = page.value);
      return page.value.items.length > 0;
    },
  };
}
