// Keeps one thread of Vitest from mutant to mutant. A new thread would load the core again for each of them, which
// takes longer than most mutants live.
import { type PoolOptions, type PoolWorker, ThreadsPoolWorker, type WorkerRequest } from 'vitest/node';

interface Kept {
  readonly thread: ThreadsPoolWorker;
  /** Whether its modules were loaded without a mutant, and are good for the next. */
  readonly isClean: boolean;
  runs: number;
}

/** What Stryker says of a run. */
interface Purpose {
  readonly mode?: 'dry-run' | 'mutant';
  /** A static mutant is one of code that runs while modules load. */
  readonly mutantActivation?: 'static' | 'runtime';
}

/** What tests leave behind is thrown away now and then. */
const maxRuns = 100;

let kept: Kept | undefined;

export class KeptThread implements PoolWorker {
  readonly name = 'threads';
  readonly #options: PoolOptions;
  readonly #listeners: [event: string, callback: (message: unknown) => void][] = [];
  #config: unknown;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { mode, mutantActivation } = this.#options.project.getProvidedContext() as unknown as Purpose;
    const isClean = mode === 'mutant' && mutantActivation !== 'static';
    if (kept && !(kept.isClean && isClean && kept.runs < maxRuns)) await endKeptThread();
    if (!kept) {
      const thread = new ThreadsPoolWorker(this.#options);
      await thread.start();
      kept = { thread, isClean, runs: 0 };
      thread.on('exit', () => {
        if (kept?.thread === thread) kept = undefined;
      });
    }
  }

  /** The thread is told once that it starts, and never that it stops; Vitest hears at once what it waits for. */
  send(message: WorkerRequest): void {
    if (!kept || typeof message !== 'object' || !('__vitest_worker_request__' in message)) {
      kept?.thread.send(message);
    } else if (message.type === 'stop') {
      this.#answer('stopped');
    } else if (message.type === 'start') {
      this.#config = message.context.config;
      if (kept.runs === 0) kept.thread.send(message);
      else this.#answer('started');
    } else if (message.type === 'run') {
      kept.runs += 1;
      const context = { ...message.context, config: this.#config };
      kept.thread.send({ ...message, context });
    } else {
      kept.thread.send(message);
    }
  }

  on(event: string, callback: (message: unknown) => void): void {
    this.#listeners.push([event, callback]);
    kept?.thread.on(event, callback);
  }

  off(event: string, callback: (message: unknown) => void): void {
    kept?.thread.off(event, callback);
  }

  async stop(): Promise<void> {
    for (const [event, callback] of this.#listeners) this.off(event, callback);
  }

  deserialize(data: unknown): unknown {
    return data;
  }

  #answer(type: 'started' | 'stopped'): void {
    const response = { __vitest_worker_response__: true, type };
    queueMicrotask(() => {
      for (const [event, callback] of this.#listeners) if (event === 'message') callback(response);
    });
  }
}

export async function endKeptThread(): Promise<void> {
  await kept?.thread.stop();
  kept = undefined;
}
