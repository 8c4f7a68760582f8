import type { IdempotencyKeyReused } from '../values/errors.ts';
import type { FileUndone, JobNotUndoable, JobRunning, JobUndone, UnknownJob } from '../values/job-errors.ts';
import { idempotencyKeyReused } from '../values/failures.ts';
import type { ActorId, JobId } from '../values/ids.ts';
import { fileUndone, jobNotUndoable, jobRunning, jobUndone, unknownJob } from '../values/job-failures.ts';
import { accept, type Decision, type DecisionContext, needs, refuse } from '../records/decision.ts';
import type { JobCounts, JobRecord, JobState, JobTask, UndoTask, ImportTask } from '../records/job.ts';
import { type Known, missingKeys } from '../records/records.ts';

/** A job to be started, checked. */
export interface StartJob<Task extends JobTask = JobTask> {
  readonly jobId: JobId;
  readonly task: Task;
  readonly actor: ActorId;
  readonly fingerprint: string;
}

/** Of a job of which nothing is done. */
export const nothingYet: JobCounts = { seen: 0, accepted: 0, rejected: 0, skipped: 0, given: 0, taken: 0 };

/** Takes a job down, of which nothing is done yet. */
export function decideStartJob(
  { fingerprint, ...command }: StartJob,
  records: Known,
  { now }: DecisionContext,
): Decision<JobRecord, IdempotencyKeyReused> {
  const { jobId } = command;
  const missing = missingKeys(records, { jobs: [jobId] });
  if (missing) return needs(missing);
  const known = records.jobs.get(jobId);
  if (known) {
    return known.fingerprint === fingerprint ? accept(known) : refuse(idempotencyKeyReused('jobId', jobId));
  }
  const begun = { state: 'running', startedAt: now, changedAt: now, place: null, counts: nothingYet } as const;
  const job: JobRecord = { v: 1, ...command, fingerprint, ...begun, undoneBy: null, leasedUntil: null };
  return accept(job, { jobs: [job] });
}

/** Starts the import of a file, which is known by its job's id: imported and undone, it is not imported again. */
export function decideStartImport(
  command: StartJob<ImportTask>,
  records: Known,
  context: DecisionContext,
): Decision<JobRecord, IdempotencyKeyReused | FileUndone> {
  const { jobId } = command;
  const undoneBy = records.jobs.get(jobId)?.undoneBy ?? null;
  return undoneBy === null ? decideStartJob(command, records, context) : refuse(fileUndone(jobId, undoneBy));
}

export type UndoFailure = IdempotencyKeyReused | UnknownJob | JobRunning | JobUndone | JobNotUndoable;

/** Starts the undoing of a job, which then goes no further: one job at most undoes another. */
export function decideStartUndo(
  command: StartJob<UndoTask>,
  records: Known,
  context: DecisionContext,
): Decision<JobRecord, UndoFailure> {
  const { jobId, task } = command;
  const missing = missingKeys(records, { jobs: [jobId, task.undoes] });
  if (missing) return needs(missing);
  const started = decideStartJob(command, records, context);
  if ('needs' in started || started.outcome.isErr() || started.changes.jobs === undefined) return started;
  const undone = records.jobs.get(task.undoes);
  if (!undone) return refuse(unknownJob(task.undoes));
  if (undone.task.kind === 'undo') return refuse(jobNotUndoable(task.undoes));
  if (undone.undoneBy !== null) return refuse(jobUndone(task.undoes, undone.undoneBy));
  if (undone.state === 'running') return refuse(jobRunning(task.undoes));
  return { ...started, changes: { jobs: [{ ...undone, undoneBy: jobId }, ...started.changes.jobs] } };
}

/** Lets a job go no further; one that is finished stays so. */
export function decideStopJob(jobId: JobId, records: Known, context: DecisionContext): Decision<JobRecord, UnknownJob> {
  return withJob(jobId, records, (job) => switched(job, 'stopped', context));
}

/** Lets a stopped job go on; one that is finished stays so. */
export function decideResumeJob(
  jobId: JobId,
  records: Known,
  context: DecisionContext,
): Decision<JobRecord, UnknownJob | JobUndone> {
  return withJob<JobUndone>(jobId, records, (job) =>
    job.undoneBy === null ? switched(job, 'running', context) : refuse(jobUndone(jobId, job.undoneBy)),
  );
}

function withJob<Failure = never>(
  jobId: JobId,
  records: Known,
  decide: (job: JobRecord) => Decision<JobRecord, Failure>,
): Decision<JobRecord, UnknownJob | Failure> {
  const missing = missingKeys(records, { jobs: [jobId] });
  if (missing) return needs(missing);
  const job = records.jobs.get(jobId);
  return job ? decide(job) : refuse(unknownJob(jobId));
}

function switched(job: JobRecord, to: JobState, { now }: DecisionContext): Decision<JobRecord, never> {
  if (job.state === to || job.state === 'finished') return accept(job);
  const after: JobRecord = { ...job, state: to, changedAt: now, leasedUntil: null };
  return accept(after, { jobs: [after] });
}
