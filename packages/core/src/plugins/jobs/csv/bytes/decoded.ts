import type { UnreadableFile } from './unreadable-file.ts';

/** The text of some bytes, up to the first byte that is no text. */
export interface Decoded {
  readonly text: string;
  readonly error: UnreadableFile | null;
}

/** Decodes the bytes of a file, chunk by chunk. It is not used after an error. */
export interface ByteDecoder {
  push(bytes: Uint8Array): Decoded;
  end(): Decoded;
}
