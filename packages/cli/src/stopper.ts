import { exitCodes } from './exit-codes.ts';
import { waitsForFile } from './files/source-of.ts';
import type { Talk } from './output/talk.ts';
import type { Terminal } from './terminal.ts';

/** Listens to Ctrl-C and to other signals that ask the process to end, while a job is worked on. */
export interface Stopper {
  isStopped(): boolean;
  /** Leaves the signals to Node again. */
  close(): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A file that has not answered for so long may never answer. */
const patienceMs = 1000;

/** No disk that is there takes so long for a read. */
const hangMs = 250;

/** Begins to heed signals: the first one stops after the chunk that is being written, a second one at once. */
export function openStopper({ stderr }: Pick<Terminal, 'stderr'>, talk: Talk): Stopper {
  let isStopped = false;
  let patience: NodeJS.Timeout | undefined;
  const stop = (signal: NodeJS.Signals) => {
    // What a second one interrupts is whole as well: a chunk is one commit.
    if (isStopped) return end(signal);
    isStopped = true;
    if (stderr.isTTY) stderr.write('\r\u001B[K');
    talk.say('Stopping after the chunk that is being written …');
    watch(signal);
  };
  /** Looks until the command has ended: a read may begin to hang after the signal. */
  const watch = (signal: NodeJS.Signals) => {
    patience = setTimeout(() => {
      const since = waitsForFile();
      if (since === null || performance.now() - since < patienceMs) return watch(signal);
      talk.warn('The file does not answer. What was done stays.');
      end(signal);
    }, patienceMs).unref();
  };
  const leave = heed(stop);
  return {
    isStopped: () => isStopped,
    close() {
      clearTimeout(patience);
      leave();
    },
  };
}

/**
 * At the first signal takes away what is half made, and ends the process. Answers what leaves the signals to Node
 * again.
 */
export function atSignal(takeAway: () => void): () => void {
  return heed((signal) => {
    try {
      takeAway();
    } finally {
      end(signal);
    }
  });
}

/**
 * Ends the process. Where a read hangs, an orderly exit would wait for it, and only the signal itself ends the process.
 */
function end(signal: NodeJS.Signals): void {
  const since = waitsForFile();
  const decide = () => {
    if (since === null || waitsForFile() !== since) process.exit(exitCodes.stopped);
    for (const each of signals) process.removeAllListeners(each);
    process.kill(process.pid, signal);
  };
  const waited = since === null ? hangMs : performance.now() - since;
  if (waited < hangMs) setTimeout(decide, hangMs - waited);
  else decide();
}

function heed(stop: (signal: NodeJS.Signals) => void): () => void {
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}
