import { err, ok, type Result } from 'neverthrow';
import { fileDigest } from '../csv/digest.ts';
import { type ImportBlock, importReader } from '../csv/import-file.ts';
import type { ImportOptions } from '../csv/import-options.ts';
import type { ImportTask } from '../records/job.ts';
import type { FileSource } from '../schemas/job-commands.ts';
import type { FileDiffers, FileFailure, SourceFailed } from './job-failures.ts';

/** Reads a file block by block; the last thing is its digest, or what went wrong. */
export async function* readImport(
  source: FileSource,
  options: ImportOptions,
): AsyncGenerator<Result<ImportBlock, FileFailure>, string | null> {
  const reader = importReader(options);
  try {
    for await (const bytes of source()) {
      for (const block of reader.push(bytes)) {
        yield block;
        if (block.isErr()) return null;
      }
    }
  } catch (error) {
    yield err(sourceFailed(error));
    return null;
  }
  for (const block of reader.end()) {
    yield block;
    if (block.isErr()) return null;
  }
  return reader.digest();
}

/** Reads a file to its end before anything of it is written: it must be the one that was previewed, and readable. */
export async function checkFile(
  source: FileSource,
  task: ImportTask,
): Promise<Result<void, FileFailure | FileDiffers>> {
  const reading = readImport(source, task);
  for (;;) {
    const { value, done } = await reading.next();
    if (done) return value === null || value === task.digest ? ok() : err(fileDiffers(task.digest, value));
    if (value.isErr()) return err(value.error);
  }
}

/** Whether a file is the one that a job began with: that could be read. */
export async function checkDigest(
  source: FileSource,
  { digest: expected }: ImportTask,
): Promise<Result<void, SourceFailed | FileDiffers>> {
  const digest = fileDigest();
  try {
    for await (const bytes of source()) digest.update(bytes);
  } catch (error) {
    return err(sourceFailed(error));
  }
  const actual = digest.end();
  return actual === expected ? ok() : err(fileDiffers(expected, actual));
}

function sourceFailed(cause: unknown): SourceFailed {
  const message =
    'The file could not be read: `source` threw an error, which `cause` has. What was imported stays; run the job again.';
  return { kind: 'source-failed', message, cause };
}

/** Another file than the one that was previewed. */
export function fileDiffers(expected: string, actual: string): FileDiffers {
  const message = 'This is not the file that was previewed: preview it, and start an import of its own.';
  return { kind: 'file-differs', message, expected, actual };
}
