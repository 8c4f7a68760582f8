/**
 * Node's own, as it is when the module is loaded: a test runner may put one in its place that never comes. Where that has
 * happened before, the fake carries the clock that it obeys, and a promise does nearly as well.
 */
export const nextTick: (run: () => void) => void =
  'clock' in process.nextTick ? (run) => void Promise.resolve().then(run) : process.nextTick;

/** Calls pg, which asks for the next tick while it is called: it gets one that comes. */
export function withTicks<T>(call: () => T): T {
  const { nextTick: current } = process;
  if (current === nextTick) return call();
  process.nextTick = nextTick;
  try {
    return call();
  } finally {
    process.nextTick = current;
  }
}
