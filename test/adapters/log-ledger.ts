import { nothingToLoad } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { type ConformanceHarness, recordingStore } from '@pointbook/testing';
import { type AppendLog, logStore } from './log-store.ts';

/** An empty ledger in a log of this process, which fails when told to. */
export async function logLedger(): Promise<ConformanceHarness> {
  const texts: string[] = [];
  let fails: 'cut' | 'before' | 'after' | null = null;
  const failing = (when: typeof fails) => {
    if (fails !== when) return;
    fails = null;
    throw new Error('The log is gone.');
  };
  const log: AppendLog = {
    read: async (from) => {
      failing('cut');
      return texts.slice(from);
    },
    append: async (at, text) => {
      failing('before');
      if (at < texts.length) return false;
      texts.push(text);
      failing('after');
      return true;
    },
  };
  let store = logStore(log);
  return {
    store,
    dump: async (programId) => {
      const copy = recordingStore(memoryStore());
      for (const text of texts) {
        const commit = JSON.parse(text) as { programId: typeof programId; changes: never };
        await copy.store.transact(commit.programId, nothingToLoad, () => ({ changes: commit.changes, value: null }));
      }
      return copy.dump(programId);
    },
    reopen: async () => {
      await store.close();
      store = logStore(log);
      return store;
    },
    second: async () => logStore(log),
    faults: {
      cut: async () => void (fails = 'cut'),
      loseCommit: async (when) => void (fails = when),
    },
    close: async () => {
      await store.close();
    },
  };
}
