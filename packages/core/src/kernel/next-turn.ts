/** Runs something after the callers that are ready now. It uses no timer, so nothing waits for a clock. */
export type NextTurn = (run: () => void) => void;

interface Host {
  setImmediate?: (run: () => void) => unknown;
  MessageChannel?: new () => {
    port1: { onmessage: (() => void) | null };
    port2: { postMessage(message: null): void };
  };
}

/** The host's own: `setImmediate` on servers, a message to itself in browsers. */
export const nextTurn: NextTurn = (run) => {
  const { setImmediate, MessageChannel } = globalThis as Host;
  if (setImmediate) {
    setImmediate(run);
  } else if (MessageChannel) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.onmessage = null;
      run();
    };
    port2.postMessage(null);
  } else {
    void Promise.resolve().then(run);
  }
};

/** Lets waiting callers run first: a store may answer at once, and would keep them waiting. */
export function othersFirst(): Promise<void> {
  return new Promise((resolve) => nextTurn(resolve));
}
