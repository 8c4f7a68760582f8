import type { ResultAsync } from 'neverthrow';
import { decideStartImport, type StartJob } from '../bulk/decide-job.ts';
import { type JobReceipt, jobReceipt } from '../bulk/job-receipt.ts';
import type { IdempotencyKeyReused } from '../values/errors.ts';
import type { FileUndone } from '../values/job-errors.ts';
import type { JobId } from '../values/ids.ts';
import type { ImportTask, JobRecord } from '../records/job.ts';
import type { ImportQuery, StartImportCommand } from '../schemas/job-commands.ts';
import { importPrefix, startImportShape } from '../schemas/job-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { StartImportFailure } from './job-failures.ts';
import { fingerprint, type Plan, type Ports, run } from './ports.ts';
import { toImportOptions } from './preview-import.ts';

/**
 * Takes the import of a previewed file down as a job, which `runJob` then does, given the file again.
 *
 * @remarks The job's id is made of the mode and the file's digest, so that the same file again is the same job and posts
 * nothing. A file whose import was undone is not imported again: a changed one is.
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

function planStartImport(input: StartImportCommand): Plan<JobRecord, IdempotencyKeyReused | FileUndone> {
  return parse(startImportShape, input).map((said) => {
    const { digest, actor, reason, comment = null } = said;
    const task: ImportTask = { kind: 'import', ...toImportOptions(said as ImportQuery), digest, reason, comment };
    const command: StartJob<ImportTask> = {
      jobId: importId(task),
      task,
      actor,
      fingerprint: fingerprint('start-import', { ...task, actor }),
    };
    return {
      keys: { jobs: [command.jobId] },
      decide: (records, context) => decideStartImport(command, records, context),
    };
  });
}

/** Half of the digest tells files apart for good. */
function importId({ mode, digest }: ImportTask): JobId {
  return `${importPrefix}${mode}-${digest.slice(0, 32)}` as JobId;
}
