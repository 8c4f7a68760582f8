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
): Promise<T> {
  const deadline = performance.now() + forMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await attempt();
    } catch (thrown) {
      const waitMs = pauseMs * (0.5 + Math.random());
      if (!isWorthIt(thrown) || performance.now() + waitMs > deadline) throw thrown;
      await pause(waitMs);
    }
  }
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
