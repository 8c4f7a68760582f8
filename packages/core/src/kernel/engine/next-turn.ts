/** Runs something after the callers that are ready now. It uses no timer, so nothing waits for a clock. */
export type NextTurn = (run: () => void) => void;

interface Host {
  setImmediate?: (run: () => void) => unknown;
  MessageChannel?: new () => {
    port1: { onmessage: (() => void) | null };
    port2: { postMessage(message: null): void };
  };
}

/**
 * A host's own: `setImmediate` on servers, a message to itself in browsers.
 *
 * @remarks What is there when the module is loaded is kept, for a test runner may put a timer in its place that never comes.
 * Where that has happened before, the fake carries the clock that it obeys.
 */
export function nextTurnOf({ setImmediate, MessageChannel }: Host): NextTurn {
  // A fake of another runner than those has a name of its own: in node:test it is a bound function.
  if (setImmediate && !('clock' in setImmediate) && setImmediate.name === 'setImmediate')
    return (run) => void setImmediate(run);
  if (!MessageChannel) return (run) => void Promise.resolve().then(run);
  return (run) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.onmessage = null;
      run();
    };
    port2.postMessage(null);
  };
}

/** The next turn of this host. */
export const nextTurn = nextTurnOf(globalThis as Host);

/** Lets waiting callers run first: a store may answer at once, and would keep them waiting. */
export function othersFirst(): Promise<void> {
  return new Promise((resolve) => nextTurn(resolve));
}
