import { copyFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { JobReceipt } from '@pointbook/core/jobs';
import type { WorkerUtils } from 'graphile-worker';
import type { Ledger } from './ledger.ts';
import { once, task } from './worker.ts';

/** Who starts jobs from a web page: it takes them down, tells the queue, and is done. */
export interface Office {
  /** Imports members with their balances. The file goes where workers find it. */
  importMembers(file: string): Promise<JobReceipt>;
  /** Gives points to everyone. */
  giveAll(jobId: string, points: number): Promise<JobReceipt>;
  /** Asks for the task, as cron does. */
  tellQueue(): Promise<void>;
}

const stated = { actor: 'office' };

/** Opens the office. `files` is a folder that it shares with the workers. */
export function openOffice(pointbook: Ledger, queue: Pick<WorkerUtils, 'addJob'>, files: string): Office {
  // The job is written by then. If this process dies before the queue knows of it, cron comes within a minute.
  const tellQueue = async () => void (await queue.addJob(task, {}, once));
  return {
    importMembers: async (file) => {
      const source = () => createReadStream(file);
      const preview = await pointbook.jobs.previewImport({ mode: 'opening', source });
      if (preview.isErr()) throw new Error(preview.error.message);
      const { digest } = preview.value;
      await copyFile(file, join(files, digest));
      const job = await pointbook.jobs.startImport({ mode: 'opening', digest, ...stated, reason: 'the old system' });
      if (job.isErr()) throw new Error(job.error.message);
      await tellQueue();
      return job.value;
    },
    giveAll: async (jobId, points) => {
      const gift = { members: { everyone: true }, change: { add: points } } as const;
      const job = await pointbook.jobs.startBulk({ jobId, ...gift, ...stated, reason: 'a gift' });
      if (job.isErr()) throw new Error(job.error.message);
      await tellQueue();
      return job.value;
    },
    tellQueue,
  };
}
