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

const { setTimeout } = globalThis;
// The types of ES2023 do not have it; every Node that is supported has.
const { waitAsync } = Atomics as unknown as {
  waitAsync(at: Int32Array, index: number, expected: number, ms: number): { readonly value: PromiseLike<unknown> };
};

/**
 * The host's own, as it is when the module is loaded: a test runner may put a timer in its place that never comes. Where that
 * has happened before, the fake carries the clock that it obeys, and there is one way left to wait.
 */
const hostsTime: Time = {
  now: performance.now.bind(performance),
  pause: async (ms) => {
    if ('clock' in setTimeout) await waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms).value;
    else
      await new Promise((resolve) => {
        setTimeout(resolve, ms);
      });
  },
};

/** Waits. */
export const { pause } = hostsTime;
