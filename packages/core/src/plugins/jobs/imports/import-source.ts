import { err, ok, type Result } from 'neverthrow';
import type { Named } from '../../../index.ts';
import { type BadHeader, type ImportBlock, importReader } from '../csv/import-file.ts';
import { fileDigest } from '../csv/bytes/digest.ts';
import type { ImportOptions } from '../csv/import-options.ts';
import type { PhoneReader } from '../csv/cells/phone-reader.ts';
import type { UnreadableFile } from '../csv/bytes/unreadable-file.ts';
import { blocksOf, FileChanged, sameBlocks } from './file-blocks.ts';
import type { FileSource } from './file-source.ts';
import type { ImportTask } from '../job-record.ts';
import { messageOf } from '../message-of.ts';

/** The file is not the one that was previewed, or that the job began with. */
export interface FileDiffers extends Named<'file-differs'> {
  /** SHA-256 of the file that is wanted, in hexadecimal. */
  readonly expected: string;
  /** SHA-256 of the file that was given; null where it changed while it was read. */
  readonly actual: string | null;
}

/** What should give the file's bytes threw an error. */
export interface SourceFailed extends Named<'source-failed'> {
  /** What was thrown. */
  readonly cause: unknown;
}

/** What can go wrong with a file. */
export type FileFailure = UnreadableFile | BadHeader | SourceFailed;

/** Reads a file block by block; the last thing is its digest, or null where something went wrong. */
export async function* readImport(
  source: FileSource,
  options: ImportOptions,
  phones: PhoneReader | null,
): AsyncGenerator<Result<ImportBlock, FileFailure | FileDiffers>, string | null> {
  const reader = importReader(options, phones);
  try {
    for await (const bytes of blocksOf(source)) {
      for (const block of reader.push(bytes)) {
        yield block;
        if (block.isErr()) return null;
      }
    }
  } catch (error) {
    yield err(error instanceof FileChanged ? fileDiffers(error.expected, null) : sourceFailed(error));
    return null;
  }
  for (const block of reader.end()) {
    yield block;
    if (block.isErr()) return null;
  }
  return reader.digest();
}

/**
 * Reads a file to its end before anything of it is written: it must be the one that was previewed and, where the job
 * has not begun, readable. The source that it answers gives the same bytes, or fails before the first block that has
 * changed.
 */
export async function checkedSource(
  source: FileSource,
  task: ImportTask,
  hasBegun: boolean,
  phones: PhoneReader | null,
): Promise<Result<FileSource, FileFailure | FileDiffers>> {
  const read = await readNoted(source, (noted) => (hasBegun ? digestOf(noted) : readThrough(noted, task, phones)));
  return read.andThen(({ digest, again }) =>
    digest === task.digest ? ok(again) : err(fileDiffers(task.digest, digest)),
  );
}

/** A file that was read, and its bytes again: they are the same, or fail before the first block that has changed. */
export interface ReadFile {
  readonly digest: string;
  readonly again: FileSource;
}

/** Reads a file to its end, by what is given, and notes what each block of it is. */
export async function readNoted<Failure>(
  source: FileSource,
  read: (noted: FileSource) => Promise<Result<string, Failure>>,
): Promise<Result<ReadFile, Failure>> {
  const blocks: string[] = [];
  const found = await read(() => blocksOf(source, (digest) => void blocks.push(digest)));
  return found.map((digest) => ({ digest, again: () => sameBlocks(source, blocks, digest) }));
}

/** Reads a file to its end, which `take` gets block by block, and answers its digest. */
export async function readThrough(
  source: FileSource,
  options: ImportOptions,
  phones: PhoneReader | null,
  take: (block: ImportBlock) => void | Promise<void> = () => undefined,
): Promise<Result<string, FileFailure | FileDiffers>> {
  let failure: FileFailure | FileDiffers | null = null;
  const reading = readImport(source, options, phones);
  let read = await reading.next();
  // To the end even then, so that the source is closed.
  for (; !read.done; read = await reading.next()) {
    if (read.value.isErr()) failure = read.value.error;
    else await take(read.value.value);
  }
  return failure === null ? ok(read.value ?? '') : err(failure);
}

async function digestOf(source: FileSource): Promise<Result<string, SourceFailed>> {
  const digest = fileDigest();
  try {
    for await (const bytes of blocksOf(source)) digest.update(bytes);
  } catch (error) {
    return err(sourceFailed(error));
  }
  return ok(digest.end());
}

/** What should give a file's bytes threw. */
export function sourceFailed(cause: unknown): SourceFailed {
  const why = messageOf(cause);
  const message = `The file could not be read to its end, because \`source\` failed${why === null ? '.' : `: ${why.replace(/[.\s]*$/, '.')}`} \`cause\` has its error; mend that, and try again.`;
  return { kind: 'source-failed', message, cause };
}

function fileDiffers(expected: string, actual: string | null): FileDiffers {
  const message = 'This is not the file that was previewed. Preview this file, and start another import for it.';
  return { kind: 'file-differs', message, expected, actual };
}
