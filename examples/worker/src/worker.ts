import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DueReceipt } from '@pointbook/core/jobs';
import { Logger, run, type Runner, type TaskSpec } from 'graphile-worker';
import type { Pool } from 'pg';
import type { Ledger } from './ledger.ts';

/** The task of the queue that does what waits in the ledger. It takes nothing: the ledger knows what that is. */
export const task = 'pointbook-due';

/** However many ask for it while it waits, it is done once. */
export const once: TaskSpec = { jobKey: task };

/** Points end whether or not anybody asks for the task; and who starts a job may die before the queue knows. */
export const crontab = `* * * * * ${task} ?jobKey=${task}`;

/** The queue tells much of itself. */
export const errorsOnly = new Logger(() => (level, message) => {
  if (level === 'error') console.error(message);
});

/** What a worker works with. */
export interface WorkerOptions {
  readonly pool: Pool;
  readonly pointbook: Ledger;
  /** Where the files of imports lie, each under the digest of its preview. */
  readonly files: string;
  /** Members and rows in one task of the queue; 100,000 when left out. */
  readonly limit?: number;
  /** The schema of the queue; its own when left out. */
  readonly schema?: string;
  report(done: DueReceipt): void;
}

/** Starts a worker: it ends after `stop()`, and when its process is told to go, with the chunk that it is writing. */
export async function startWorker(options: WorkerOptions): Promise<Runner> {
  const { pool, pointbook, files, limit = 100_000, schema, report } = options;
  return run({
    pgPool: pool,
    ...(schema === undefined ? {} : { schema }),
    logger: errorsOnly,
    // It ends soon by itself, so it may be told at once.
    gracefulShutdownAbortTimeout: 0,
    crontab,
    taskList: {
      [task]: async (_payload: unknown, { abortSignal, addJob }) => {
        const sourceOf = ({ digest }: { readonly digest: string }) => {
          const file = join(files, digest);
          return existsSync(file) ? () => createReadStream(file) : null;
        };
        const done = await pointbook.jobs.runDue({ limit, sourceOf, signal: abortSignal });
        // The queue tries it again, after a while that grows.
        if (done.isErr()) throw new Error(`${done.error.kind}: ${done.error.message}`);
        report(done.value);
        if (done.value.more) await addJob(task, {}, once);
      },
    },
  });
}
