import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import type { InvalidCommand, JobId, Page, PageQuery, ReadingHost, Reads, StoreError } from '../../index.ts';
import { query } from '../../plugin.ts';
import { notACursor, pageFields, pageOf, usualPage } from '../../till.ts';
import { shape, strict } from '../../shapes.ts';
import { readJob } from './get-job.ts';
import { type JobProblem, jobProblems, problemKey } from './job-problem.ts';
import { jobFields, type JobQuery } from './job-query.ts';
import type { UnknownJob } from './unknown-job.ts';

/** Which problems of a job. */
export interface ListProblemsQuery extends JobQuery, PageQuery {}

/**
 * Reads one page of what a job left out or did in part, in the order of the job.
 *
 * @remarks Fails with `unknown-job`, `invalid-command` and the errors of the store. `store-locked` and
 * `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const page = await pointbook.jobs.listProblems({ jobId: 'eid-2026' });
 * if (page.isOk()) for (const { memberId, message } of page.value.items) print(memberId, message);
 * ```
 */
export const listProblems = query({
  name: 'listProblems',
  route: 'GET /jobs/{jobId}/problems',
  input: shape<ListProblemsQuery>()(strict({ ...jobFields, ...pageFields })),
  failures: { 'unknown-job': true },
  async answer(
    { jobId, limit = usualPage, cursor },
    host: ReadingHost,
  ): Promise<Result<Page<JobProblem>, StoreError | InvalidCommand | UnknownJob>> {
    const after = readCursor(cursor);
    if (after.isErr()) return err(after.error);
    const job = await readJob(host, jobId);
    if (job.isErr()) return err(job.error);
    const problems = await problemsAfter(host.reads, jobId, after.value, limit + 1);
    return problems.map((found) => pageOf(found, limit, (problem) => problem, cursorOf));
  },
});

/** What a job left out, with a number above `after`, in order of number. */
export function problemsAfter(
  reads: Reads,
  jobId: JobId,
  after: number,
  limit: number,
): ResultAsync<JobProblem[], StoreError> {
  return reads
    .page(jobProblems, problemKey(jobId, after), limit)
    .map((found) => found.filter((problem) => problem.jobId === jobId));
}

function cursorOf({ number }: JobProblem): string {
  return String(number);
}

function readCursor(cursor: string | undefined): Result<number, InvalidCommand> {
  if (cursor === undefined) return ok(0);
  return /^\d{1,15}$/.test(cursor) ? ok(Number(cursor)) : err(notACursor());
}
