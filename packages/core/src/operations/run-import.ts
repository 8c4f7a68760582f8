import { err, ok, type Result } from 'neverthrow';
import { type ChunkItem, chunkKeys, decideChunk } from '../bulk/decide-chunk.ts';
import { type ImportChange, pointsItem } from '../bulk/import-item.ts';
import { openingItem } from '../bulk/opening-item.ts';
import type { ImportBlock, RejectedRow } from '../csv/import-file.ts';
import type { ImportRow } from '../csv/import-row.ts';
import type { RowProblem } from '../csv/row-problem.ts';
import type { ImportTask, JobPlace, JobRecord } from '../records/job.ts';
import type { FileSource } from '../schemas/job-commands.ts';
import { checkedSource, readImport } from './import-source.ts';
import type { RunJobFailure } from './job-failures.ts';
import type { Pace } from './pace.ts';
import type { Ports } from './ports.ts';

/** Imports the rows of a file, chunk by chunk, and tells the job after each. */
export async function* runImport(
  ports: Ports,
  begun: JobRecord,
  task: ImportTask,
  source: FileSource,
  pace: Pace,
): AsyncGenerator<Result<JobRecord, RunJobFailure>, void> {
  const checked = await checkedSource(source, task, begun.place !== null);
  if (checked.isErr()) return yield err(checked.error);
  const { jobId, actor } = begun;
  const imported = { jobId, actor, reason: task.reason, comment: task.comment };
  let job = begun;
  let waiting: ChunkItem[] = [];
  for await (const block of readImport(checked.value, task)) {
    if (block.isErr()) return yield err(block.error);
    for (const item of itemsOf(block.value, imported)) {
      if (recordOf(item) <= placeOf(job.place)) continue;
      waiting.push(item);
      if (waiting.length < pace.chunkSize) continue;
      const written = await write(ports, job, waiting, false, pace);
      waiting = [];
      if (written.isErr()) return yield err(written.error);
      job = written.value;
      yield ok(job);
      if (job.state !== 'running') return;
    }
  }
  yield write(ports, job, waiting, true, pace);
}

/** Writes a chunk; where another worker was here before, what that left of it. */
async function write(
  ports: Ports,
  job: JobRecord,
  items: readonly ChunkItem[],
  isLast: boolean,
  pace: Pace,
): Promise<Result<JobRecord, RunJobFailure>> {
  const from = placeOf(job.place);
  const left = items.filter((item) => recordOf(item) > from);
  const last = left.at(-1);
  if (last === undefined && !isLast) return ok(job);
  const to = last === undefined ? from : recordOf(last);
  const chunk = { jobId: job.jobId, from: job.place, to: { record: to }, isLast, items: left, leaseMs: pace.leaseMs };
  const written = await ports.engine.run({
    keys: chunkKeys(chunk),
    decide: (records, context) => decideChunk(chunk, records, context),
  });
  if (written.isErr()) return err(written.error);
  const isDone = written.value.state !== 'running' || (placeOf(written.value.place) === to && !isLast);
  return isDone ? ok(written.value) : write(ports, written.value, items, isLast, pace);
}

/** What rows do, good ones and bad ones, in the order of the file. */
function* itemsOf({ rows, rejected }: ImportBlock, imported: ImportChange): Iterable<ChunkItem> {
  let next = 0;
  for (const row of rows) {
    for (let bad = rejected[next]; bad && bad.problem.record < row.record; bad = rejected[next]) {
      next += 1;
      yield rejectedItem(bad);
    }
    yield itemOf(imported, row);
  }
  for (const bad of rejected.slice(next)) yield rejectedItem(bad);
}

function itemOf(imported: ImportChange, row: ImportRow): ChunkItem {
  return row.mode === 'opening' ? openingItem(imported, row) : pointsItem(imported, row);
}

function rejectedItem({ problem }: RejectedRow): ChunkItem {
  const verdict = { went: 'rejected', problem: { kind: 'bad-row', message: messageOf(problem) } } as const;
  return { memberId: null, row: problem, keys: {}, decide: () => verdict };
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
