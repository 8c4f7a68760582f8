import { malformedUtf16At, malformedUtf8At } from './malformed-at.ts';
import { type UnreadableFile, unreadableByte } from './unreadable-file.ts';

/** What some bytes say, up to the first that says nothing. */
export interface Decoded {
  readonly text: string;
  readonly error: UnreadableFile | null;
}

/** Turns the bytes of a file into text, chunk by chunk. After an error it is used no more. */
export interface ByteDecoder {
  push(bytes: Uint8Array): Decoded;
  end(): Decoded;
}

/** Decodes UTF-8, with a byte order mark or without, and UTF-16 by its mark. Chunks may end within a character. */
export function byteDecoder(): ByteDecoder {
  let encoding: Encoding | null = null;
  // Bytes that wait for the rest of their character, and how many came before them.
  let waiting = noBytes;
  let offset = 0;

  function push(chunk: Uint8Array): Decoded {
    const bytes = waiting.length === 0 ? chunk : joined(waiting, chunk);
    if (encoding === null && bytes.length < longestMark) {
      waiting = bytes.slice();
      return { text: '', error: null };
    }
    return decode(bytes, false);
  }

  function decode(bytes: Uint8Array, isWhole: boolean): Decoded {
    let begin = 0;
    if (encoding === null) {
      encoding = encodings.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte)) ?? utf8;
      begin = encoding.mark.length;
    }
    const end = isWhole ? bytes.length : encoding.wholeUntil(bytes, begin);
    const whole = bytes.subarray(begin, end);
    try {
      const text = encoding.decoder.decode(whole);
      waiting = bytes.slice(end);
      offset += end;
      return { text, error: null };
    } catch {
      const at = encoding.malformedAt(whole);
      const problem = `(0x${hexadecimal(whole[at])}) ${encoding.advice}`;
      return {
        text: encoding.decoder.decode(whole.subarray(0, at)),
        error: unreadableByte(offset + begin + at, problem),
      };
    }
  }

  return { push, end: () => decode(waiting, true) };
}

interface Encoding {
  readonly mark: readonly number[];
  readonly decoder: TextDecoder;
  /** Where the last whole character ends. */
  readonly wholeUntil: (bytes: Uint8Array, begin: number) => number;
  readonly malformedAt: (bytes: Uint8Array) => number;
  readonly advice: string;
}

const utf8: Encoding = {
  mark: [],
  decoder: strict('utf-8'),
  wholeUntil: wholeUtf8Until,
  malformedAt: malformedUtf8At,
  advice: 'is not UTF-8. Save the file anew as "CSV UTF-8".',
};

const encodings: readonly Encoding[] = [
  { ...utf8, mark: [0xef, 0xbb, 0xbf] },
  utf16('utf-16le', [0xff, 0xfe], 1),
  utf16('utf-16be', [0xfe, 0xff], 0),
];

const longestMark = 3;
const noBytes = new Uint8Array(0);

function utf16(name: string, mark: readonly number[], highByte: 0 | 1): Encoding {
  return {
    mark,
    decoder: strict(name),
    wholeUntil: (bytes, begin) => {
      const even = bytes.length - ((bytes.length - begin) % 2);
      return even > begin && ((bytes[even - 2 + highByte] ?? 0) & 0xfc) === 0xd8 ? even - 2 : even;
    },
    malformedAt: (bytes) => malformedUtf16At(bytes, highByte),
    advice: 'is not UTF-16, which the file says it is. Save the file anew as "CSV UTF-8".',
  };
}

function wholeUtf8Until(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= 3 && back <= length; back += 1) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? length - back : length;
  }
  return length;
}

/** A decoder that alters nothing: marks within a file are characters like others. */
function strict(encoding: string): TextDecoder {
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function hexadecimal(byte = 0): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
