import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { splitRecords } from './split-records.ts';

const unix = { delimiter: ',', lineEnd: '\n' } as const;
const windows = { delimiter: ',', lineEnd: '\r\n' } as const;

describe('papaparse guesses and reports no error, here the line is named', () => {
  test.each([
    [
      'drops a space after a closing quote',
      unix,
      '1,2\n"3" ,4\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
      2,
    ],
    ['splits a cell whose quote comes after a space', unix, '1, "2, 3"\n', [['1', ' "2', ' 3"']], 1],
    ['keeps a quote within a cell', unix, '1,say "2"\n', [['1', 'say "2"']], 1],
    ['joins two rows at a lone line feed', windows, '1,2\n3,4\r\n', [['1', '2\n3', '4']], 1],
    ['drops a line feed after a closing quote', windows, '"1"\n,2\r\n', [['1', '2']], 1],
    [
      'keeps a carriage return in a cell',
      unix,
      '"1",2\r\n3,4\n',
      [
        ['1', '2\r'],
        ['3', '4'],
      ],
      1,
    ],
  ] as const)('%s', (_what, format, text, guessed, line) => {
    const { delimiter, lineEnd } = format;
    const theirs = Papa.parse(text, { delimiter, newline: lineEnd, skipEmptyLines: true });
    expect({ data: theirs.data, errors: theirs.errors }).toEqual({ data: guessed, errors: [] });
    expect(splitRecords(text, 1, format, true).fault).toMatchObject({ kind: 'unreadable-file', line });
  });
});

test('papaparse reports a wrong quote at the row in which its cell begins, here it is the line of the quote', () => {
  const text = '1,"2\n3,4\n5,"6"\n';
  const { errors } = Papa.parse(text, { delimiter: ',', newline: '\n' });
  expect(errors[0]).toMatchObject({ code: 'InvalidQuotes', row: 0, index: 3 });
  expect(splitRecords(text, 1, unix, true).fault).toMatchObject({ line: 3 });
});
