import { err } from 'neverthrow';
import type { JobId, Named, Program } from '../../../index.ts';
import { type Book, command, type FailureOf } from '../../../plugin.ts';
import { fingerprintOf, idempotencyKeyReused } from '../../../values.ts';
import { programOf, type NoteTexts, noteTexts } from '../../../till.ts';
import { leaf, mustBe, shape, strict } from '../../../shapes.ts';
import { plainImport } from '../csv/import-options.ts';
import { type CheckedImport, importFields, type ImportQuery, toImportOptions } from './import-query.ts';
import { jobReceipt } from '../job-receipt.ts';
import { type ImportTask, type JobRecord, jobRecords } from '../job-record.ts';
import { importPrefix, putNewJob, type StartCommand, startFields } from '../start-job.ts';

/**
 * Imports a file that was previewed. Known by the file and its mode: the same file again is the same job. A row may
 * give a `reason` and a `comment` of its own, which replace those of the command.
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
 * @remarks The job's id is made of the mode and the file's digest, so that the same file again is the same job and
 * posts nothing. An import that was finished and gave nobody points, or was undone, may be followed by one that reads
 * the file in another way: it is another job, with a number after the id. A file whose import was undone is
 * `file-undone` where it would be read in the same way. Change the file to import it again.
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
  route: 'PUT /imports/{digest}',
  input: shape<StartImportCommand>()(strict({ ...importFields, digest: digest(), ...startFields })),
  failures: { 'invalid-command': true, 'file-undone': true },
  joins: 'host',
  // An import is the same whether the defaults of its format are written out or not.
  identity: (input) => ({ ...taskOf(input), reason: input.reason, comment: input.comment, actor: input.actor }),
  reads: (input) => [jobRecords.at(importId(input))],
  recall: {
    find(input, book, fingerprint) {
      const attempts = attemptsOf(input, book);
      const same = attempts.find((job) => job.undoneBy === null && job.fingerprint === fingerprint);
      const last = same ?? attempts.at(-1);
      return last && (same || !isOver(last)) ? { fingerprint: last.fingerprint, did: last } : null;
    },
    reused: (input) => idempotencyKeyReused('jobId', importId(input)),
  },
  decide(input, book, fingerprint) {
    const attempts = attemptsOf(input, book);
    const task = taskOf(input, programOf(book));
    const undone = attempts.find((job) => job.undoneBy !== null && isReadAlike(job, task));
    if (undone !== undefined) return err(fileUndone(undone.jobId, undone.undoneBy ?? ''));
    const jobId = attemptId(input, attempts.length + 1);
    return noteTexts(programOf(book), input).map((texts) =>
      putNewJob(book, { jobId, task: { ...task, ...texts }, actor: input.actor }, fingerprint),
    );
  },
  receipt: jobReceipt,
});

/** What can go wrong with `startImport`. */
export type StartImportFailure = FailureOf<typeof startImport>;

interface CheckedStart extends CheckedImport {
  readonly digest: string;
  readonly reason?: string | undefined;
  readonly comment?: string | null | undefined;
}

type TaskWithoutTexts = Omit<ImportTask, keyof NoteTexts>;

function taskOf(
  { digest: ofFile, reason: _reason, comment: _comment, ...format }: CheckedStart,
  { phoneCountry }: Pick<Program, 'phoneCountry'> = { phoneCountry: null },
): TaskWithoutTexts {
  return { kind: 'import', ...toImportOptions(format, phoneCountry), digest: ofFile };
}

/** The imports of one file in one mode, each of which was read in another way or did nothing. */
function attemptsOf(input: Pick<CheckedStart, 'mode' | 'digest'>, book: Book): readonly JobRecord[] {
  const attempts: JobRecord[] = [];
  for (;;) {
    const job = book.get(jobRecords, attemptId(input, attempts.length + 1));
    if (job === null) return attempts;
    attempts.push(job);
  }
}

/** Whether an import gave nobody points, or gave them back: its file may be read in another way. */
function isOver({ state, counts, undoneBy }: JobRecord): boolean {
  return undoneBy !== null || (state === 'finished' && counts.accepted === 0);
}

function isReadAlike({ task }: JobRecord, other: TaskWithoutTexts): boolean {
  return task.kind === 'import' && readingOf(task) === readingOf(other);
}

function readingOf(task: TaskWithoutTexts): string {
  return fingerprintOf(Object.keys(plainImport).map((option) => task[option as keyof typeof plainImport]));
}

function attemptId(input: Pick<CheckedStart, 'mode' | 'digest'>, number: number): JobId {
  return (number === 1 ? importId(input) : `${importId(input)}-${number}`) as JobId;
}

/** Half of the digest tells files apart for good. */
function importId({ mode, digest: ofFile }: Pick<CheckedStart, 'mode' | 'digest'>): JobId {
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
