import { exitCodes } from './exit-codes.ts';
import type { Talk } from './talk.ts';
import type { Terminal } from './terminal.ts';

/** Listens to Ctrl-C and to other signals that ask the process to end, while a job is worked on. */
export interface Stopper {
  isStopped(): boolean;
  /** Leaves the signals to Node again. */
  close(): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Begins to heed signals: the first one stops after the chunk that is being written, a second one at once. */
export function openStopper({ stderr }: Pick<Terminal, 'stderr'>, talk: Talk): Stopper {
  let isStopped = false;
  const stop = () => {
    // What a second one interrupts is whole as well: a chunk is one commit.
    if (isStopped) process.exit(exitCodes.stopped);
    isStopped = true;
    if (stderr.isTTY) stderr.write('\r\u001B[K');
    talk.say('Stopping after the chunk that is being written …');
  };
  return { isStopped: () => isStopped, close: heed(stop) };
}

/** At the first signal takes away what is half made, and ends the process. Answers what leaves the signals to Node again. */
export function atSignal(takeAway: () => void): () => void {
  return heed(() => {
    try {
      takeAway();
    } finally {
      process.exit(exitCodes.stopped);
    }
  });
}

function heed(stop: () => void): () => void {
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}
