import { memoryStore } from '@pointbook/memory';
import { type ConformanceHarness, pretendDatabase, recordingStore } from '@pointbook/testing';

/** An empty ledger in memory. Its dump asks the store for every record that it was ever given. */
export async function memoryLedger(): Promise<ConformanceHarness> {
  const { store, dump } = recordingStore(memoryStore());
  return {
    store,
    dump,
    reopen: async () => store,
    second: async () => store,
    close: async () => {
      await store.close();
    },
  };
}

/** The same, as a database that fails when told to and has transactions of a host. */
export async function pretendLedger(): Promise<ConformanceHarness> {
  const { store: recording, dump } = recordingStore(memoryStore());
  const { store, faults, begin } = pretendDatabase(recording);
  return {
    store,
    dump,
    faults,
    begin,
    reopen: async () => store,
    second: async () => store,
    close: async () => {
      await store.close();
    },
  };
}
