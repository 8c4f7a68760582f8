import { err, ok, type Result } from 'neverthrow';
import { rejectedHeader, rejectedRow } from '../csv/rejected-row.ts';
import type { ImportBlock, RejectedRow } from '../csv/import-file.ts';
import { writeCsv } from '../csv/write-csv.ts';
import { invalidCommand } from '../values/failures.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { JobId } from '../values/ids.ts';
import { unknownJob } from '../values/job-failures.ts';
import type { JobProblem } from '../records/job.ts';
import type { RejectedRowsQuery } from '../schemas/job-commands.ts';
import { rejectedRowsShape } from '../schemas/job-shapes.ts';
import { parse } from '../schemas/parse.ts';
import { checkedSource, readImport } from './import-source.ts';
import type { RejectedRowsFailure } from './job-failures.ts';
import type { Ports } from './ports.ts';

/**
 * Writes the rows that an import left out as CSV, out of its file, each with its line and what is wrong before its cells.
 *
 * @remarks Nothing of a row is kept in the ledger, so the file is read again. What comes is text of a CSV file, piece by
 * piece; mended, it can be imported: the columns in front are passed over. Nothing comes where no row was left out.
 *
 * @example
 * ```ts
 * for await (const part of rejectedRows(ports)({ jobId: text, source })) {
 *   if (part.isOk()) print(part.value);
 * }
 * ```
 */
export function rejectedRows(ports: Ports) {
  return (query: RejectedRowsQuery): AsyncIterable<Result<string, RejectedRowsFailure>> => write(ports, query);
}

async function* write(
  ports: Ports,
  query: RejectedRowsQuery,
): AsyncGenerator<Result<string, RejectedRowsFailure>, void> {
  const parsed = parse(rejectedRowsShape, query);
  if (parsed.isErr()) return yield err(parsed.error);
  const { jobId, source } = parsed.value;
  const job = await ports.store.reader.job(ports.program.programId, jobId);
  if (job.isErr()) return yield err(job.error);
  if (job.value === null) return yield err(unknownJob(jobId));
  const { task } = job.value;
  if (task.kind !== 'import') return yield err(invalidCommand('jobId', 'names a job that is no import'));
  const checked = await checkedSource(source, task, true);
  if (checked.isErr()) return yield err(checked.error);
  const delimiter = task.delimiter ?? ',';

  const problems = problemsOf(ports, jobId);
  let next = await problems.next();
  let isFirst = true;
  for await (const block of readImport(checked.value, task)) {
    if (block.isErr()) return yield err(block.error);
    const last = lastRecordOf(block.value);
    const badRows = new Map(block.value.rejected.map((bad) => [bad.problem.record, bad]));
    const rows: (readonly (string | number)[])[] = [];
    for (; !next.done && next.value.isOk() && next.value.value.number <= last; next = await problems.next())
      rows.push(rowOf(block.value, badRows, next.value.value));
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
  const [, line = '', problem = message] = /^Line (\d+): (.*)$/su.exec(message) ?? [];
  const told = { line: Number(line), record: number, column: null, problem, fix: '' };
  return rejectedRow(cellsOf(number), header, told);
}

function lastRecordOf({ rows, rejected }: ImportBlock): number {
  return Math.max(rows.at(-1)?.record ?? 0, rejected.at(-1)?.problem.record ?? 0);
}

async function* problemsOf(
  { store, program }: Ports,
  jobId: JobId,
): AsyncGenerator<Result<JobProblem, StoreError>, void> {
  let after = 0;
  for (;;) {
    const page = await store.reader.jobProblems(program.programId, jobId, after, 1000);
    if (page.isErr()) return yield err(page.error);
    for (const problem of page.value) yield ok(problem);
    const last = page.value.at(-1);
    if (last === undefined) return;
    after = last.number;
  }
}
