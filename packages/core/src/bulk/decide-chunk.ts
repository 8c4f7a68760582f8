import type { UnknownJob } from '../values/job-errors.ts';
import type { JobId, MemberId } from '../values/ids.ts';
import { unknownJob } from '../values/job-failures.ts';
import { accept, type Decision, type DecisionContext, type Needs, needs, refuse } from '../records/decision.ts';
import type { JobCounts, JobPlace, JobProblem, JobRecord } from '../records/job.ts';
import { type Changes, type Known, missingKeys, type RecordKeys } from '../records/records.ts';
import { uniteKeys } from '../records/unite-keys.ts';
import { workOn } from '../records/working-records.ts';
import { leaseEnd } from './lease.ts';

/** A part of a job that is written in one commit, together with how far the job then is. */
export interface Chunk {
  readonly jobId: JobId;
  /** Where the job must be. */
  readonly from: JobPlace | null;
  /** Where it is then. */
  readonly to: JobPlace | null;
  readonly isLast: boolean;
  /** How many the job is for at most: those that passed are made up for by the next. */
  readonly limit?: number;
  /** How long background workers leave the rest to the one that writes this. */
  readonly leaseMs: number;
  readonly items: readonly ChunkItem[];
}

/** What a chunk does for one member. */
export interface ChunkItem {
  /** Null until a row's phone or card is looked up. */
  readonly memberId: MemberId | null;
  /** Which row of a file it is. */
  readonly row?: { readonly record: number; readonly line: number };
  readonly keys: RecordKeys;
  decide(records: Known, context: DecisionContext): ItemVerdict | Needs;
}

/** How that went. `passed`: the member is no longer one that the job is for. */
export type ItemVerdict =
  | {
      readonly went: 'accepted';
      readonly delta: number;
      readonly changes: Partial<Changes>;
      readonly problem?: Problem;
    }
  | { readonly went: 'rejected'; readonly problem: Problem }
  | { readonly went: 'skipped' | 'passed' };

/** What stood in the way. */
export type Problem = Pick<JobProblem, 'kind' | 'message'>;

/** The records of a chunk. */
export function chunkKeys({ jobId, items }: Chunk): RecordKeys {
  return uniteKeys({ jobs: [jobId] }, ...items.map(({ keys }) => keys));
}

/**
 * Does one chunk of a job: as its items one by one, and the job's own progress in the same commit. Where the job is not
 * at the place that the chunk begins at, somebody else was here, and nothing happens.
 */
export function decideChunk(chunk: Chunk, records: Known, context: DecisionContext): Decision<JobRecord, UnknownJob> {
  const { jobId, from, to, isLast, limit = Number.POSITIVE_INFINITY, leaseMs, items } = chunk;
  const missing = missingKeys(records, { jobs: [jobId] });
  if (missing) return needs(missing);
  const job = records.jobs.get(jobId);
  if (!job) return refuse(unknownJob(jobId));
  if (job.state !== 'running' || !isSamePlace(job.place, from)) return accept(job);

  const working = workOn(records, false);
  const needed: RecordKeys[] = [];
  const problems: JobProblem[] = [];
  let counts = job.counts;
  for (const item of items) {
    const verdict = item.decide(working.known, context);
    if ('needs' in verdict) {
      needed.push(verdict.needs);
      continue;
    }
    counts = counted(counts, verdict);
    if (verdict.went === 'accepted') working.absorb(verdict.changes);
    if ('problem' in verdict && verdict.problem) {
      problems.push(problemOf(job, item, counts.seen, verdict.problem));
    }
  }
  if (needed.length > 0) return needs(uniteKeys(...needed));
  const isFinished = isLast || counts.seen >= limit;
  const after: JobRecord = {
    ...job,
    state: isFinished ? 'finished' : 'running',
    changedAt: context.now,
    place: to,
    counts,
    leasedUntil: isFinished ? null : leaseEnd(context.now, leaseMs),
  };
  working.absorb({ jobs: [after], jobProblems: problems });
  return accept(after, working.changes());
}

function problemOf(
  { jobId }: JobRecord,
  { row, memberId }: ChunkItem,
  seen: number,
  { kind, message }: Problem,
): JobProblem {
  if (row === undefined) return { jobId, number: seen, memberId, kind, message };
  return { jobId, number: row.record, memberId, kind, message: `Line ${row.line}: ${message}` };
}

/** The counts of a job with one more verdict. */
export function counted(counts: JobCounts, verdict: ItemVerdict): JobCounts {
  if (verdict.went === 'passed') return counts;
  const { seen, given, taken } = counts;
  const more = { ...counts, seen: seen + 1, [verdict.went]: counts[verdict.went] + 1 };
  if (verdict.went !== 'accepted') return more;
  return verdict.delta < 0 ? { ...more, taken: taken - verdict.delta } : { ...more, given: given + verdict.delta };
}

/** Stores may give a place back with its fields in another order. */
function isSamePlace(a: JobPlace | null, b: JobPlace | null): boolean {
  return textOf(a) === textOf(b);
}

function textOf(place: JobPlace | null): string {
  if (place === null) return '';
  if ('record' in place) return `record ${place.record}`;
  if ('after' in place) return `after ${place.after}`;
  const { postedAt, sequence, memberId } = place.before;
  return `before ${postedAt} ${sequence} ${memberId}`;
}
