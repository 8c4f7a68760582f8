import { storeClosed } from './store-errors.ts';

/** A store from its first use to its end. */
export interface Lifetime<Opened> {
  /** What opening came to; null before that, and once the store is closed. */
  readonly opened: Opened | null;
  /** Whether the store was closed. */
  readonly isClosed: boolean;
  /** Opens at the first use; after a failure the next use tries again. Rejects once the store is closed. */
  ready(): Promise<Opened>;
  /** Counts a call as under way until it ends. */
  during<T>(call: Promise<T>): Promise<T>;
  /** Refuses all further use, and answers once the calls that are under way have ended: with what is open, or null. */
  end(): Promise<Opened | null>;
}

/** The lifetime of a store. */
export function lifetimeOf<Opened>(open: () => Promise<Opened>): Lifetime<Opened> {
  const calls = new Set<Promise<unknown>>();
  let opening: Promise<Opened> | null = null;
  let opened: Opened | null = null;
  let isClosed = false;
  const openOnce = async (): Promise<Opened> => {
    try {
      opened = await open();
      return opened;
    } catch (thrown) {
      opening = null;
      throw thrown;
    }
  };
  return {
    get opened() {
      return isClosed ? null : opened;
    },
    get isClosed() {
      return isClosed;
    },
    ready: async () => {
      if (isClosed) throw storeClosed();
      opening ??= openOnce();
      return opening;
    },
    during: (call) => {
      calls.add(call);
      const forget = () => void calls.delete(call);
      void call.then(forget, forget);
      return call;
    },
    end: async () => {
      isClosed = true;
      const last = await opening?.catch(() => null);
      // What was called before is answered first.
      await Promise.allSettled(calls);
      return last ?? null;
    },
  };
}
