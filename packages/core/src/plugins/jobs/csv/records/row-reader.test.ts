import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cuts, readCsv } from '../csv-testing.ts';
import type { Delimiter } from '../../../../csv/write-csv.ts';

test.each([
  ['line feeds', 'a,b\n1,2\n3,4\n'],
  ['carriage returns and line feeds', 'a,b\r\n1,2\r\n3,4\r\n'],
  ['carriage returns', 'a,b\r1,2\r3,4\r'],
  ['no line end at the end', 'a,b\n1,2\n3,4'],
  ['quotes around every cell', '"a","b"\r\n"1","2"\r\n"3","4"\r\n'],
  ['semicolons', 'a;b\n1;2\n3;4\n'],
  ['tabs', 'a\tb\n1\t2\n3\t4\n'],
])('a file with %s is read', (_what, text) => {
  expect(readCsv(text)).toEqual({
    rows: [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ],
    lines: [1, 2, 3],
  });
});

test('the line of a row counts empty lines and line breaks within quotes, of every form', () => {
  const text = '\r\na,b\r\n\r\n1,"x\ny\r\nz\rw"\r\n2,"\n"\r\n\r\n3,4';
  expect(readCsv(text)).toEqual({
    rows: [
      ['a', 'b'],
      ['1', 'x\ny\r\nz\rw'],
      ['2', '\n'],
      ['3', '4'],
    ],
    lines: [2, 4, 8, 11],
  });
});

test('an empty cell in quotes is a row, and an empty line is not', () => {
  expect(readCsv('a\n""\n\n1\n')).toEqual({ rows: [['a'], [''], ['1']], lines: [1, 2, 4] });
});

test('a delimiter within quotes does not count, and a declared one is not guessed', () => {
  expect(readCsv('"a,b";c\n1;2\n')).toMatchObject({
    rows: [
      ['a,b', 'c'],
      ['1', '2'],
    ],
  });
  expect(readCsv('a,b\n1,2\n', [], ';')).toMatchObject({ rows: [['a,b'], ['1,2']] });
  expect(readCsv('a,b;c\n')).toMatchObject({ kind: 'unreadable-file', line: 1 });
});

describe('what others guess at is an error that names the line', () => {
  test.each([
    ['a quote that is not closed', 'a,b\n1,2\n3,"4\n5,6\n', 3, 'not closed'],
    ['a quote that the next one closes by mistake', 'a,b\n1,"2\n3,4\n5,"6"\n', 4, 'after|between'],
    ['text after a closing quote', 'a,b\n"1"x,2\n', 2, 'closing quote'],
    ['a space after a closing quote', 'a,b\n"1" ,2\n', 2, 'closing quote'],
    ['a space before a quote', 'a,b,c\n1, "x, y"\n', 2, 'does not begin with one'],
    ['a quote within a cell', 'a,b,c\n1,say "x, y"\n', 2, 'does not begin with one'],
    ['a lone carriage return', 'a,b\n1,2\r3,4\n', 2, 'line end'],
    ['a lone line feed among pairs', 'a,b\r\n1,2\n3,4\r\n', 2, 'line end'],
    ['a lone line feed after a quote, among pairs', 'a,b\r\n"1"\n,2\r\n', 2, 'closing quote'],
    ['a pair among line feeds, with quotes', 'a,b\n"1",2\r\n3,4\n', 2, 'line end'],
    ['a line feed among carriage returns', 'a,b\r1,2\n3,4\r', 2, 'line end'],
    ['a character 0', 'a,b\n1,2\n3,\0\n', 3, 'character 0'],
    ['a quote within the header', 'a"x,b\n1,2\n', 1, 'does not begin with one'],
  ])('%s', (_what, text, line, words) => {
    const reading = readCsv(text);
    expect(reading).toMatchObject({ kind: 'unreadable-file', line, byte: null });
    expect((reading as { message: string }).message).toMatch(new RegExp(`^Line ${line}: .*(${words})`));
  });

  test('UTF-16 without its mark', () => {
    const reading = readCsv('a\0,\0b\0');
    expect(reading).toMatchObject({ kind: 'unreadable-file', line: 1 });
  });

  test.each([
    ['that ends', 'x'.repeat(70_000), 3],
    ['that does not end', 'x'.repeat(300_000), 3],
    ['in quotes', `"${'x\n'.repeat(40_000)}"`, 3],
  ])('a record without measure %s', (_what, cell, line) => {
    const reading = readCsv(`a,b\n1,2\n3,${cell}\n5,6\n`);
    expect(reading).toMatchObject({ kind: 'unreadable-file', line });
    expect(readCsv(`a,b\n1,2\n3,${cell}\n5,6\n`, [1, 100, 140_000])).toEqual(reading);
  });

  test('a header without an end', () => {
    expect(readCsv(`"a,b\n${'1,2\n'.repeat(50_000)}`)).toMatchObject({ kind: 'unreadable-file', line: 1 });
  });
});

