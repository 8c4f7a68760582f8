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
 * @remarks What is there when the module is loaded is kept, for a test runner may put a timer in its place that never
 * comes.
 */
export function nextTurnOf({ setImmediate, MessageChannel }: Host): NextTurn {
  if (setImmediate && isHostsOwn(setImmediate, 'setImmediate')) return (run) => void setImmediate(run);
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

/**
 * Whether a timer is the host's own, and no fake of a test runner that may never come: those of Vitest and Jest carry
 * the clock that they obey. Those of other runners have another name: in node:test it is that of a bound function.
 */
export function isHostsOwn(timer: { readonly name: string }, name: string): boolean {
  return !('clock' in timer) && timer.name === name;
}

/** The next turn of this host. */
export const nextTurn = nextTurnOf(globalThis as Host);

/** Lets waiting callers run first: a store may answer at once, and would keep them waiting. */
export function othersFirst(): Promise<void> {
  return new Promise((resolve) => nextTurn(resolve));
}
