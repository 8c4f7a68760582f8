import { err, ok, type Result } from 'neverthrow';
import type { JobId, MemberId } from '../../index.ts';
import type { Book, Ref, Task } from '../../plugin.ts';
import { type JobProblem, jobProblems } from './job-problem.ts';
import { type JobCounts, type JobPlace, type JobRecord, jobRecords } from './job-record.ts';
import { leaseEnd } from './lease.ts';
import { problemAt } from './line-problem.ts';
import { type UnknownJob, unknownJob } from './unknown-job.ts';

/** A part of a job that is written in one commit, together with how far the job then is. */
export interface Chunk {
  readonly jobId: JobId;
  /** Where the job must be. */
  readonly from: JobPlace | null;
  /** Where it is then. */
  readonly to: JobPlace | null;
  readonly isLast: boolean;
  /** How many members the job is for at most. A member that no longer matches is replaced by the next one. */
  readonly limit?: number;
  /** How long other background workers leave the job to this one. */
  readonly leaseMs: number;
  readonly items: readonly ChunkItem[];
}

/** What a chunk does for one member. */
export interface ChunkItem {
  /** Which row of a file it is. */
  readonly row?: { readonly record: number; readonly line: number };
  /** Records that the decision asks for first: it saves a round. */
  readonly reads: readonly Ref[];
  /** Whom it is for; null where nobody is found. A plugin that refuses the item does not say. */
  memberId(book: Book): MemberId | null;
  /** Pure. A failure leaves nothing of the item, and becomes a problem of the job. */
  decide(book: Book): Result<ItemOutcome, ItemProblem>;
}

/** What became of an item that did not fail. `passed`: the member is no longer one that the job is for. */
export type ItemOutcome =
  | {
      readonly outcome: 'accepted';
      /** Signed change in points. */
      readonly delta: number;
      /** Those of these points that had ended, and are gone; left out where there are none. */
      readonly ended?: number;
      /** Why it was done in part only. */
      readonly problem?: ItemProblem;
    }
  | { readonly outcome: 'skipped' | 'passed' };

/** What stood in the way. */
export type ItemProblem = Pick<JobProblem, 'memberId' | 'kind' | 'message'>;

/**
 * Does one chunk of a job: its items one by one, and the job's own progress, in one commit. Where the job is not at the
 * place where the chunk begins, another process was here, and nothing happens.
 */
export function chunkTask(chunk: Chunk): Task<JobRecord, UnknownJob> {
  return {
    reads: [jobRecords.at(chunk.jobId), ...chunk.items.flatMap(({ reads }) => reads)],
    decide: (book) => decideChunk(chunk, book),
  };
}

function decideChunk(
  { jobId, from, to, isLast, limit = Number.POSITIVE_INFINITY, leaseMs, items }: Chunk,
  book: Book,
): Result<JobRecord, UnknownJob> {
  const job = book.get(jobRecords, jobId);
  if (job === null) return err(unknownJob(jobId));
  if (job.state !== 'running' || !isSamePlace(job.place, from)) return ok(job);
  let { counts } = job;
  const attempted = book.attempt(items, (item) => item.decide(book));
  const results = attempted.map((result, index) =>
    result.mapErr((problem) =>
      'memberId' in problem ? problem : { ...problem, memberId: items[index]?.memberId(book) ?? null },
    ),
  );
  results.forEach((result, index) => {
    counts = counted(counts, result);
    const problem = problemOf(result);
    if (problem !== null) book.append(jobProblems, { jobId, ...placed(problem, items[index]?.row, counts.seen) });
  });
  const isFinished = isLast || counts.seen >= limit;
  const after: JobRecord = {
    ...job,
    state: isFinished ? 'finished' : 'running',
    changedAt: book.now,
    place: to,
    counts,
    leasedUntil: isFinished ? null : leaseEnd(book.now, leaseMs),
  };
  book.put(jobRecords, after);
  return ok(after);
}

function problemOf(result: Result<ItemOutcome, ItemProblem>): ItemProblem | null {
  if (result.isErr()) return result.error;
  return result.value.outcome === 'accepted' ? (result.value.problem ?? null) : null;
}

/** A problem with its number; the message about a row of a file begins with its line. */
function placed(
  { memberId, kind, message }: ItemProblem,
  row: ChunkItem['row'],
  seen: number,
): Omit<JobProblem, 'jobId'> {
  if (row === undefined) return { number: seen, memberId, kind, message };
  return { number: row.record, memberId, kind, message: problemAt(row.line, message) };
}

/** The counts of a job with one more item. */
export function counted(counts: JobCounts, result: Result<ItemOutcome, unknown>): JobCounts {
  if (result.isErr()) return { ...counts, seen: counts.seen + 1, rejected: counts.rejected + 1 };
  const { value } = result;
  if (value.outcome === 'passed') return counts;
  const more = { ...counts, seen: counts.seen + 1, [value.outcome]: counts[value.outcome] + 1 };
  if (value.outcome !== 'accepted') return more;
  const { given, taken } = counts;
  if (value.delta < 0) return { ...more, taken: taken - value.delta };
  const { ended = 0 } = value;
  return { ...more, given: given + value.delta, ...(ended > 0 ? { ended: (counts.ended ?? 0) + ended } : {}) };
}

/** A store may answer a place with its fields in another order. */
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
