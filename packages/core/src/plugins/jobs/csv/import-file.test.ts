import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunksOf, cuts, readCsv } from './csv-testing.ts';
import { importReader, type RejectedRow } from './import-file.ts';
import { type ImportMode, type ImportOptions, plainImport } from './import-options.ts';
import type { ImportRow } from './import-row.ts';
import { nationalPhones } from './cells/national-phones.ts';
import { rejectedHeader, rejectedRow } from './rejected-row.ts';
import { writeCsv } from '../../../csv/write-csv.ts';

const phones = nationalPhones();

function read(mode: ImportMode, text: string, at: readonly number[] = [], options: Partial<ImportOptions> = {}) {
  const reader = importReader({ ...plainImport, phoneCountry: 'ID', mode, ...options }, phones);
  const rows: ImportRow[] = [];
  const rejected: RejectedRow[] = [];
  let header: readonly string[] = [];
  const bytes = new TextEncoder().encode(text);
  const steps = [...chunksOf(bytes, at)].map((chunk) => () => reader.push(chunk));
  for (const step of [...steps, () => reader.end()]) {
    for (const block of step()) {
      if (block.isErr()) return { error: block.error };
      rows.push(...block.value.rows);
      rejected.push(...block.value.rejected);
      ({ header } = block.value);
    }
  }
  return { header, rows, rejected, problems: rejected.map(({ problem }) => problem), digest: reader.digest() };
}

const noted = { reason: null, comment: null, key: null };

test('add: points are given or taken, by the id, the phone or the card of a member', () => {
  const text =
    'memberId,phone,cardCode,points,reason,key\nM-1,,,5,Stock count,k1\n,0812 3456 789,,-3,,k2\n,,C-9,+2,,\n';
  expect(read('add', text)).toMatchObject({
    rows: [
      {
        mode: 'add',
        line: 2,
        record: 1,
        who: { by: 'memberId', id: 'M-1' },
        points: 5,
        reason: 'Stock count',
        key: 'k1',
      },
      { line: 3, record: 2, who: { by: 'phone', id: '+628123456789' }, points: -3, reason: null, key: 'k2' },
      { line: 4, record: 3, who: { by: 'cardCode', id: 'C-9' }, points: 2, comment: null, key: null },
    ],
    rejected: [],
  });
});

test('set: a balance, and what it is believed to be', () => {
  expect(
    read('set', 'memberId;balance;expectedBalance\r\nM-1;1.500;-20\r\nM-2;0;\r\n', [], { numberLocale: 'id' }),
  ).toMatchObject({
    rows: [
      { mode: 'set', who: { by: 'memberId', id: 'M-1' }, balance: 1500, expectedBalance: -20, ...noted },
      { who: { by: 'memberId', id: 'M-2' }, balance: 0, expectedBalance: null },
    ],
    rejected: [],
  });
});

test('opening: members with their balances', () => {
  const text =
    "memberId,balance,name,phone,phoneVerified,email,emailVerified,cardCode,birthday,tier\nM-1,70,Bu Sri,'+628123456789,TRUE,Sri@EXAMPLE.org,false,C-1,05-17,gold\nM-2,0,,,,,,,,\n";
  expect(read('opening', text)).toMatchObject({
    rows: [
      {
        mode: 'opening',
        memberId: 'M-1',
        balance: 70,
        name: 'Bu Sri',
        phone: '+628123456789',
        phoneVerified: true,
        email: 'Sri@example.org',
        emailVerified: false,
        cardCode: 'C-1',
        birthday: '05-17',
        tier: 'gold',
      },
      { memberId: 'M-2', balance: 0, name: null, phone: null, emailVerified: null },
    ],
    rejected: [],
  });
});

