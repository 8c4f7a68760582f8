import { err, ok, type Result } from 'neverthrow';
import { query } from '../../kernel/query.ts';
import type { StoreError } from '../../kernel/store-error.ts';
import type { JobCursor } from '../../ports/ledger-reader.ts';
import { notACursor, type Page, pageFields, pageOf, type PageQuery, usualPage } from '../../reading/page.ts';
import type { ReadingHost } from '../../reading/reading-host.ts';
import { oneOf, optional } from '../../schemas/fields.ts';
import { strict } from '../../schemas/objects.ts';
import { optionalShape } from '../../schemas/shape.ts';
import type { InvalidCommand } from '../../values/errors.ts';
import type { JobId } from '../../values/ids.ts';
import type { Instant } from '../../values/instant.ts';
import { type JobReceipt, jobReceipt } from './job-receipt.ts';
import type { JobRecord } from './job-record.ts';

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
    { state = null, limit = usualPage, cursor },
    { store, program }: ReadingHost,
  ): Promise<Result<Page<JobReceipt>, StoreError | InvalidCommand>> {
    const before = readCursor(cursor);
    if (before.isErr()) return err(before.error);
    const found = await store.reader.jobs(program.programId, state, before.value, limit + 1);
    return found.map((jobs) => pageOf(jobs, limit, jobReceipt, cursorOf));
  },
});

function cursorOf({ startedAt, jobId }: JobRecord): string {
  return `${startedAt} ${jobId}`;
}

function readCursor(cursor: string | undefined): Result<JobCursor | null, InvalidCommand> {
  if (cursor === undefined) return ok(null);
  const [, at, jobId] = /^(\d{1,15}) (.+)$/su.exec(cursor) ?? [];
  return jobId === undefined ? err(notACursor()) : ok({ startedAt: Number(at) as Instant, jobId: jobId as JobId });
}
