import type { Named } from './errors.ts';

/** No job was started under this id. */
export interface UnknownJob extends Named<'unknown-job'> {
  readonly jobId: string;
}
/** The job may still be worked on: stop it first. */
export interface JobRunning extends Named<'job-running'> {
  readonly jobId: string;
}
/** Another job has taken back what this one wrote, or is about to. */
export interface JobUndone extends Named<'job-undone'> {
  readonly jobId: string;
  readonly undoneBy: string;
}
/** The job undoes another one; what it wrote cannot be undone in turn. */
export interface JobNotUndoable extends Named<'job-not-undoable'> {
  readonly jobId: string;
}
/** The same file was imported before, and undone. */
export interface FileUndone extends Named<'file-undone'> {
  /** The job that imported it. */
  readonly jobId: string;
  readonly undoneBy: string;
}
