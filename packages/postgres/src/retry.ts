/** How long to go on. */
export interface Patience {
  /** Milliseconds after which no further try begins. */
  readonly forMs: number;
}

const firstPauseMs = 5;
const longestPauseMs = 500;

/**
 * Tries until it succeeds, until a failure is not worth another try, or for too long.
 *
 * @remarks It pauses longer each time and never for a fixed time, so that those who failed together do not meet again.
 * @throws What the last try threw.
 */
export async function retrying<T>(
  { forMs }: Patience,
  isWorthIt: (thrown: unknown) => boolean,
  attempt: () => Promise<T>,
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
