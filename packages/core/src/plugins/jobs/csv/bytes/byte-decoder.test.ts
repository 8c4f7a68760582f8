import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunksOf, cuts } from '../csv-testing.ts';
import { byteDecoder } from './byte-decoder.ts';

function decode(bytes: Uint8Array, at: readonly number[] = []) {
  const decoder = byteDecoder();
  let text = '';
  for (const step of [() => decoder.end()].toSpliced(
    0,
    0,
    ...[...chunksOf(bytes, at)].map((c) => () => decoder.push(c)),
  )) {
    const decoded = step();
    text += decoded.text;
    if (decoded.error) return { text, error: decoded.error };
  }
  return { text, error: null };
}

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return new Uint8Array(isBigEndian ? bytes.swap16() : bytes);
}

const wellFormed = fc.string({ unit: 'binary' });

test('UTF-8 with a mark or without and UTF-16 by its mark are read, wherever the chunks end', () => {
  fc.assert(
    fc.property(wellFormed, cuts(), (text, at) => {
      const plain = text.replace(/^\uFEFF+/, '');
      expect(decode(Buffer.from(plain), at)).toEqual({ text: plain, error: null });
      expect(decode(Buffer.from(`\uFEFF${plain}`), at)).toEqual({ text: plain, error: null });
      expect(decode(utf16(plain, false), at)).toEqual({ text: plain, error: null });
      expect(decode(utf16(plain, true), at)).toEqual({ text: plain, error: null });
    }),
  );
});

test('only the first mark is one: within a file it is a character like others', () => {
  expect(decode(Buffer.from('\uFEFFa\uFEFFb'), [3, 4]).text).toBe('a\uFEFFb');
});

test.each([
  ['a byte of Latin-1', [0x6a, 0x6f, 0x73, 0xe9, 0x2c], 3, '0xE9'],
  ['an overlong form', [0x61, 0xc0, 0xaf], 1, '0xC0'],
  ['half a pair as UTF-8', [0x61, 0x62, 0xed, 0xa0, 0x80], 2, '0xED'],
  ['a code point past the last', [0xf4, 0x90, 0x80, 0x80], 0, '0xF4'],
  ['a character that the file ends in', [0x61, 0xe2, 0x82], 1, '0xE2'],
  ['a continuation without a beginning', [0xc3, 0xa9, 0x80], 2, '0x80'],
  ['the mark alone, cut off', [0xef, 0xbb], 0, '0xEF'],
  ['UTF-16 that ends within a unit', [0xff, 0xfe, 0x61, 0x00, 0x62], 4, '0x62'],
  ['UTF-16 with the second half of a pair alone', [0xff, 0xfe, 0x61, 0x00, 0x00, 0xdc, 0x61, 0x00], 4, '0x00'],
  ['big-endian UTF-16 that ends within a pair', [0xfe, 0xff, 0x00, 0x61, 0xd8, 0x3d], 4, '0xD8'],
])('%s is an error that names the byte', (_what, bytes, at, shown) => {
  const { error } = decode(new Uint8Array(bytes));
  expect(error).toMatchObject({ kind: 'unreadable-file', byte: at, line: null });
  expect(error?.message).toContain(`Byte ${at} (counted from 0) (${shown}) is not UTF-`);
});

test('TextDecoder does not say which byte is wrong', () => {
  const errorOf = (bytes: readonly number[]): unknown => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
    } catch (error) {
      return error;
    }
  };
  const early = errorOf([0xff, 0x61, 0x62]);
  expect(early).toBeInstanceOf(TypeError);
  // Message, code and cause are equal.
  expect(errorOf([0x61, 0x62, 0xff])).toEqual(early);
  expect(decode(Uint8Array.of(0x61, 0x62, 0xff)).error).toMatchObject({ byte: 2 });
});

test('for any bytes, text and error are those of the whole file, and of another decoder', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.array(
      fc.constantFrom(0x61, 0x80, 0xbf, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f, 0xff, 0xfe, 0xef, 0xbb),
    ),
  );
  fc.assert(
    fc.property(bytes, cuts(), (list, at) => {
      const file = Uint8Array.from(list);
      const whole = decode(file);
      expect(decode(file, at)).toEqual(whole);
      const encoding =
        file[0] === 0xff && file[1] === 0xfe ? 'utf-16le' : file[0] === 0xfe && file[1] === 0xff ? 'utf-16be' : 'utf-8';
      let theirs: string | null = null;
      try {
        theirs = new TextDecoder(encoding, { fatal: true }).decode(file);
      } catch {
        theirs = null;
      }
      expect(whole.error === null ? whole.text : null).toBe(theirs);
      // Up to the byte that is named there is no mistake.
      const good = file.subarray(0, whole.error?.byte ?? file.length);
      expect(new TextDecoder(encoding, { fatal: true }).decode(good)).toBe(whole.text);
    }),
    { numRuns: 2000 },
  );
});
