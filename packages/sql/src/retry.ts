import { isHostsOwn } from '@pointbook/core/store';

/** How long to go on, in milliseconds. */
export interface Patience {
  /** After which no further try begins. */
  readonly forMs: number;
  /** The pause before the second try, in milliseconds. */
  readonly firstPauseMs?: number;
  /** The longest pause between two tries, in milliseconds. */
  readonly longestPauseMs?: number;
}

/**
 * Tries until it succeeds, until a failure is not worth another try, or for too long.
 *
 * @remarks It pauses longer each time and never for a fixed time, so that those who failed together do not meet again.
 * @throws What the last try threw.
 */
export async function retrying<T>(
  { forMs, firstPauseMs = 5, longestPauseMs = 500 }: Patience,
  isWorthIt: (thrown: unknown) => boolean,
  attempt: () => T | Promise<T>,
  { now, pause: wait }: Time = hostsTime,
): Promise<T> {
  const begun = now();
  let waitedMs = 0;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await attempt();
    } catch (thrown) {
      const waitMs = pauseMs * (0.5 + Math.random());
      // A clock that a test runner has stopped tells nothing: then the pauses alone count.
      if (!isWorthIt(thrown) || Math.max(now() - begun, waitedMs) + waitMs > forMs) throw thrown;
      await wait(waitMs);
      waitedMs += waitMs;
    }
  }
}

/** What tells how long something takes, and what waits. */
export interface Time {
  /** Milliseconds since some moment. */
  now(): number;
  /** Waits. */
  pause(ms: number): Promise<void>;
}

// The types of ES2023 do not have it; every Node that is supported has.
const { waitAsync } = Atomics as unknown as {
  waitAsync(at: Int32Array, index: number, expected: number, ms: number): { readonly value: PromiseLike<unknown> };
};

/** Waits by a timer of the host; where a test runner has put a fake in its place, there is one way left to wait. */
export function waitBy({ setTimeout }: Pick<typeof globalThis, 'setTimeout'>): Time['pause'] {
  return async (ms) => {
    if (isHostsOwn(setTimeout, 'setTimeout')) await new Promise((resolve) => void setTimeout(resolve, ms));
    else await waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms).value;
  };
}

/** The host's own, as it is when the module is loaded: a test runner may put a timer in its place that never comes. */
const hostsTime: Time = {
  now: performance.now.bind(performance),
  pause: waitBy({ setTimeout: globalThis.setTimeout }),
};

/** Waits. */
export const { pause } = hostsTime;
