export { jobs, type JobsOptions, type JobsPlugin, type JobVerbs } from './plugins/jobs/jobs.ts';
export { getJob, type GetJobFailure } from './plugins/jobs/get-job.ts';
export { getProgress, type JobProgress } from './plugins/jobs/get-progress.ts';
export { listJobs, type ListJobsQuery } from './plugins/jobs/list-jobs.ts';
export { listProblems, type ListProblemsQuery } from './plugins/jobs/list-problems.ts';
export { previewBulk, type BulkPreview } from './plugins/jobs/bulk/preview-bulk.ts';
export {
  previewImport,
  type ImportPreview,
  type PreviewImportFailure,
  type PreviewImportQuery,
} from './plugins/jobs/imports/preview-import.ts';
export { importFile, type ImportFileCommand, type ImportFileFailure } from './plugins/jobs/imports/import-file.ts';
export {
  rejectedRows,
  type RejectedRowsFailure,
  type RejectedRowsQuery,
} from './plugins/jobs/imports/rejected-rows.ts';
export { resumeJob, type ResumeJobFailure } from './plugins/jobs/resume-job.ts';
export { runDue, type DueReceipt, type RunDueFailure, type RunDueQuery } from './plugins/jobs/run-due.ts';
export { runJob, type RunJobCommand, type RunJobFailure } from './plugins/jobs/run-job.ts';
export { startBulk, type StartBulkCommand, type StartBulkFailure } from './plugins/jobs/bulk/start-bulk.ts';
export {
  startImport,
  type FileUndone,
  type StartImportCommand,
  type StartImportFailure,
} from './plugins/jobs/imports/start-import.ts';
export { stopJob, type StopJobFailure } from './plugins/jobs/stop-job.ts';
export {
  undoJob,
  type JobNotUndoable,
  type JobRunning,
  type UndoJobCommand,
  type UndoJobFailure,
} from './plugins/jobs/undo-job.ts';
// what they say and answer
export type {
  MemberFilterQuery,
  MembersQuery,
  PointsChangeQuery,
  PreviewBulkQuery,
} from './plugins/jobs/bulk/bulk-query.ts';
export type { LeftJob, SourceOf, WantedFile } from './plugins/jobs/due-jobs.ts';
export type { FileSource } from './plugins/jobs/imports/file-source.ts';
export type { ImportQuery } from './plugins/jobs/imports/import-query.ts';
export type { FileDiffers, FileFailure, SourceFailed } from './plugins/jobs/imports/import-source.ts';
export type { JobQuery } from './plugins/jobs/job-query.ts';
export type { JobReceipt } from './plugins/jobs/job-receipt.ts';
export type { JobUndone } from './plugins/jobs/job-undone.ts';
export type { FileHost, JobsHost } from './plugins/jobs/jobs-host.ts';
export type { StepFailure } from './plugins/jobs/pace.ts';
export type { StartCommand } from './plugins/jobs/start-job.ts';
export type { UnknownJob } from './plugins/jobs/unknown-job.ts';
export type { BadHeader } from './plugins/jobs/csv/import-file.ts';
export type { PhoneReader } from './plugins/jobs/csv/cells/phone-reader.ts';
export type { PresetName } from './plugins/jobs/csv/header/presets.ts';
export type { RowProblem } from './plugins/jobs/csv/row-problem.ts';
export type { UnreadableFile } from './plugins/jobs/csv/bytes/unreadable-file.ts';
// its records
export { jobProblems, type JobProblem } from './plugins/jobs/job-problem.ts';
export { jobRecords } from './plugins/jobs/job-record.ts';
export type {
  BulkTask,
  ImportTask,
  JobCounts,
  JobPlace,
  JobRecord,
  JobState,
  JobTask,
  MemberFilter,
  PointsChange,
  Selection,
  SelectionPage,
  UndoTask,
} from './plugins/jobs/job-record.ts';
