import type { ActorId, JobId } from '../../index.ts';
import { type Book, type Recall } from '../../plugin.ts';
import { idempotencyKeyReused } from '../../values.ts';
import { field, id, idRule, note, nullish, optional } from '../../shapes.ts';
import { type JobCounts, type JobRecord, jobRecords } from './job-record.ts';

/** What a person says who starts a job. */
export interface StartCommand {
  /** The staff member who starts it. */
  readonly actor: string;
  /** Why, for staff. It may be left out, unless the program says `adjusting.requireReason`. */
  readonly reason?: string | undefined;
  /** Why, for the customer. When left out, it is the program's `adjusting.defaultComment`; null is no comment. */
  readonly comment?: string | null | undefined;
}

/** The fields of a command that starts a job. */
export const startFields = { actor: id<ActorId>(), reason: optional(note()), comment: nullish(note()) };

/** What the ids of imports begin with, which are made of their files. */
export const importPrefix = 'import-';

/** The id of a job that is no import. */
export function newJobId() {
  const { check, ...rule } = idRule<JobId>();
  return field<JobId>({
    ...rule,
    check: (value) =>
      check(value) ??
      (String(value).startsWith(importPrefix)
        ? { problem: `must not begin with "${importPrefix}", as imports do`, fix: 'Choose another id.' }
        : null),
  });
}

/** A job is known by its id. */
export const recallByJob: Recall<{ readonly jobId: JobId }, JobRecord, never> = {
  find({ jobId }, book) {
    const job = book.get(jobRecords, jobId);
    return job && { fingerprint: job.fingerprint, did: job };
  },
  reused: ({ jobId }) => idempotencyKeyReused('jobId', jobId),
};

/** Of a job of which nothing is done. */
export const nothingYet: JobCounts = { seen: 0, accepted: 0, rejected: 0, skipped: 0, given: 0, taken: 0 };

/** Writes a job of which nothing is done yet. */
export function putNewJob(
  book: Book,
  started: Pick<JobRecord, 'jobId' | 'task' | 'actor'>,
  fingerprint: string,
): JobRecord {
  const job: JobRecord = {
    ...started,
    fingerprint,
    state: 'running',
    startedAt: book.now,
    changedAt: book.now,
    place: null,
    counts: nothingYet,
    undoneBy: null,
    leasedUntil: null,
  };
  book.put(jobRecords, job);
  return job;
}
