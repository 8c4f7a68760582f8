import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv } from '../plugins/jobs/csv/csv-testing.ts';
import { unguarded } from './formula-guard.ts';
import { readWhole } from '../plugins/jobs/csv/cells/read-number.ts';
import { type CsvValue, type Delimiter, writeCsv } from './write-csv.ts';

test('texts are guarded and quoted where need be, numbers are plain', () => {
  expect(
    writeCsv([
      ['memberId', 'points', 'reason'],
      ['=M-1', -5, 'a "b", c'],
      [null, 0, ''],
    ]),
  ).toBe('memberId,points,reason\r\n\'=M-1,-5,"a ""b"", c"\r\n,0,\r\n');
});

test('a formula stays guarded when it has a line break, or a delimiter that a spreadsheet may split at', () => {
  expect(writeCsv([['=1\n+2', 'x;=1', ' =1']])).toBe(`"'=1\n'+2","x;'=1",' =1\r\n`);
});

test('export → import is the identity, for all cells and all delimiters', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', ' ', 'a', 'é', '😀') }),
    fc.string().map((cell) => cell.replaceAll('\0', '')),
  );
  const row = fc.array(fc.oneof(text, fc.maxSafeInteger()), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), fc.constantFrom<Delimiter>(',', ';', '\t'), (rows, delimiter) => {
      // Without a header a file could begin as JSON does, which is refused by name.
      const reading = readCsv(writeCsv([['header'], ...rows], delimiter), [], delimiter);
      if ('kind' in reading) throw new Error(reading.message);
      const kindOf = (value: CsvValue | undefined, cell: string) =>
        typeof value === 'number'
          ? readWhole(cell, -Number.MAX_SAFE_INTEGER, { numberLocale: null, decimals: null })
          : unguarded(cell);
      const back = reading.rows
        .slice(1)
        .map((cells, at) => cells.map((cell, index) => kindOf(rows[at]?.[index], cell)));
      expect(back).toEqual(rows);
    }),
    { numRuns: 1000 },
  );
});
