import type { ResultAsync } from 'neverthrow';
import { decideStartImport, type StartJob } from '../bulk/decide-job.ts';
import { type JobReceipt, jobReceipt } from '../bulk/job-receipt.ts';
import type { IdempotencyKeyReused } from '../model/errors.ts';
import type { FileImported } from '../model/job-errors.ts';
import type { JobId } from '../model/ids.ts';
import type { ImportTask, JobRecord } from '../records/job.ts';
import type { ImportQuery, StartImportCommand } from '../schemas/job-commands.ts';
import { startImportShape } from '../schemas/job-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { StartImportFailure } from './job-failures.ts';
import { fingerprint, type Plan, type Ports, run } from './ports.ts';
import { toImportOptions } from './preview-import.ts';

/**
 * Takes the import of a previewed file down as a job, which `runJob` then does, given the file again.
 *
 * @remarks The job's id is made of the mode and the file's digest, so that the same file again is the same job and posts
 * nothing. A file whose import was undone may be imported once more, as another `attempt`.
 *
 * @example
 * ```ts
 * const preview = await previewImport({ mode: 'add', source });
 * if (preview.isOk()) {
 *   const { digest } = preview.value;
 *   const job = await startImport(ports)({ mode: 'add', digest, actor: 'staff-3', reason: 'a gift' });
 *   if (job.isOk()) for await (const step of runJob(ports)({ jobId: job.value.jobId, source })) print(step.isOk());
 * }
 * ```
 */
export function startImport(ports: Ports) {
  return (command: StartImportCommand): ResultAsync<JobReceipt, StartImportFailure> =>
    run(ports, planStartImport(command)).map(jobReceipt);
}

function planStartImport(input: StartImportCommand): Plan<JobRecord, IdempotencyKeyReused | FileImported> {
  return parse(startImportShape, input).map((said) => {
    const { digest, actor, reason, comment = null, attempt = 1 } = said;
    const options = toImportOptions(said as ImportQuery);
    const before = attempt > 1 ? importId(options.mode, digest, attempt - 1) : null;
    const command: StartJob<ImportTask> = {
      jobId: importId(options.mode, digest, attempt),
      task: { kind: 'import', ...options, digest, reason, comment },
      actor,
      fingerprint: fingerprint('start-import', said),
    };
    return {
      keys: { jobs: before === null ? [command.jobId] : [command.jobId, before] },
      decide: (records, context) => decideStartImport(command, before, records, context),
    };
  });
}

/** Half of the digest tells files apart for good. */
function importId(mode: string, digest: string, attempt: number): JobId {
  return `import-${mode}-${digest.slice(0, 32)}${attempt > 1 ? `-${attempt}` : ''}` as JobId;
}
