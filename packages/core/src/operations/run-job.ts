import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import { changeItem } from '../bulk/change-item.ts';
import { type Chunk, chunkKeys, decideChunk } from '../bulk/decide-chunk.ts';
import { type JobReceipt, jobReceipt } from '../bulk/job-receipt.ts';
import { usualLeaseMs } from '../bulk/lease.ts';
import { undoItem } from '../bulk/undo-item.ts';
import { invalidCommand } from '../values/failures.ts';
import { unknownJob } from '../values/job-failures.ts';
import type { Entry } from '../ledger/entry.ts';
import type { EntryCursor } from '../ports/ledger-reader.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { BulkTask, JobRecord, UndoTask } from '../records/job.ts';
import type { FileSource, RunJobCommand } from '../schemas/job-commands.ts';
import { runJobShape } from '../schemas/job-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { RunJobFailure } from './job-failures.ts';
import { type Pace, usualChunk } from './pace.ts';
import type { Ports } from './ports.ts';
import { runImport } from './run-import.ts';
import { selectMemberIds } from './selected-members.ts';

/**
 * Works on a job until it is finished or stopped, and tells how far it is after each chunk.
 *
 * @remarks An import is given its file again, as `source`. A chunk and the job's progress are one commit. So it may be left
 * off at any time, by `break` or by a crash, and run again; and any number of processes may run one job, which then does
 * everything once. The last step is the job as it is then, or what went wrong.
 *
 * @example
 * ```ts
 * for await (const step of runJob(ports)({ jobId: 'eid-2026' })) {
 *   if (step.isErr()) print(step.error.kind, step.error.message);
 *   else print(`${step.value.seen} members done`, step.value.state);
 * }
 * ```
 */
export function runJob(ports: Ports) {
  return (command: RunJobCommand): AsyncIterable<Result<JobReceipt, RunJobFailure>> => work(ports, command);
}

async function* work(ports: Ports, input: RunJobCommand): AsyncGenerator<Result<JobReceipt, RunJobFailure>, void> {
  const parsed = parse(runJobShape, input);
  if (parsed.isErr()) return yield err(parsed.error);
  const { jobId, source, chunkSize = usualChunk } = parsed.value;
  const found = await ports.store.reader.job(ports.program.programId, jobId);
  if (found.isErr()) return yield err(found.error);
  const job = found.value;
  if (job === null) return yield err(unknownJob(jobId));
  if (job.state !== 'running') return yield ok(jobReceipt(job));
  const pace = { chunkSize, leaseMs: usualLeaseMs };
  for await (const done of jobSteps(ports, job, source, pace)) yield done.map(jobReceipt);
}

/** Works on a running job, and tells it after each chunk. */
export function jobSteps(
  ports: Ports,
  job: JobRecord,
  source: FileSource | undefined,
  pace: Pace,
): AsyncIterable<Result<JobRecord, RunJobFailure>> | Iterable<Result<JobRecord, RunJobFailure>> {
  const { task } = job;
  if (task.kind !== 'import') return chunks(ports, job, task, pace);
  if (source !== undefined) return runImport(ports, job, task, source, pace);
  return [err(invalidCommand('source', 'must give the file: this job is an import'))];
}

async function* chunks(
  ports: Ports,
  begun: JobRecord,
  task: BulkTask | UndoTask,
  pace: Pace,
): AsyncGenerator<Result<JobRecord, RunJobFailure>, void> {
  let job = begun;
  while (job.state === 'running') {
    const stepped: Result<JobRecord, RunJobFailure> = await step(ports, job, task, pace);
    yield stepped;
    if (stepped.isErr()) return;
    job = stepped.value;
  }
}

/** The next chunk of a job; the job as it is then, whoever wrote it. */
function step(
  ports: Ports,
  job: JobRecord,
  task: BulkTask | UndoTask,
  { chunkSize, leaseMs }: Pace,
): ResultAsync<JobRecord, RunJobFailure> {
  return nextChunk(ports, job, task, chunkSize).andThen((next) => {
    const chunk = { ...next, leaseMs };
    return ports.engine.run({
      keys: chunkKeys(chunk),
      decide: (records, context) => decideChunk(chunk, records, context),
    });
  });
}

function nextChunk(
  ports: Ports,
  job: JobRecord,
  task: BulkTask | UndoTask,
  chunkSize: number,
): ResultAsync<Omit<Chunk, 'leaseMs'>, StoreError> {
  return task.kind === 'bulk' ? bulkChunk(ports, job, task, chunkSize) : undoChunk(ports, job, task, chunkSize);
}

function bulkChunk(
  ports: Ports,
  { jobId, actor, place, counts }: JobRecord,
  { selection, change, reason, comment }: BulkTask,
  chunkSize: number,
): ResultAsync<Omit<Chunk, 'leaseMs'>, StoreError> {
  const { filter, page } = selection.who === 'filter' ? selection : { filter: null, page: null };
  const bulk = { jobId, actor, change, reason, comment, filter };
  return selectMemberIds(ports, selection, place, counts.seen, chunkSize).map(({ memberIds, to, isLast }) => ({
    jobId,
    from: place,
    to,
    isLast,
    ...(page === null ? {} : { limit: page.limit }),
    items: memberIds.map((memberId) => changeItem(bulk, memberId)),
  }));
}

function undoChunk(
  { store, program }: Ports,
  { jobId, actor, place }: JobRecord,
  { undoes, reason, comment }: UndoTask,
  chunkSize: number,
): ResultAsync<Omit<Chunk, 'leaseMs'>, StoreError> {
  const before = place !== null && 'before' in place ? place.before : null;
  const ofJob = { reference: { type: 'job', id: undoes } } as const;
  return store.reader.findEntries(program.programId, ofJob, before, chunkSize).map((found) => {
    const last = found.at(-1)?.entry;
    return {
      jobId,
      from: place,
      to: last === undefined ? place : { before: pick(last) },
      isLast: found.length < chunkSize,
      items: found.map(({ entry }) => undoItem({ jobId, actor, reason, comment }, entry)),
    };
  });
}

function pick({ postedAt, memberId, sequence }: Entry): EntryCursor {
  return { postedAt, memberId, sequence };
}
