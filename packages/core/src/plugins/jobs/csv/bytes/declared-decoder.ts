import type { ByteDecoder, Decoded } from './decoded.ts';
import { unreadableByte } from './unreadable-file.ts';

/** Whether the runtime decodes an encoding of this name. */
export function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

/** Decodes an encoding that the caller names, by the names that TextDecoder knows. */
export function declaredDecoder(name: string): ByteDecoder {
  const decoder = new TextDecoder(name, { fatal: true });
  // Follows one piece behind: a decoder does not say which byte it refuses, and some encodings depend on what came
  // before.
  const behind = new TextDecoder(name, { fatal: true });
  let piece: Uint8Array = new Uint8Array(0);
  let offset = 0;
  let isFirst = true;

  function decode(bytes: Uint8Array, isLast: boolean): Decoded {
    if (isFirst && bytes.length > 0) {
      isFirst = false;
      const mark = markOf(bytes);
      if (mark !== null && mark !== decoder.encoding) {
        const words = `begins the mark of ${mark}, so the file is not ${name}. Leave the encoding out.`;
        return { text: '', error: unreadableByte(0, words) };
      }
    }
    offset += piece.length;
    try {
      behind.decode(piece, { stream: true });
    } catch {
      // It was decoded before, without a mistake.
    }
    piece = bytes.slice();
    try {
      return { text: decoder.decode(bytes, { stream: !isLast }), error: null };
    } catch {
      return {
        text: '',
        error: unreadableByte(offset + wrongByte(), `is not ${name}. Declare the encoding that it is.`),
      };
    }
  }

  /** The first byte of the piece that the decoder refuses, or its end. */
  function wrongByte(): number {
    for (let index = 0; index < piece.length; index += 1) {
      try {
        behind.decode(piece.subarray(index, index + 1), { stream: true });
      } catch {
        return index;
      }
    }
    return piece.length;
  }

  return { push: (bytes) => decode(bytes, false), end: () => decode(new Uint8Array(0), true) };
}

function markOf(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}
