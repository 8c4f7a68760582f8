import { isHostsOwn } from '@pointbook/core/store';

type NextTick = (run: () => void) => void;

/** Runs something in the next tick; where a test runner has put a fake in its place, a promise does nearly as well. */
export function nextTickOf(host: { readonly nextTick: NextTick }): NextTick {
  return isHostsOwn(host.nextTick, 'nextTick') ? host.nextTick : (run) => void Promise.resolve().then(run);
}

/** Node's own, as it is when the module is loaded: a test runner may put one in its place that never comes. */
export const nextTick = nextTickOf(process);

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