describe('every bad row is named by line and record, and the good ones are taken', () => {
  test.each<[what: string, row: string, column: string | null, words: RegExp]>([
    ['a short row', 'M-1,,5', null, /has 3 cells, but the header has 5 columns/],
    ['a long row', 'M-1,,5,a,b,c', null, /has 6 cells/],
    ['nobody', ',,5,,', null, /whose points/],
    ['a row of empty cells', ',,,,', null, /whose points/],
    ['two names', 'M-1,+628123456789,5,,', null, /more than one/],
    ['no points', 'M-1,,,,', 'points', /empty/],
    ['points that are 0', 'M-1,,0,,', 'points', /must not be 0/],
    ['a damaged phone', ',6.28E+11,5,,', 'phone', /damaged by a spreadsheet/],
    ['a blank reason', 'M-1,,5,"  ",', 'reason', /blank/],
    ['an id with white space', ' M-1,,5,,', 'memberId', /white space/],
    ['a key without end', `M-1,,5,,${'k'.repeat(129)}`, 'key', /128 bytes/],
    ['a guard about nothing', "'=,,x,,", 'points', /whole number/],
  ])('%s', (_what, row, column, words) => {
    const { rows, problems } = read('add', `memberId,phone,points,reason,key\nM-0,,1,"a\nb",\n${row}\nM-9,,1,,\n`);
    expect(rows?.map(({ line, record }) => [line, record])).toEqual([
      [2, 1],
      [5, 3],
    ]);
    expect(problems).toMatchObject([{ line: 4, record: 2, column, problem: expect.stringMatching(words) }]);
  });
});

describe('what may stand in a file once', () => {
  const repeatsOf = (mode: ImportMode, text: string) =>
    read(mode, text).problems?.map(({ line, column, problem }) => [line, column, problem]);

  test('a phone is the same however it is written', () => {
    expect(repeatsOf('set', 'phone,balance\n08123456789,1\n+62 812-3456-789,2\n628123456789,3\n')).toEqual([
      [3, 'phone', 'is the same as on line 2'],
      [4, 'phone', 'is the same as on line 2'],
    ]);
  });

  test('an id is the same in every normal form', () => {
    expect(repeatsOf('set', 'memberId,balance\nJos\u00e9,1\nJose\u0301,2\n')).toEqual([
      [3, 'memberId', 'is the same as on line 2'],
    ]);
  });

  test('a key, in every mode', () => {
    expect(repeatsOf('add', 'memberId,points,key\nM-1,1,k\nM-2,1,k\n')).toEqual([
      [3, 'key', 'is the same as on line 2'],
    ]);
  });

  test('points come to a member twice only by rows with keys', () => {
    const header = 'memberId,points,key\n';
    expect(repeatsOf('add', `${header}M-1,1,a\nM-1,1,b\nM-1,1,c\n`)).toEqual([]);
    expect(repeatsOf('add', `${header}M-1,1,\nM-1,1,\n`)).toEqual([[3, 'memberId', 'is the same as on line 2']]);
    expect(repeatsOf('add', `${header}M-1,1,\nM-1,1,b\n`)).toEqual([[3, 'memberId', 'is the same as on line 2']]);
    expect(repeatsOf('add', `${header}M-1,1,a\nM-1,1,\nM-1,1,b\n`)).toEqual([
      [3, 'memberId', 'is the same as on line 2'],
    ]);
  });

  test('the phone and the card of a member who is brought', () => {
    const text =
      'memberId,balance,phone,cardCode\nM-1,1,08123456789,C-1\nM-2,1,+628123456789,C-2\nM-3,1,,C-1\nM-1,1,,\n';
    expect(repeatsOf('opening', text)).toEqual([
      [3, 'phone', 'is the same as on line 2'],
      [4, 'cardCode', 'is the same as on line 2'],
      [5, 'memberId', 'is the same as on line 2'],
    ]);
  });

  test('is reported in the order of the file, among rows with other mistakes', () => {
    const rows = ['M-1,1', 'M-2,x', 'M-1,2', 'M-3,x', 'M-4,4', 'M-4,5', 'M-5,5'];
    const { rows: good, rejected } = read('set', `memberId,balance\n${rows.join('\n')}\n`);
    expect(good?.map(({ record }) => record)).toEqual([1, 5, 7]);
    expect(rejected?.map(({ problem, cells }) => [problem.record, ...cells])).toEqual([
      [2, 'M-2', 'x'],
      [3, 'M-1', '2'],
      [4, 'M-3', 'x'],
      [6, 'M-4', '5'],
    ]);
  });

  test('a row with a mistake is not the first of a repeat', () => {
    expect(repeatsOf('set', 'memberId,balance\nM-1,x\nM-1,5\n')?.map(([line]) => line)).toEqual([2]);
  });
});

