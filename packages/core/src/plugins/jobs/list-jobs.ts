import { err, ok, type Result } from 'neverthrow';
import type { InvalidCommand, Page, PageQuery, ReadingHost, StoreError } from '../../index.ts';
import { query } from '../../plugin.ts';
import { notACursor, pageFields, pageOf, type Place, usualPage } from '../../till.ts';
import { oneOf, optional, optionalShape, strict } from '../../shapes.ts';
import { type JobReceipt, jobReceipt } from './job-receipt.ts';
import { type JobRecord, jobRecords } from './job-record.ts';

/** Which jobs. */
export interface ListJobsQuery extends PageQuery {
  /** Jobs in this state; all jobs when left out. */
  readonly state?: 'running' | 'stopped' | 'finished' | undefined;
}

/**
 * Reads one page of the jobs, newest first.
 *
 * @remarks Fails with `invalid-command` and the errors of the store. `store-locked` and `store-unavailable` are
 * retryable.
 *
 * @example
 * ```ts
 * const page = await pointbook.jobs.listJobs({ state: 'running' });
 * if (page.isOk()) for (const { jobId, seen } of page.value.items) print(jobId, seen);
 * ```
 */
export const listJobs = query({
  name: 'listJobs',
  route: 'GET /jobs',
  input: optionalShape<ListJobsQuery>()(
    strict({ state: optional(oneOf(['running', 'stopped', 'finished'])), ...pageFields }),
  ),
  failures: {},
  async answer(
    { state, limit = usualPage, cursor },
    { reads }: ReadingHost,
  ): Promise<Result<Page<JobReceipt>, StoreError | InvalidCommand>> {
    const after = readCursor(cursor);
    if (after.isErr()) return err(after.error);
    const list = state === undefined ? { list: 'date', value: '' } : { list: 'state', value: state };
    const found = await reads.list(jobRecords, list, after.value, limit + 1);
    return found.map((page) => pageOf(page, limit, jobReceipt, cursorOf));
  },
});

function cursorOf({ startedAt, jobId }: JobRecord): string {
  return `${startedAt} ${jobId}`;
}

function readCursor(cursor: string | undefined): Result<Place | null, InvalidCommand> {
  if (cursor === undefined) return ok(null);
  const [, at, jobId] = /^(\d{1,15}) (.+)$/su.exec(cursor) ?? [];
  return jobId === undefined ? err(notACursor()) : ok({ rank: 0 - Number(at), key: jobId });
}
