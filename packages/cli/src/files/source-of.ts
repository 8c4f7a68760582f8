import { createReadStream, statSync, type Stats } from 'node:fs';
import type { FileSource } from '@pointbook/core/jobs';
import { CliFailure } from '../cli-failure.ts';
import { exitCodes } from '../exit-codes.ts';

let waitingSince: number | null = null;

/** Since when a file has not answered, in the time of `performance`; null where nothing is waited for. */
export function waitsForFile(): number | null {
  return waitingSince;
}

/** A file that is read as often as need be. */
export function sourceOf(
  file: string,
  onBytes: (count: number) => void = () => undefined,
  open: (file: string) => AsyncIterable<unknown> = createReadStream,
): FileSource {
  return async function* read() {
    checkFile(file);
    const chunks = (open(file) as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
    try {
      for (;;) {
        waitingSince = performance.now();
        const { value, done } = await chunks.next();
        waitingSince = null;
        if (done === true) return;
        onBytes(value.length);
        yield value;
      }
    } finally {
      waitingSince = null;
      await chunks.return?.();
    }
  };
}

/** Refuses what is no file that can be read several times: a pipe would be waited for without end. */
export function checkFile(file: string): void {
  const stats = statsOf(file);
  // A file that is not there, or that no file can be called, is told when it is opened.
  if (stats === null || stats.isFile()) return;
  const message = `${file} is ${kindOf(stats)}. The file is read more than once, so it must be a regular file: save it, and name it.`;
  throw new CliFailure('file-unreadable', message, exitCodes.usage);
}

/** What a name stands for; null where nothing can be found by it. */
export function statsOf(file: string): Stats | null {
  try {
    return statSync(file);
  } catch {
    return null;
  }
}

/** What something is that is no regular file. */
export function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
