import { declaredDecoder } from './declared-decoder.ts';
import type { ByteDecoder, Decoded } from './decoded.ts';
import { firstBytes, kindOfFile } from './file-kind.ts';
import { unreadableByte, unreadableKind } from './unreadable-file.ts';

/**
 * Decodes the encoding that is declared; otherwise UTF-8, with or without a byte order mark, and UTF-16 with its mark.
 * A chunk may end within a character. A file that is no text is named as what it is.
 */
export function byteDecoder(declared: string | null = null): ByteDecoder {
  let decoder: ByteDecoder | null = null;
  let waiting: Uint8Array = noBytes;

  function decode(chunk: Uint8Array, isLast: boolean): Decoded {
    const bytes = waiting.length === 0 ? chunk : joined(waiting, chunk);
    if (decoder === null && bytes.length < firstBytes && !isLast) {
      waiting = bytes.slice();
      return { text: '', error: null };
    }
    waiting = noBytes;
    const kind = decoder === null ? kindOfFile(bytes) : null;
    if (kind !== null) return { text: '', error: unreadableKind(kind) };
    decoder ??= declared === null ? markedDecoder() : declaredDecoder(declared);
    const first = decoder.push(bytes);
    if (!isLast || first.error !== null) return first;
    const last = decoder.end();
    return { text: first.text + last.text, error: last.error };
  }

  return { push: (bytes) => decode(bytes, false), end: () => decode(noBytes, true) };
}

/** Decodes UTF-8 and UTF-16 by the mark. */
function markedDecoder(): ByteDecoder {
  let encoding: Encoding | null = null;
  let isAtBeginning = true;
  // The bytes of a character that is not complete yet, and how many bytes of the file are before them.
  let waiting: Uint8Array = noBytes;
  let offset = 0;

  function decode(chunk: Uint8Array, isLast: boolean): Decoded {
    const bytes = waiting.length === 0 ? chunk : joined(waiting, chunk);
    if (encoding === null && bytes.length < maxMarkLength && !isLast) {
      waiting = bytes.slice();
      return { text: '', error: null };
    }
    encoding ??= encodings.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte)) ?? utf8;
    const { text, length, isWrong } = decodeCharacters(encoding, bytes);
    waiting = bytes.slice(length);
    offset += length;
    const error =
      isWrong || (isLast && waiting.length > 0)
        ? unreadableByte(offset, `(0x${hexadecimal(waiting[0])}) ${encoding.advice}`)
        : null;
    if (!isAtBeginning || text === '') return { text, error };
    isAtBeginning = false;
    return { text: text.startsWith(byteOrderMark) ? text.slice(1) : text, error };
  }

  return { push: (bytes) => decode(bytes, false), end: () => decode(noBytes, true) };
}

interface Characters {
  readonly text: string;
  /** The number of bytes of the text. */
  readonly length: number;
  /** Whether the next bytes are no text. Otherwise they are the beginning of a character. */
  readonly isWrong: boolean;
}

/**
 * Decodes the complete characters that the bytes begin with. TextDecoder does not say which byte is wrong, so the
 * longest part that it accepts is found by halving.
 */
function decodeCharacters(encoding: Encoding, bytes: Uint8Array): Characters {
  const all = decodeStrictly(encoding, bytes);
  if (all !== null) return { text: all, length: encoding.byteLength(all), isWrong: false };
  let text = '';
  let accepted = 0;
  let refused = bytes.length;
  while (refused - accepted > 1) {
    const middle = Math.floor((accepted + refused) / 2);
    const part = decodeStrictly(encoding, bytes.subarray(0, middle));
    if (part === null) {
      refused = middle;
    } else {
      accepted = middle;
      text = part;
    }
  }
  return { text, length: encoding.byteLength(text), isWrong: true };
}

/** The text of the bytes, without a character that is not complete at their end. Null if one of the bytes is wrong. */
function decodeStrictly({ name }: Encoding, bytes: Uint8Array): string | null {
  try {
    // Within a file a byte order mark is a character.
    return new TextDecoder(name, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

interface Encoding {
  readonly name: string;
  readonly mark: readonly number[];
  readonly byteLength: (text: string) => number;
  /** What a person does about a byte that is no text. */
  readonly advice: string;
}

const utf8: Encoding = {
  name: 'utf-8',
  mark: [],
  byteLength: (text) => encoder.encode(text).length,
  advice:
    'is not UTF-8. Save the file again as "CSV UTF-8", or declare its encoding, which is often windows-1252 where Excel wrote it.',
};

const utf16: Omit<Encoding, 'name' | 'mark'> = {
  byteLength: (text) => text.length * 2,
  advice: 'is not UTF-16, although the file begins with the mark of UTF-16. Save the file again as "CSV UTF-8".',
};

const encodings: readonly Encoding[] = [
  { name: 'utf-16le', mark: [0xff, 0xfe], ...utf16 },
  { name: 'utf-16be', mark: [0xfe, 0xff], ...utf16 },
];

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function hexadecimal(byte = 0): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

const encoder = new TextEncoder();
const noBytes = new Uint8Array(0);
const maxMarkLength = 2;
const byteOrderMark = '\uFEFF';
