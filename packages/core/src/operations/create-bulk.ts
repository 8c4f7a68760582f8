import type { Ports } from './ports.ts';
import { getJob, listJobs, listProblems } from './list-jobs.ts';
import { previewBulk } from './preview-bulk.ts';
import { previewImport } from './preview-import.ts';
import { rejectedRows } from './rejected-rows.ts';
import { runJob } from './run-job.ts';
import { startBulk } from './start-bulk.ts';
import { startImport } from './start-import.ts';
import { resumeJob, stopJob } from './stop-job.ts';
import { undoJob } from './undo-job.ts';

/** The verbs of work on many members. */
export type BulkVerbs = {
  readonly [Verb in keyof typeof verbs]: ReturnType<(typeof verbs)[Verb]>;
};

const verbs = {
  previewBulk,
  startBulk,
  previewImport,
  startImport,
  rejectedRows,
  runJob,
  stopJob,
  resumeJob,
  undoJob,
  getJob,
  listJobs,
  listProblems,
};

/**
 * Opens the verbs of work on many members, on the ports of a ledger.
 *
 * @example
 * ```ts
 * import { createBulk } from '@pointbook/core/bulk';
 *
 * const bulk = createBulk(ports);
 * const preview = await bulk.previewBulk({ members: { everyone: true }, change: { add: 50 } });
 * ```
 */
export function createBulk(ports: Ports): BulkVerbs {
  return {
    previewBulk: previewBulk(ports),
    startBulk: startBulk(ports),
    previewImport: previewImport(),
    startImport: startImport(ports),
    rejectedRows: rejectedRows(ports),
    runJob: runJob(ports),
    stopJob: stopJob(ports),
    resumeJob: resumeJob(ports),
    undoJob: undoJob(ports),
    getJob: getJob(ports),
    listJobs: listJobs(ports),
    listProblems: listProblems(ports),
  };
}
