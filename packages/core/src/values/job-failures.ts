import type { FileUndone, JobNotUndoable, JobRunning, JobUndone, UnknownJob } from './job-errors.ts';

export function unknownJob(jobId: string): UnknownJob {
  return { kind: 'unknown-job', message: `No job was started as ${JSON.stringify(jobId)}; listJobs has them.`, jobId };
}

export function jobRunning(jobId: string): JobRunning {
  const message = `Job ${JSON.stringify(jobId)} is not finished: stop it with stopJob before it is undone.`;
  return { kind: 'job-running', message, jobId };
}

export function jobUndone(jobId: string, undoneBy: string): JobUndone {
  const message = `Job ${JSON.stringify(jobId)} is undone by job ${JSON.stringify(undoneBy)}; start another one.`;
  return { kind: 'job-undone', message, jobId, undoneBy };
}

export function jobNotUndoable(jobId: string): JobNotUndoable {
  const message = `Job ${JSON.stringify(jobId)} undoes another one; start that one anew, under another id.`;
  return { kind: 'job-not-undoable', message, jobId };
}

export function fileUndone(jobId: string, undoneBy: string): FileUndone {
  const message = `This file was imported by job ${JSON.stringify(jobId)}, which ${JSON.stringify(undoneBy)} undid: to import its rows again, change the file, and the keys of its rows.`;
  return { kind: 'file-undone', message, jobId, undoneBy };
}