test('a header that does not fit, and a file without one, are errors', () => {
  expect(read('add', 'memberId,balance\nM-1,5\n')).toMatchObject({
    error: { kind: 'bad-header', problems: [{ line: 1, record: 0, column: null }, { column: 'points' }] },
  });
  expect(read('add', '')).toMatchObject({
    error: { kind: 'unreadable-file', message: expect.stringContaining('empty') },
  });
  expect(read('add', '\r\n\r\n')).toMatchObject({ error: { kind: 'unreadable-file' } });
});

test('rejected rows come back with what is wrong; mended they are taken', () => {
  const { header = [], rejected = [] } = read(
    'add',
    "memberId,points,reason\nM-1,1.5,=cmd()\n'=M-2,0,'s\nM-3,5,a,b\nM-4,5,ok\n",
  );
  const csv = writeCsv([
    rejectedHeader(header),
    ...rejected.map(({ problem, cells }) => rejectedRow(cells, header, problem)),
  ]);
  expect(readCsv(csv)).toMatchObject({
    rows: [
      ['line', 'problem', 'fix', 'memberId', 'points', 'reason'],
      ['2', expect.stringMatching(/^points must be a whole number/), expect.any(String), 'M-1', '1.5', "'=cmd()"],
      ['3', 'points must not be 0', 'Leave the row out.', "'=M-2", '0', "''s"],
      ['4', 'has 4 cells, but the header has 3 columns', expect.any(String), 'M-3', '5', 'a', 'b'],
    ],
  });
  const mended = read('add', csv.replace(',1.5,', ',15,').replace(',0,', ',7,').replace('a,b', '"a,b"'));
  expect(mended).toMatchObject({
    rejected: [],
    rows: [
      { who: { id: 'M-1' }, points: 15, reason: '=cmd()' },
      { who: { id: '=M-2' }, points: 7, reason: "'s" },
      { who: { id: 'M-3' }, points: 5, reason: 'a,b' },
    ],
  });
  const again = read('add', csv);
  expect(rejectedHeader(again.header ?? [])).toEqual(rejectedHeader(header));
  expect(again.rejected?.map(({ cells, problem }) => rejectedRow(cells, again.header ?? [], problem).slice(3))).toEqual(
    rejected.map(({ cells, problem }) => rejectedRow(cells, header, problem).slice(3)),
  );
});

test('for any file, rows, problems, errors and digest do not depend on the size of chunks', () => {
  const cell = fc.constantFrom(
    'M-1',
    'M-2',
    '0812345678',
    '+62812345678',
    '5',
    '-5',
    '1.5',
    '',
    '"a\nb"',
    "'=x",
    'é',
    '"',
    '\uFEFF',
  );
  const row = fc.array(cell, { minLength: 2, maxLength: 4 }).map((cells) => cells.join(','));
  const file = fc.array(row, { maxLength: 12 }).map((lines) => ['memberId,phone,points', ...lines].join('\n'));
  fc.assert(
    fc.property(file, cuts(), (text, at) => {
      expect(read('add', text, at)).toEqual(read('add', text));
    }),
    { numRuns: 500 },
  );
});
