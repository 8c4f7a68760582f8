import { err, errAsync, ok, okAsync, type Result, type ResultAsync } from 'neverthrow';
import { type JobReceipt, jobReceipt } from '../bulk/job-receipt.ts';
import type { InvalidCommand } from '../values/errors.ts';
import type { JobId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { unknownJob } from '../values/job-failures.ts';
import type { JobCursor } from '../ports/ledger-reader.ts';
import type { JobProblem, JobRecord } from '../records/job.ts';
import type { JobQuery, ListJobsQuery, ListProblemsQuery } from '../schemas/job-commands.ts';
import { jobShape, listJobsShape, listProblemsShape } from '../schemas/job-shapes.ts';
import { parse } from '../schemas/parse.ts';
import { notACursor, type Page, pageOf, usualPage } from '../reading/page.ts';
import type { ReadFailure } from './failures.ts';
import type { GetJobFailure } from './job-failures.ts';
import type { Ports } from './ports.ts';

/**
 * Reads a job and how far it came.
 *
 * @example
 * ```ts
 * const job = await getJob(ports)({ jobId: 'eid-2026' });
 * if (job.isOk()) print(job.value.state, job.value.seen);
 * ```
 */
export function getJob({ store, program }: Ports) {
  return (query: JobQuery): ResultAsync<JobReceipt, GetJobFailure> =>
    parse(jobShape, query).asyncAndThen(({ jobId }) =>
      store.reader
        .job(program.programId, jobId)
        .andThen((job) => (job === null ? errAsync(unknownJob(jobId)) : okAsync(jobReceipt(job)))),
    );
}

/**
 * Reads one page of the jobs, newest first.
 *
 * @example
 * ```ts
 * const page = await listJobs(ports)({ state: 'running' });
 * if (page.isOk()) for (const { jobId, seen } of page.value.items) print(jobId, seen);
 * ```
 */
export function listJobs({ store, program }: Ports) {
  return (query: ListJobsQuery = {}): ResultAsync<Page<JobReceipt>, ReadFailure> =>
    parse(listJobsShape, query)
      .andThen(({ cursor, ...said }) => readJobCursor(cursor).map((before) => ({ ...said, before })))
      .asyncAndThen(({ state = null, limit = usualPage, before }) =>
        store.reader
          .jobs(program.programId, state, before, limit + 1)
          .map((jobs) => pageOf(jobs, limit, jobReceipt, jobCursor)),
      );
}

/**
 * Reads one page of what a job left out or did in part, in the order of the job.
 *
 * @example
 * ```ts
 * const page = await listProblems(ports)({ jobId: 'eid-2026' });
 * if (page.isOk()) for (const { memberId, message } of page.value.items) print(memberId, message);
 * ```
 */
export function listProblems({ store, program }: Ports) {
  return (query: ListProblemsQuery): ResultAsync<Page<JobProblem>, GetJobFailure> =>
    parse(listProblemsShape, query)
      .andThen(({ cursor, ...said }) => readNumber(cursor).map((after) => ({ ...said, after })))
      .asyncAndThen(({ jobId, limit = usualPage, after }) =>
        store.reader
          .job(program.programId, jobId)
          .andThen((job) =>
            job === null
              ? errAsync(unknownJob(jobId))
              : store.reader.jobProblems(program.programId, jobId, after, limit + 1),
          )
          .map((problems) => pageOf(problems, limit, itself, ({ number }) => String(number))),
      );
}

function itself<Item>(item: Item): Item {
  return item;
}

function jobCursor({ startedAt, jobId }: JobRecord): string {
  return `${startedAt} ${jobId}`;
}

function readJobCursor(cursor: string | undefined): Result<JobCursor | null, InvalidCommand> {
  if (cursor === undefined) return ok(null);
  const [, at, jobId] = /^(\d{1,15}) (.+)$/su.exec(cursor) ?? [];
  return jobId === undefined ? err(notACursor()) : ok({ startedAt: Number(at) as Instant, jobId: jobId as JobId });
}

function readNumber(cursor: string | undefined): Result<number, InvalidCommand> {
  if (cursor === undefined) return ok(0);
  return /^\d{1,15}$/.test(cursor) ? ok(Number(cursor)) : err(notACursor());
}
