import { err, ok } from 'neverthrow';
import { command } from '../../kernel/command.ts';
import type { FailureOf } from '../../kernel/verb.ts';
import { leaf } from '../../schemas/fields.ts';
import { strict } from '../../schemas/objects.ts';
import { shape } from '../../schemas/shape.ts';
import { mustBe } from '../../schemas/words.ts';
import type { Named } from '../../values/errors.ts';
import { idempotencyKeyReused } from '../../values/failures.ts';
import type { JobId } from '../../values/ids.ts';
import { type CheckedImport, importFields, type ImportQuery, toImportOptions } from './import-query.ts';
import { jobReceipt } from './job-receipt.ts';
import { type ImportTask, jobs } from './job-record.ts';
import { importPrefix, putNewJob, type StartCommand, startFields } from './start-job.ts';

/**
 * Imports a file that was previewed. Known by the file and its mode: the same file again is the same job. A row may give a
 * `reason` and a `comment` of its own, which replace those of the command.
 */
export interface StartImportCommand extends ImportQuery, StartCommand {
  /** What the preview answered: SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
}

/** The same file was imported before, and undone. */
export interface FileUndone extends Named<'file-undone'> {
  /** The job that imported it. */
  readonly jobId: string;
  /** The job that undid it. */
  readonly undoneBy: string;
}

/**
 * Starts the import of a previewed file as a job, which `runJob` then does, given the file again.
 *
 * @remarks The job's id is made of the mode and the file's digest, so that the same file again is the same job and posts
 * nothing. A file whose import was undone is `file-undone`. Change the file to import it again.
 *
 * Fails with `file-undone`, `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store.
 * `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * const preview = await pointbook.jobs.previewImport({ mode: 'add', source });
 * if (preview.isOk()) {
 *   const { digest } = preview.value;
 *   const job = await pointbook.jobs.startImport({ mode: 'add', digest, actor: 'staff-3', reason: 'a gift' });
 *   if (job.isOk()) {
 *     const { jobId } = job.value;
 *     for await (const step of pointbook.jobs.runJob({ jobId, source })) print(step.isOk());
 *   }
 * }
 * ```
 */
export const startImport = command({
  name: 'startImport',
  input: shape<StartImportCommand>()(strict({ ...importFields, digest: digest(), ...startFields })),
  failures: { 'file-undone': true },
  joins: 'host',
  // An import is the same whether the defaults of its format are written out or not.
  says: (said) => ({ ...taskOf(said), actor: said.actor }),
  reads: (said) => [jobs.at(importId(said))],
  recall: {
    find(said, book) {
      const job = book.get(jobs, importId(said));
      return job && job.undoneBy === null ? { fingerprint: job.fingerprint, did: job } : null;
    },
    reused: (said) => idempotencyKeyReused('jobId', importId(said)),
  },
  decide(said, book, fingerprint) {
    const jobId = importId(said);
    const undoneBy = book.get(jobs, jobId)?.undoneBy ?? null;
    if (undoneBy !== null) return err(fileUndone(jobId, undoneBy));
    return ok(putNewJob(book, { jobId, task: taskOf(said), actor: said.actor }, fingerprint));
  },
  receipt: jobReceipt,
});

/** What can go wrong with `startImport`. */
export type StartImportFailure = FailureOf<typeof startImport>;

interface Said extends CheckedImport {
  readonly digest: string;
  readonly reason: string;
  readonly comment?: string | undefined;
}

function taskOf({ digest: ofFile, reason, comment, ...format }: Said): ImportTask {
  return { kind: 'import', ...toImportOptions(format), digest: ofFile, reason, comment: comment ?? null };
}

/** Half of the digest tells files apart for good. */
function importId({ mode, digest: ofFile }: Pick<Said, 'mode' | 'digest'>): JobId {
  return `${importPrefix}${mode}-${ofFile.slice(0, 32)}` as JobId;
}

function digest() {
  return leaf<string>(
    (value) =>
      typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
        ? null
        : mustBe('the digest that a preview answered', value, 'Call previewImport first, and pass its digest.'),
    undefined,
    { type: 'string', pattern: '^[0-9a-f]{64}$' },
  );
}

function fileUndone(jobId: string, undoneBy: string): FileUndone {
  const message = `This file was imported by job ${JSON.stringify(jobId)}, which ${JSON.stringify(undoneBy)} undid: to import its rows again, change the file, and the keys of its rows.`;
  return { kind: 'file-undone', message, jobId, undoneBy };
}
