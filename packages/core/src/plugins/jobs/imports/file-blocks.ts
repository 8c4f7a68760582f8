import { othersFirst } from '../../../till.ts';
import { fileDigest } from '../csv/bytes/digest.ts';
import type { FileSource } from './file-source.ts';

const blockBytes = 65_536;

/** The file has changed since it was read before. */
export class FileChanged extends Error {
  readonly expected: string;

  constructor(expected: string) {
    super('The file has changed.');
    this.expected = expected;
  }
}

/**
 * The bytes of a file in blocks of one size, for a source with chunks of any size; `note` takes the digest of each
 * block.
 */
export async function* blocksOf(source: FileSource, note?: (digest: string) => void): AsyncGenerator<Uint8Array, void> {
  let block = new Uint8Array(blockBytes);
  let filled = 0;
  const full = (): Uint8Array => {
    const bytes = block.subarray(0, filled);
    note?.(digestOfBlock(bytes));
    block = new Uint8Array(blockBytes);
    filled = 0;
    return bytes;
  };
  for await (const bytes of source()) {
    // A host under test may have another realm than its files.
    if (Object.prototype.toString.call(bytes) !== '[object Uint8Array]')
      throw new TypeError('`source` must give chunks of type Uint8Array, as a stream of a file does.');
    for (let from = 0; from < bytes.length;) {
      const part = bytes.subarray(from, from + blockBytes - filled);
      block.set(part, filled);
      filled += part.length;
      from += part.length;
      if (filled < blockBytes) continue;
      yield full();
      // A file that is in memory comes without a pause.
      await othersFirst();
    }
  }
  if (filled > 0) yield full();
}

/** Reads the same file again. It fails at the first block that differs. */
export async function* sameBlocks(
  source: FileSource,
  digests: readonly string[],
  expected: string,
): AsyncGenerator<Uint8Array, void> {
  const found: string[] = [];
  for await (const bytes of blocksOf(source, (digest) => void found.push(digest))) {
    if (found.at(-1) !== digests[found.length - 1]) throw new FileChanged(expected);
    yield bytes;
  }
  if (found.length < digests.length) throw new FileChanged(expected);
}

function digestOfBlock(bytes: Uint8Array): string {
  const digest = fileDigest();
  digest.update(bytes);
  return digest.end();
}
