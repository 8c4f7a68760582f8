import type { BadHeader } from '../csv/import-file.ts';
import type { UnreadableFile } from '../csv/unreadable-file.ts';
import type * as E from '../values/errors.ts';
import type * as J from '../values/job-errors.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { ReadFailure, WriteFailure } from './failures.ts';

/** The file that is there is not the one that was previewed, or that the job began with. */
export interface FileDiffers {
  readonly kind: 'file-differs';
  readonly message: string;
  /** SHA-256 of the file that is wanted, in hexadecimal. */
  readonly expected: string;
  /** Of the one that is there; null where it changed while it was read. */
  readonly actual: string | null;
}

/** What should give the file's bytes threw an error. */
export interface SourceFailed {
  readonly kind: 'source-failed';
  readonly message: string;
  readonly cause: unknown;
}

/** What can go wrong with a file. */
export type FileFailure = UnreadableFile | BadHeader | SourceFailed;
/** What can go wrong with `startBulk`. */
export type StartBulkFailure = WriteFailure;
/** What can go wrong with `previewImport`. */
export type PreviewImportFailure = E.InvalidCommand | FileFailure | FileDiffers;
/** What can go wrong with `startImport`. */
export type StartImportFailure = WriteFailure | J.FileUndone;
/** What can go wrong with `undoJob`. */
export type UndoJobFailure = WriteFailure | J.UnknownJob | J.JobRunning | J.JobUndone | J.JobNotUndoable;
/** What can go wrong with `stopJob`. */
export type StopJobFailure = E.InvalidCommand | J.UnknownJob | E.Overloaded | StoreError;
/** What can go wrong with `runJob`. */
export type RunJobFailure = StopJobFailure | FileFailure | FileDiffers;
/** What can go wrong with `resumeJob`. */
export type ResumeJobFailure = StopJobFailure | J.JobUndone;
/** What can go wrong with `runDue` as a whole; what went wrong with one job is told with that job. */
export type RunDueFailure = WriteFailure;
/** What can go wrong with `getJob`. */
export type GetJobFailure = ReadFailure | J.UnknownJob;
/** What can go wrong with `rejectedRows`. */
export type RejectedRowsFailure = GetJobFailure | FileFailure | FileDiffers;
