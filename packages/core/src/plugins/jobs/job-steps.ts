import { err, type Result } from 'neverthrow';
import type { EntryLine, StoreError } from '../../index.ts';
import { invalidCommand } from '../../values.ts';
import { changeItem } from './bulk/change-item.ts';
import { type Chunk, chunkTask } from './chunk.ts';
import type { FileSource } from './imports/file-source.ts';
import { importSteps } from './imports/import-steps.ts';
import type { BulkTask, JobRecord, UndoTask } from './job-record.ts';
import type { JobsHost } from './jobs-host.ts';
import { type Pace, type StepFailure, jobStride } from './pace.ts';
import { selectMemberIds } from './bulk/selected-members.ts';
import { undoItem } from './undo-item.ts';

type Step = Result<JobRecord, StepFailure>;

/** Works on a running job, and answers it after each chunk. */
export function jobSteps(
  host: JobsHost,
  job: JobRecord,
  source: FileSource | undefined,
  pace: Pace,
): AsyncIterable<Step> | Iterable<Step> {
  const { task } = job;
  if (task.kind !== 'import') return chunkSteps(host, job, task, pace);
  if (source !== undefined) return importSteps(host, job, task, source, pace);
  return [err(invalidCommand('source', 'must give the file: this job is an import'))];
}

async function* chunkSteps(
  host: JobsHost,
  begun: JobRecord,
  task: BulkTask | UndoTask,
  { most, leaseMs }: Pace,
): AsyncGenerator<Step, void> {
  const stride = jobStride(host);
  let job = begun;
  while (job.state === 'running') {
    const next = await nextChunk(host, job, task, await stride.next(most()));
    if (next.isErr()) return yield err(next.error);
    // The job as it is then: another process may have written it.
    const done: Step = await stride.run(chunkTask({ ...next.value, leaseMs }));
    yield done;
    if (done.isErr()) return;
    job = done.value;
  }
}

type NextChunk = Promise<Result<Omit<Chunk, 'leaseMs'>, StoreError>>;

function nextChunk(host: JobsHost, job: JobRecord, task: BulkTask | UndoTask, chunkSize: number): NextChunk {
  return task.kind === 'bulk' ? bulkChunk(host, job, task, chunkSize) : undoChunk(host, job, task, chunkSize);
}

async function bulkChunk(
  host: JobsHost,
  { jobId, actor, place, counts }: JobRecord,
  { selection, change, reason, comment }: BulkTask,
  chunkSize: number,
): NextChunk {
  const { filter, page } = selection.who === 'filter' ? selection : { filter: null, page: null };
  const bulk = { jobId, actor, change, reason, comment, filter };
  const selected = await selectMemberIds(host, selection, place, counts.seen, chunkSize);
  return selected.map(({ memberIds, to, isLast }) => ({
    jobId,
    from: place,
    to,
    isLast,
    ...(page === null ? {} : { limit: page.limit }),
    items: memberIds.map((memberId) => changeItem(bulk, memberId)),
  }));
}

async function undoChunk(
  { reads }: JobsHost,
  { jobId, actor, place }: JobRecord,
  { undoes, reason, comment }: UndoTask,
  chunkSize: number,
): NextChunk {
  const before = place !== null && 'before' in place ? place.before : null;
  const ofJob = { reference: { type: 'job', id: undoes } } as const;
  const entries = await reads.findEntries(ofJob, before, chunkSize);
  return entries.map((found) => {
    const last = found.at(-1);
    return {
      jobId,
      from: place,
      to: last === undefined ? place : { before: placeOf(last) },
      isLast: found.length < chunkSize,
      items: found.map((entry) => undoItem({ jobId, actor, reason, comment }, entry)),
    };
  });
}

function placeOf({ postedAt, memberId, sequence }: EntryLine) {
  return { postedAt, memberId, sequence };
}
