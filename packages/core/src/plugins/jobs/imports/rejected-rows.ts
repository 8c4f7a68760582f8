import { err, ok, type Result } from 'neverthrow';
import type { InvalidCommand, JobId, ReadingHost, StoreError } from '../../../index.ts';
import { type FailureOf, stream } from '../../../plugin.ts';
import { invalidCommand, writeCsv } from '../../../values.ts';
import { shape, strict } from '../../../shapes.ts';
import type { ImportBlock, RejectedRow } from '../csv/import-file.ts';
import { rejectedHeader, rejectedRow } from '../csv/rejected-row.ts';
import { type FileSource, fileSource } from './file-source.ts';
import { readJob } from '../get-job.ts';
import { checkedSource, type FileDiffers, type FileFailure, readImport } from './import-source.ts';
import { type JobProblem, wasDone } from '../job-problem.ts';
import type { FileHost } from '../jobs-host.ts';
import { lineProblemOf } from '../line-problem.ts';
import { problemsAfter } from '../list-problems.ts';
import { jobFields, type JobQuery } from '../job-query.ts';
import type { UnknownJob } from '../unknown-job.ts';

/** Which import, and its file. */
export interface RejectedRowsQuery extends JobQuery {
  /** The file that was imported. */
  readonly source: FileSource;
}

/**
 * Writes the rejected rows of an import as CSV, each with its line and its problem in front of its cells.
 *
 * @remarks The ledger keeps no rows, so the file is read again. The parts are the text of a CSV file. Once corrected,
 * that file can be imported: an import ignores the columns in front. Where no row was rejected, there are no parts.
 *
 * Fails with `unknown-job`, `invalid-command` (also where the job is no import), `unreadable-file`, `bad-header`,
 * `source-failed`, `file-differs` and the errors of the store. `store-locked` and `store-unavailable` are retryable.
 * The parts before a failure are not the whole file.
 *
 * @example
 * ```ts
 * for await (const part of pointbook.jobs.rejectedRows({ jobId: text, source })) {
 *   if (part.isOk()) print(part.value);
 * }
 * ```
 */
export const rejectedRows = stream({
  name: 'rejectedRows',
  route: 'POST /jobs/{jobId}/rejected-rows',
  input: shape<RejectedRowsQuery>()(strict({ ...jobFields, source: fileSource() })),
  failures: {
    'unknown-job': true,
    'unreadable-file': true,
    'bad-header': true,
    'source-failed': true,
    'file-differs': true,
  },
  mediaType: 'text/csv',
  parts: ({ jobId, source }, host: FileHost) => write(host, jobId, source),
});

/** What can go wrong with `rejectedRows`. */
export type RejectedRowsFailure = FailureOf<typeof rejectedRows>;

type Part = Result<string, UnknownJob | InvalidCommand | FileFailure | FileDiffers | StoreError>;

async function* write(host: FileHost, jobId: JobId, source: FileSource): AsyncGenerator<Part, void> {
  const job = await readJob(host, jobId);
  if (job.isErr()) return yield err(job.error);
  const { task } = job.value;
  if (task.kind !== 'import') return yield err(invalidCommand('jobId', 'names a job that is no import'));
  const checked = await checkedSource(source, task, true, host.phones);
  if (checked.isErr()) return yield err(checked.error);
  const delimiter = task.delimiter ?? ',';

  const problems = problemsOf(host, jobId);
  let next = await problems.next();
  let isFirst = true;
  for await (const block of readImport(checked.value, task, host.phones)) {
    if (block.isErr()) return yield err(block.error);
    const last = lastRecordOf(block.value);
    const badRows = new Map(block.value.rejected.map((bad) => [bad.problem.record, bad]));
    const rows: (readonly (string | number)[])[] = [];
    for (; !next.done && next.value.isOk() && next.value.value.number <= last; next = await problems.next())
      if (!wasDone(next.value.value)) rows.push(rowOf(block.value, badRows, next.value.value));
    if (!next.done && next.value.isErr()) return yield err(next.value.error);
    if (rows.length === 0) continue;
    yield ok(writeCsv(isFirst ? [rejectedHeader(block.value.header), ...rows] : rows, delimiter));
    isFirst = false;
  }
}

/** The problem that the job told of a row, before the row's cells; what its file says of it is told as it was. */
function rowOf(
  { header, cellsOf }: ImportBlock,
  badRows: ReadonlyMap<number, RejectedRow>,
  { number, message }: JobProblem,
) {
  const bad = badRows.get(number);
  if (bad) return rejectedRow(bad.cells, header, bad.problem);
  const problem = { ...lineProblemOf(message), record: number, column: null, fix: '' };
  return rejectedRow(cellsOf(number), header, problem);
}

function lastRecordOf({ rows, rejected }: ImportBlock): number {
  return Math.max(rows.at(-1)?.record ?? 0, rejected.at(-1)?.problem.record ?? 0);
}

async function* problemsOf({ reads }: ReadingHost, jobId: JobId): AsyncGenerator<Result<JobProblem, StoreError>, void> {
  let after = 0;
  for (;;) {
    const page = await problemsAfter(reads, jobId, after, 1000);
    if (page.isErr()) return yield err(page.error);
    for (const problem of page.value) yield ok(problem);
    const last = page.value.at(-1);
    if (last === undefined) return;
    after = last.number;
  }
}
