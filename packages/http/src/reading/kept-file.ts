import type * as Files from 'node:fs';
import type * as System from 'node:os';
import type * as Paths from 'node:path';
import type * as Tools from 'node:util';
import { nodeModule } from '../runtime/node-module.ts';

/** A file that came over HTTP, and that is read more than once. */
export interface KeptFile {
  /** Adds bytes at its end. */
  add(bytes: Uint8Array): Promise<void>;
  /** Gives its bytes from the beginning. */
  source(): AsyncIterable<Uint8Array>;
  /** It is not needed any more. */
  remove(): Promise<void>;
}

const blockBytes = 65_536;

/**
 * Keeps a file on the disk, so that its size is none of the memory's. It has no name there once it is open: no one else
 * finds it, and it is gone when the process ends, however that happens.
 */
export async function keepFile(folder: string | undefined): Promise<KeptFile> {
  const [fs, { tmpdir }, { join }, { promisify }] = await Promise.all([
    nodeModule<typeof Files>('node:fs') ?? import('node:fs'),
    nodeModule<typeof System>('node:os') ?? import('node:os'),
    nodeModule<typeof Paths>('node:path') ?? import('node:path'),
    nodeModule<typeof Tools>('node:util') ?? import('node:util'),
  ]);
  // No handle of `node:fs/promises`: one that a host forgets with its response would end the process.
  const [open, unlink, read, write, close] = [
    promisify(fs.open),
    promisify(fs.unlink),
    promisify(fs.read),
    promisify(fs.write),
    promisify(fs.close),
  ];
  const path = join(folder ?? tmpdir(), `pointbook-${crypto.randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  let end = 0;
  return {
    async add(bytes) {
      for (let from = 0; from < bytes.byteLength;) {
        const { bytesWritten } = await write(file, bytes, from, bytes.byteLength - from, end);
        from += bytesWritten;
        end += bytesWritten;
      }
    },
    async *source() {
      for (let at = 0; at < end;) {
        const { buffer, bytesRead } = await read(file, new Uint8Array(blockBytes), 0, blockBytes, at);
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    },
    remove: () => close(file),
  };
}
