import { err, ok, type Result } from 'neverthrow';
import { type FailureOf, query, type Replayable } from '../../../plugin.ts';
import { shape, strict } from '../../../shapes.ts';
import { readJob } from '../get-job.ts';
import { type JobReceipt, jobReceipt } from '../job-receipt.ts';
import type { JobsHost } from '../jobs-host.ts';
import { usualLeaseMs } from '../lease.ts';
import type { StepFailure } from '../pace.ts';
import { chunkSizeField, usualChunk } from '../run-job.ts';
import { type StartCommand, startFields } from '../start-job.ts';
import { type FileSource, fileSource } from './file-source.ts';
import { type CheckedImport, importFields, type ImportQuery, toImportOptions } from './import-query.ts';
import { readNoted, readThrough } from './import-source.ts';
import { rowSteps } from './import-steps.ts';
import { phoneMistake } from './phone-mistake.ts';
import { startImport, type StartImportFailure } from './start-import.ts';

/** A file, how it is written, and who imports it. */
export interface ImportFileCommand extends ImportQuery, StartCommand {
  /** The file. It is read twice. */
  readonly source: FileSource;
  /**
   * Rows in one commit at most: from 1 to 5,000; 1,000 when left out. While tills sell there are fewer, so that no till
   * waits.
   */
  readonly chunkSize?: number | undefined;
}

/**
 * Imports a CSV file from its first row to its last: what `previewImport`, `startImport` and `runJob` do one after
 * another, for a caller who need not see the preview.
 *
 * @remarks The file is read to its end before anything of it is written, so a file that cannot be read, or that broke
 * off, writes nothing. Its rows are then written chunk by chunk, by a job whose id is made of the mode and the file's
 * digest. Whatever ends the work, the same file again goes on where it ended, and a file that was imported is answered
 * with what was done then. A bad row is not a failure: it is counted in `rejected`, and `listProblems` has it. A job
 * that somebody stopped is answered as it is.
 *
 * Fails with `unreadable-file`, `bad-header`, `source-failed`, `file-differs` (the file changed while it was read),
 * `file-undone`, `idempotency-key-reused` (the file was imported, read in another way), `unknown-job` (its record was
 * removed), `invalid-command`, `overloaded` and the errors of the store. `overloaded`, `store-locked` and
 * `store-unavailable` are retryable. The chunks before a failure stay written.
 *
 * @example
 * ```ts
 * const done = await pointbook.jobs.importFile({ mode: 'add', source, actor: 'staff-3', reason: 'a gift' });
 * if (done.isOk()) print(done.value.state, done.value.accepted, done.value.rejected);
 * ```
 */
export const importFile = query({
  name: 'importFile',
  route: 'POST /imports',
  input: shape<ImportFileCommand>()(
    strict({ source: fileSource(), ...importFields, ...startFields, chunkSize: chunkSizeField() }),
  ),
  failures: {
    'unreadable-file': true,
    'bad-header': true,
    'source-failed': true,
    'file-differs': true,
    'file-undone': true,
    'unknown-job': true,
    'idempotency-key-reused': true,
    overloaded: true,
    'reaction-refused': true,
    'reaction-failed': true,
    'record-removed': true,
  },
  writes: true,
  answer: importWhole,
});

/** What can go wrong with `importFile`. */
export type ImportFileFailure = FailureOf<typeof importFile>;

type Checked = CheckedImport & StartCommand & Pick<ImportFileCommand, 'source' | 'chunkSize'>;

async function importWhole(
  { source, chunkSize = usualChunk, ...command }: Checked,
  host: JobsHost,
): Promise<Result<JobReceipt & Replayable, StepFailure | StartImportFailure>> {
  const options = toImportOptions(command, host.phones && host.program.phoneCountry);
  const mistake = phoneMistake(options, host);
  if (mistake !== null) return err(mistake);
  const read = await readNoted(source, (noted) => readThrough(noted, options, host.phones));
  if (read.isErr()) return err(read.error);
  const { digest, again } = read.value;
  const started = await startImport(host)({ ...command, digest });
  if (started.isErr() || started.value.state !== 'running') return started;
  const job = await readJob(host, started.value.jobId);
  if (job.isErr()) return err(job.error);
  let last = job.value;
  if (last.task.kind === 'import')
    for await (const step of rowSteps(host, last, last.task, again, { most: () => chunkSize, leaseMs: usualLeaseMs })) {
      if (step.isErr()) return err(step.error);
      last = step.value;
    }
  return ok({ ...jobReceipt(last), replayed: false });
}
