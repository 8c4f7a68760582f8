import { memoryStore } from '@pointbook/memory';
import { type ConformanceHarness, recordingStore } from '@pointbook/testing';

/** An empty ledger in memory. Its dump asks the store for every record that it was ever given. */
export async function memoryLedger(): Promise<ConformanceHarness> {
  const { store, dump } = recordingStore(memoryStore());
  return {
    store,
    dump,
    reopen: async () => store,
    close: async () => {
      await store.close();
    },
  };
}
