export type { JobReceipt } from './bulk/job-receipt.ts';
export { createBulk, type BulkVerbs } from './operations/create-bulk.ts';
export { getJob, listJobs, listProblems } from './operations/list-jobs.ts';
export { previewBulk, type BulkPreview } from './operations/preview-bulk.ts';
export { runJob } from './operations/run-job.ts';
export { startBulk } from './operations/start-bulk.ts';
export { resumeJob, stopJob } from './operations/stop-job.ts';
export { undoJob } from './operations/undo-job.ts';
export type * from './schemas/job-commands.ts';
