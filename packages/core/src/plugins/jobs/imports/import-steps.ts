import { err, ok, type Result } from 'neverthrow';
import type { Stride } from '../../../till.ts';
import type { ImportBlock, RejectedRow } from '../csv/import-file.ts';
import type { ImportRow } from '../csv/import-row.ts';
import type { RowProblem } from '../csv/row-problem.ts';
import { type ChunkItem, chunkTask } from '../chunk.ts';
import { type EmailHolders, findEmailHolders } from './email-holders.ts';
import type { FileSource } from './file-source.ts';
import type { RowDefaults } from './import-row-command.ts';
import { checkedSource, readImport } from './import-source.ts';
import type { ImportTask, JobPlace, JobRecord } from '../job-record.ts';
import { withoutCells } from './left-out-cells.ts';
import { type Pace, type StepFailure, jobStride } from '../pace.ts';
import type { JobsHost } from '../jobs-host.ts';
import { openingItem } from './opening-item.ts';
import { pointsItem } from './points-item.ts';

/** Imports the rows of a file, chunk by chunk, and answers the job after each. */
export async function* importSteps(
  host: JobsHost,
  begun: JobRecord,
  task: ImportTask,
  source: FileSource,
  pace: Pace,
): AsyncGenerator<Result<JobRecord, StepFailure>, void> {
  const checked = await checkedSource(source, task, begun.place !== null, host.phones);
  if (checked.isErr()) yield err(checked.error);
  else yield* rowSteps(host, begun, task, checked.value, pace);
}

/** Imports the rows of a file that was read through before, and that is the one of the job. */
export async function* rowSteps(
  host: JobsHost,
  begun: JobRecord,
  task: ImportTask,
  source: FileSource,
  pace: Pace,
): AsyncGenerator<Result<JobRecord, StepFailure>, void> {
  const { jobId, actor } = begun;
  const defaults = { jobId, actor, reason: task.reason, comment: task.comment };
  const stride = jobStride(host);
  let job = begun;
  let waiting: ChunkItem[] = [];
  let size = await stride.next(pace.most());
  for await (const block of readImport(source, task, host.phones)) {
    if (block.isErr()) return yield err(block.error);
    const from = placeOf(job.place);
    const holders = await findEmailHolders(
      host,
      block.value.rows.filter(({ record }) => record > from),
    );
    if (holders.isErr()) return yield err(holders.error);
    for (const item of itemsOf(block.value, defaults, { holders: holders.value, isLenient: task.lenient })) {
      if (recordOf(item) <= placeOf(job.place)) continue;
      waiting.push(item);
      if (waiting.length < size) continue;
      const written = await write(stride, job, waiting, false, pace);
      waiting = [];
      if (written.isErr()) return yield err(written.error);
      job = written.value;
      yield ok(job);
      if (job.state !== 'running') return;
      size = await stride.next(pace.most());
    }
  }
  yield write(stride, job, waiting, true, pace);
}

/** Writes a chunk. Where another worker has written a part of it, it writes the rest. */
async function write(
  stride: Stride,
  job: JobRecord,
  items: readonly ChunkItem[],
  isLast: boolean,
  pace: Pace,
): Promise<Result<JobRecord, StepFailure>> {
  const from = placeOf(job.place);
  const left = items.filter((item) => recordOf(item) > from);
  const last = left.at(-1);
  if (last === undefined && !isLast) return ok(job);
  const to = last === undefined ? from : recordOf(last);
  const chunk = { jobId: job.jobId, from: job.place, to: { record: to }, isLast, items: left, leaseMs: pace.leaseMs };
  const written = await stride.run(chunkTask(chunk));
  if (written.isErr()) return err(written.error);
  const isDone = written.value.state !== 'running' || (placeOf(written.value.place) === to && !isLast);
  return isDone ? ok(written.value) : write(stride, written.value, items, isLast, pace);
}

/** What is known of rows beside the file. */
interface Reading {
  readonly holders: EmailHolders;
  readonly isLenient: boolean;
}

/** What rows do, good ones and bad ones, in the order of the file. */
function* itemsOf({ rows, rejected }: ImportBlock, defaults: RowDefaults, reading: Reading): Iterable<ChunkItem> {
  let next = 0;
  for (const row of rows) {
    for (let bad = rejected[next]; bad && bad.problem.record < row.record; bad = rejected[next]) {
      next += 1;
      yield rejectedItem(bad);
    }
    yield itemOf(defaults, row, reading);
  }
  for (const bad of rejected.slice(next)) yield rejectedItem(bad);
}

function itemOf(defaults: RowDefaults, row: ImportRow, { holders, isLenient }: Reading): ChunkItem {
  if (row.mode === 'opening') return openingItem(defaults, row, isLenient);
  const item = pointsItem(defaults, row, holders);
  return { ...item, decide: (book) => item.decide(book).map((outcome) => withoutCells(outcome, row)) };
}

function rejectedItem({ problem }: RejectedRow): ChunkItem {
  const rejection = err({ memberId: null, kind: 'bad-row', message: messageOf(problem) });
  return { row: problem, reads: [], memberId: () => null, decide: () => rejection };
}

function messageOf({ column, problem, fix }: RowProblem): string {
  return `${column ?? 'The row'} ${problem}. ${fix}`;
}

function recordOf({ row }: ChunkItem): number {
  return row?.record ?? 0;
}

function placeOf(place: JobPlace | null): number {
  return place !== null && 'record' in place ? place.record : 0;
}