test('nothing is no rows', () => {
  expect(readCsv('')).toEqual({ rows: [], lines: [] });
  expect(readCsv('\r\n\r\n')).toEqual({ rows: [], lines: [] });
});

/** CSV as RFC 4180 defines it, character by character. */
function written(
  rows: readonly (readonly string[])[],
  delimiter: Delimiter,
  lineEnd: string,
  quoteAll: boolean,
): string {
  const cellOf = (cell: string) =>
    quoteAll || /[",;\t\r\n]/.test(cell) || cell === '' ? `"${cell.replaceAll('"', '""')}"` : cell;
  return rows.map((row) => row.map(cellOf).join(delimiter) + lineEnd).join('');
}

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', '"', ',', ';', '\t', '\n', '\r', ' ', "'"), maxLength: 6 }),
  fc.string({ maxLength: 10 }).map((text) => text.replaceAll('\0', '')),
);

test('what is written by the standard is read as it was, with every delimiter and line end, in chunks of any size', () => {
  const file = fc.record({
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
    delimiter: fc.constantFrom<Delimiter>(',', ';', '\t'),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    quoteAll: fc.boolean(),
  });
  fc.assert(
    fc.property(file, cuts(), ({ rows, delimiter, lineEnd, quoteAll }, at) => {
      const text = written(rows, delimiter, lineEnd, quoteAll);
      const lines = rows.map((_, index) => 1 + breaks(written(rows.slice(0, index), delimiter, lineEnd, quoteAll)));
      expect(readCsv(text, at, delimiter)).toEqual({ rows, lines });
    }),
  );
});

test('for any file, good or bad, the answer does not depend on the size of chunks', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'é', '"', '"', ',', ',', ';', '\n', '\n', '\r', ' ', '\0'),
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, cuts(), (file, at) => {
      expect(readCsv(file, at)).toEqual(readCsv(file));
      expect(readCsv(`a,b\n1,2\n${file}`, at, ',')).toEqual(readCsv(`a,b\n1,2\n${file}`, [], ','));
    }),
    { numRuns: 1000 },
  );
});

test('blocks may end anywhere in a large file, and change no row', () => {
  const numbers = Array.from({ length: 15_000 }, (_, index) => index);
  for (const lineEnd of ['\n', '\r\n', '\r']) {
    const rows = numbers.map((index) => [`M-${index}`, index % 7 === 0 ? `line\n"${index}"` : `${index}`]);
    const text = written([['a', 'b'], ...rows], ',', lineEnd, false);
    const reading = readCsv(text);
    expect(reading).toMatchObject({ rows: [['a', 'b'], ...rows] });
    expect(readCsv(text, [1, 8191, 8192, 8193, 65_535, 131_072, 250_000])).toEqual(reading);
  }
});

test('a header and a record may take many blocks, in quotes or without', () => {
  const rows = [
    ['a', 'b'.repeat(60_000)],
    ['1', 'x'.repeat(65_000)],
    ['2', 'line\n"x", '.repeat(5000)],
    ['3', '4'],
  ];
  for (const lineEnd of ['\n', '\r\n']) {
    const text = written(rows, ',', lineEnd, false);
    const reading = readCsv(text);
    expect(reading).toEqual({ rows, lines: [1, 2, 3, 5004] });
    expect(readCsv(text, [100, 8192, 65_536, 130_000])).toEqual(reading);
  }
});

function breaks(text: string): number {
  return text.split(/\r\n|\r|\n/).length - 1;
}
