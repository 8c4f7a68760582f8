import { err, ok, type Result } from 'neverthrow';
import type { JobId, StoreError } from '../../index.ts';
import { type Place, readClock } from '../../till.ts';
import type { FileSource } from './imports/file-source.ts';
import { sourceFailed } from './imports/import-source.ts';
import type { JobQuery } from './job-query.ts';
import { type JobRecord, jobRecords } from './job-record.ts';
import { jobSteps } from './job-steps.ts';
import type { JobsHost } from './jobs-host.ts';
import { claimTask, isLeased, releaseTask } from './lease.ts';
import type { Pace, StepFailure } from './pace.ts';

/** The file that an import goes on with. */
export interface WantedFile extends JobQuery {
  /** SHA-256, in hexadecimal: what its preview answered. */
  readonly digest: string;
}

/** Gives the file of an import, or null where it is not at hand. */
export type SourceOf = (wanted: WantedFile) => FileSource | null | Promise<FileSource | null>;

/** Why a running job was left. */
export type LeftJob =
  /** Another worker has it. After this instant it can be taken, unless that worker has renewed its lease. */
  | { readonly jobId: JobId; readonly reason: 'leased'; readonly until: Date }
  /** It is an import, and `sourceOf` gave no file. */
  | { readonly jobId: JobId; readonly reason: 'no-source' }
  /** It is tried again when its lease is over. If that does not help, stop it. */
  | { readonly jobId: JobId; readonly reason: 'failed'; readonly error: StepFailure };

/** A job that may be worked on; `digest` is that of an import's file. */
export interface ReadyJob {
  readonly jobId: JobId;
  readonly digest: string | null;
}

/** The running jobs: those that may be worked on, the first one first, and the others. */
export interface DueJobs {
  readonly ready: readonly ReadyJob[];
  readonly left: readonly LeftJob[];
}

const page = 100;

/** Finds the running jobs. Of each only what is needed is kept: one that names its members is large. */
export async function findDueJobs(
  { reads, clock }: JobsHost,
  { sourceOf }: Pick<TurnLimit, 'sourceOf'>,
): Promise<Result<DueJobs, StoreError>> {
  const ready: ReadyJob[] = [];
  const left: LeftJob[] = [];
  for (let after: Place | null = null; ;) {
    const read: Result<JobRecord[], StoreError> = await reads.list(
      jobRecords,
      { list: 'state', value: 'running' },
      after,
      page,
    );
    if (read.isErr()) return err(read.error);
    for (const job of read.value) {
      const { jobId, task } = job;
      const digest = task.kind === 'import' ? task.digest : null;
      if (isLeased(job, readClock(clock))) left.push(leased(job));
      else if (digest !== null && !sourceOf) left.push({ jobId, reason: 'no-source' });
      else ready.push({ jobId, digest });
    }
    const last = read.value.at(-1);
    if (last === undefined || read.value.length < page) return ok({ ready: ready.toReversed(), left });
    after = { rank: 0 - last.startedAt, key: last.jobId };
  }
}

function leased({ jobId, leasedUntil }: JobRecord): LeftJob {
  return { jobId, reason: 'leased', until: new Date(leasedUntil ?? 0) };
}

/** What a worker did with a job. */
export interface JobTurn {
  /** The job after the last chunk; null where there was none. */
  readonly job: JobRecord | null;
  /** Members or rows that it did. */
  readonly done: number;
  readonly left: LeftJob | null;
}

/** How much a worker does of a job, and what it needs for that. */
export interface TurnLimit extends Pick<Pace, 'leaseMs'> {
  readonly limit: number;
  readonly chunkSize: number;
  readonly sourceOf?: SourceOf | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes a job, works on it up to the limit, and gives it back. After an error the job waits until its lease is over.
 */
export async function takeTurn(host: JobsHost, { jobId, digest }: ReadyJob, turn: TurnLimit): Promise<JobTurn> {
  const source = digest === null ? ok(undefined) : await sourceFor({ jobId, digest }, turn);
  if (source.isErr()) return { job: null, done: 0, left: source.error };
  const claimed = await host.engine.run(claimTask(jobId, turn.leaseMs));
  if (claimed.isErr()) return { job: null, done: 0, left: { jobId, reason: 'failed', error: claimed.error } };
  const { isMine, job } = claimed.value;
  if (isMine) return workOn(host, job, source.value, turn);
  // Another process was faster: it has the job, or has finished or stopped it.
  return { job: null, done: 0, left: job.state === 'running' ? leased(job) : null };
}

/** The file of an import. It is asked for when the job's turn has come, because looking for it may take long. */
async function sourceFor(
  wanted: { readonly jobId: JobId; readonly digest: string },
  { sourceOf }: TurnLimit,
): Promise<Result<FileSource, LeftJob>> {
  const { jobId } = wanted;
  try {
    const source = await sourceOf?.(wanted);
    return source ? ok(source) : err({ jobId, reason: 'no-source' });
  } catch (error) {
    return err({ jobId, reason: 'failed', error: sourceFailed(error) });
  }
}

async function workOn(
  host: JobsHost,
  claim: JobRecord,
  source: FileSource | undefined,
  { limit, signal, leaseMs, chunkSize: given }: TurnLimit,
): Promise<JobTurn> {
  const { jobId } = claim;
  const chunkSize = Math.min(given, limit);
  // A smaller chunk would fit behind these; an import would read its file once more for it.
  const whole = limit - (limit % chunkSize);
  let done = 0;
  let job: JobRecord | null = null;
  for await (const step of jobSteps(host, claim, source, { most: () => Math.min(chunkSize, whole - done), leaseMs })) {
    if (step.isErr()) return { job, done, left: { jobId, reason: 'failed', error: step.error } };
    // Another one, who took it for left, may have done some.
    done += Math.min(chunkSize, step.value.counts.seen - (job ?? claim).counts.seen);
    job = step.value;
    if (done >= whole || signal?.aborted) break;
  }
  return { job: job?.state === 'running' ? await released(host, job) : job, done, left: null };
}

/** Gives the job back. Where that fails, its lease ends by itself. */
async function released({ engine }: JobsHost, job: JobRecord): Promise<JobRecord> {
  const free = await engine.run(releaseTask(job));
  return free.unwrapOr(job);
}
