/** What a timer holds; a longer one would be over at once. */
const longestTimer = 2 ** 31 - 1;

/** Waits so many milliseconds, or until the signal is aborted. Nothing of it is left then. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(ms, longestTimer));
    signal.addEventListener('abort', end);
  });
}
