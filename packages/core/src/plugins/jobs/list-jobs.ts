import { err, ok, type Result } from 'neverthrow';
import { query } from '../../kernel/query.ts';
import type { StoreError } from '../../kernel/store-error.ts';
import { notACursor, type Page, pageFields, pageOf, type PageQuery, usualPage } from '../../reading/page.ts';
import type { ReadingHost } from '../../reading/reading-host.ts';
import { oneOf, optional } from '../../schemas/fields.ts';
import { strict } from '../../schemas/objects.ts';
import { optionalShape } from '../../schemas/shape.ts';
import type { Place } from '../../store/record-reader.ts';
import type { InvalidCommand } from '../../values/errors.ts';
import { type JobReceipt, jobReceipt } from './job-receipt.ts';
import { type JobRecord, jobs } from './job-record.ts';

/** Which jobs. */
export interface ListJobsQuery extends PageQuery {
  /** Jobs in this state; all jobs when left out. */
  readonly state?: 'running' | 'stopped' | 'finished';
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
    const found = await reads.list(jobs, list, after.value, limit + 1);
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
