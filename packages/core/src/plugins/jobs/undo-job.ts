import { err, ok } from 'neverthrow';
import type { JobId, Named } from '../../index.ts';
import { command, type FailureOf } from '../../plugin.ts';
import { noteTexts, programOf } from '../../till.ts';
import { id, shape, strict } from '../../shapes.ts';
import { jobReceipt } from './job-receipt.ts';
import { jobRecords } from './job-record.ts';
import { jobUndone } from './job-undone.ts';
import { newJobId, putNewJob, recallByJob, type StartCommand, startFields } from './start-job.ts';
import { unknownJob } from './unknown-job.ts';

/** Takes back all that a job wrote. Known by `jobId`. */
export interface UndoJobCommand extends StartCommand {
  /** The host's own id of the job that undoes; it must not begin with "import-". */
  readonly jobId: string;
  /** The job to undo. */
  readonly undoes: string;
}

/** The job may still be worked on: stop it first. */
export interface JobRunning extends Named<'job-running'> {
  /** The job that was to be undone. */
  readonly jobId: string;
}

/** The job undoes another one; what it wrote cannot be undone in turn. */
export interface JobNotUndoable extends Named<'job-not-undoable'> {
  /** The job that was to be undone. */
  readonly jobId: string;
}

/**
 * Starts a job that takes back all that another one wrote, which `runJob` then does.
 *
 * @remarks Points given that were spent or are held meanwhile are not taken back: `listProblems` of the undoing job
 * lists them as `shortfall`. Points taken go back to the lots they came from. A job that is not finished must be
 * stopped first, and does not go on afterwards; one job at most undoes another.
 *
 * Fails with `unknown-job`, `job-not-undoable`, `job-undone`, `job-running`, `invalid-command`,
 * `idempotency-key-reused`, `overloaded` and the errors of the store. `overloaded`, `store-locked` and
 * `store-unavailable` are retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await pointbook.jobs.undoJob({ jobId: 'undo-eid-2026', undoes: 'eid-2026', actor: 'staff-3', reason: 'wrong list' });
 * ```
 */
export const undoJob = command({
  name: 'undoJob',
  route: 'POST /jobs/{undoes}/undo',
  input: shape<UndoJobCommand>()(strict({ jobId: newJobId(), undoes: id<JobId>(), ...startFields })),
  failures: {
    'invalid-command': true,
    'unknown-job': true,
    'job-not-undoable': true,
    'job-undone': true,
    'job-running': true,
  },
  joins: 'host',
  reads: ({ jobId, undoes }) => [jobRecords.at(jobId), jobRecords.at(undoes)],
  recall: recallByJob,
  decide({ jobId, undoes, actor, ...given }, book, fingerprint) {
    const undone = book.get(jobRecords, undoes);
    if (undone === null) return err(unknownJob(undoes));
    if (undone.task.kind === 'undo') return err(jobNotUndoable(undoes));
    if (undone.undoneBy !== null) return err(jobUndone(undoes, undone.undoneBy));
    if (undone.state === 'running') return err(jobRunning(undoes));
    const texts = noteTexts(programOf(book), given);
    if (texts.isErr()) return err(texts.error);
    book.put(jobRecords, { ...undone, undoneBy: jobId });
    return ok(putNewJob(book, { jobId, task: { kind: 'undo', undoes, ...texts.value }, actor }, fingerprint));
  },
  receipt: jobReceipt,
});

/** What can go wrong with `undoJob`. */
export type UndoJobFailure = FailureOf<typeof undoJob>;

function jobRunning(jobId: string): JobRunning {
  const message = `Job ${JSON.stringify(jobId)} is not finished: stop it with stopJob before it is undone.`;
  return { kind: 'job-running', message, jobId };
}

function jobNotUndoable(jobId: string): JobNotUndoable {
  const message = `Job ${JSON.stringify(jobId)} undoes another one; start that one anew, under another id.`;
  return { kind: 'job-not-undoable', message, jobId };
}
