import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import type { Result } from 'neverthrow';
import { CliFailure, type Failure, failureOf } from '../cli-failure.ts';
import { exitCodes } from '../exit-codes.ts';
import { atSignal } from '../stopper.ts';

/**
 * Writes a new file, which is there whole or not at all: until then it has another name. A file that is there already
 * is left as it is. Answers how many bytes were written; a text of none makes no file.
 */
export async function writeFileWhole(file: string, text: AsyncIterable<Result<string, Failure>>): Promise<number> {
  const partial = `${file}.partial-${randomUUID().slice(0, 8)}`;
  const stopHeeding = atSignal(() => rmSync(partial, { force: true }));
  try {
    // It holds what is personal: nobody else is to read it.
    const handle = await open(partial, 'wx', 0o600);
    let bytes = 0;
    try {
      for await (const block of text) {
        if (block.isErr()) throw failureOf(block.error);
        await handle.appendFile(block.value);
        bytes += Buffer.byteLength(block.value);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (bytes > 0) await give(partial, file);
    return bytes;
  } catch (thrown) {
    throw thrown instanceof CliFailure ? thrown : unwritable(file, thrown as NodeJS.ErrnoException);
  } finally {
    await rm(partial, { force: true });
    stopHeeding();
  }
}

/** A link fails where the name is taken; not every file system has links. */
async function give(partial: string, file: string): Promise<void> {
  try {
    await link(partial, file);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'ENOTSUP') throw thrown;
    await rename(partial, file);
  }
}

function unwritable(file: string, { code, message }: NodeJS.ErrnoException): CliFailure {
  if (code === 'EEXIST') return fileExists(file);
  return new CliFailure('file-unwritable', `${file} cannot be written: ${message}.`, exitCodes.store);
}

/** Nothing is ever written over. */
export function fileExists(file: string): CliFailure {
  return new CliFailure('file-exists', `${file} is there already: name another one.`);
}
