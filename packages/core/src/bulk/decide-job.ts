import type { IdempotencyKeyReused, JobNotUndoable, JobRunning, JobUndone, UnknownJob } from '../model/errors.ts';
import { idempotencyKeyReused } from '../model/failures.ts';
import type { ActorId, JobId } from '../model/ids.ts';
import { jobNotUndoable, jobRunning, jobUndone, unknownJob } from '../model/job-failures.ts';
import { accept, type Decision, type DecisionContext, needs, refuse } from '../records/decision.ts';
import type { JobCounts, JobRecord, JobState, JobTask } from '../records/job.ts';
import { type Known, missingKeys, type RecordKeys } from '../records/records.ts';
import { type JobReceipt, jobReceipt } from './job-receipt.ts';

/** A job to be started, checked. */
export interface StartJob {
  readonly jobId: JobId;
  readonly task: JobTask;
  readonly actor: ActorId;
  readonly fingerprint: string;
}

export type StartJobFailure = IdempotencyKeyReused | UnknownJob | JobRunning | JobUndone | JobNotUndoable;

/** The records that starting a job starts from. */
export function startJobKeys({ jobId, task }: StartJob): RecordKeys {
  return { jobs: task.kind === 'undo' ? [jobId, task.undoes] : [jobId] };
}

const nothingYet: JobCounts = { seen: 0, accepted: 0, rejected: 0, skipped: 0, given: 0, taken: 0 };

/** Takes a job down, of which nothing is done yet. One job at most undoes another, which then goes no further. */
export function decideStartJob(
  command: StartJob,
  records: Known,
  { now }: DecisionContext,
): Decision<JobReceipt, StartJobFailure> {
  const missing = missingKeys(records, startJobKeys(command));
  if (missing) return needs(missing);
  const { jobId, task, actor, fingerprint } = command;
  const known = records.jobs.get(jobId);
  if (known) {
    return known.fingerprint === fingerprint ? accept(jobReceipt(known)) : refuse(idempotencyKeyReused('jobId', jobId));
  }
  const job: JobRecord = {
    v: 1,
    jobId,
    task,
    actor,
    fingerprint,
    startedAt: now,
    state: 'running',
    changedAt: now,
    place: null,
    counts: nothingYet,
    undoneBy: null,
  };
  if (task.kind !== 'undo') return accept(jobReceipt(job), { jobs: [job] });
  const undone = records.jobs.get(task.undoes);
  if (!undone) return refuse(unknownJob(task.undoes));
  if (undone.task.kind === 'undo') return refuse(jobNotUndoable(task.undoes));
  if (undone.undoneBy !== null) return refuse(jobUndone(task.undoes, undone.undoneBy));
  if (undone.state === 'running') return refuse(jobRunning(task.undoes));
  return accept(jobReceipt(job), { jobs: [{ ...undone, undoneBy: jobId }, job] });
}

/** A job to be stopped, or to go on. */
export interface SwitchJob {
  readonly jobId: JobId;
  readonly to: Exclude<JobState, 'finished'>;
}

/** Stops a job or lets it go on; one that is finished stays so. */
export function decideSwitchJob(
  { jobId, to }: SwitchJob,
  records: Known,
  { now }: DecisionContext,
): Decision<JobReceipt, UnknownJob | JobUndone> {
  const missing = missingKeys(records, { jobs: [jobId] });
  if (missing) return needs(missing);
  const job = records.jobs.get(jobId);
  if (!job) return refuse(unknownJob(jobId));
  if (to === 'running' && job.undoneBy !== null) return refuse(jobUndone(jobId, job.undoneBy));
  if (job.state === to || job.state === 'finished') return accept(jobReceipt(job));
  const switched: JobRecord = { ...job, state: to, changedAt: now };
  return accept(jobReceipt(switched), { jobs: [switched] });
}
