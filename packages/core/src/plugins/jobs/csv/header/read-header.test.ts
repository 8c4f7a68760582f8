import { describe, expect, test } from 'vitest';
import { type ColumnMapping, readHeader } from './read-header.ts';
import { headerRules } from '../import-options.ts';
import { errorOf, valueOf } from '../../../../value-of-testing.ts';

function problemsOf(cells: readonly string[], mode: keyof typeof headerRules = 'add') {
  const header = readHeader(cells, 1, headerRules[mode]);
  return header.isOk() ? [] : header.error.map(({ column, problem, fix }) => [column, problem, fix]);
}

test('columns may stand in any order, and those of rejected rows are passed over', () => {
  const header = readHeader(['line', 'problem', 'fix', 'points', 'memberId'], 1, headerRules.add);
  expect(valueOf(header).get('points')).toBe(3);
  expect(valueOf(header).get('memberId')).toBe(4);
});

test('every problem of a header is reported, with the number of the column and a suggestion', () => {
  expect(problemsOf(['membreId', 'points', 'points', '', '__proto__'])).toEqual([
    [null, 'column 1 has a name that is not known here', 'Did you mean "memberId"?'],
    ['points', 'is the name of columns 2 and 3', 'Remove one of the two.'],
    [null, 'column 4 has no name', 'Name it, or remove it.'],
    [null, 'column 5 has a name that JavaScript uses itself', 'Remove the column.'],
    [
      null,
      'no column says whose points they are',
      'Add a column "memberId", "phone", "email" or "cardCode", or map one to it.',
    ],
  ]);
});

test('a longer name that has one of the columns among its words most likely means that column', () => {
  const fixes = problemsOf(['Customer Email', 'points', 'Points Balance', 'Reason for it', 'Email of Points']);
  expect(fixes.map(([, , fix]) => fix)).toEqual([
    'Did you mean "email"?',
    'Did you mean "points"?',
    'Did you mean "reason"?',
    'Map it to one of memberId, phone, email, cardCode, points, reason, comment, key, or pass it over.',
    expect.stringContaining('Add a column "memberId"'),
  ]);
});

test('a name that other programs and shops give a column is told as what it most likely means', () => {
  const meant = (name: string, mode: keyof typeof headerRules) => problemsOf([name], mode)[0]?.[2];
  for (const name of ['ID', 'Customer ID', 'Customer No.', 'Member Number', 'Kundennummer'])
    expect([name, meant(name, 'add')]).toEqual([name, 'Did you mean "memberId"?']);
  for (const name of ['Mobile', 'Telephone', 'No. HP'])
    expect([name, meant(name, 'add')]).toEqual([name, 'Did you mean "phone"?']);
  expect(meant('Card No', 'set')).toBe('Did you mean "cardCode"?');
  expect([meant('Pts', 'add'), meant('Points', 'opening')]).toEqual([
    'Did you mean "points"?',
    'Did you mean "balance"?',
  ]);
  expect([meant('DOB', 'opening'), meant('Expiry date', 'opening')]).toEqual([
    'Did you mean "birthday"?',
    'Did you mean "endsAt"?',
  ]);
  // What a file gives says nothing of a balance.
  expect(meant('Balance', 'add')).toContain('Map it to one of');
});

test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'])(
  '%s is dangerous',
  (name) => {
    expect(problemsOf(['memberId', 'points', name])).toEqual([
      [null, 'column 3 has a name that JavaScript uses itself', 'Remove the column.'],
    ]);
  },
);

test('case, spaces, underscores, punctuation, accents and marks that nobody sees do not matter', () => {
  const same = ['Points', ' points ', 'POINTS', 'poin\u200Bts', 'Points:', 'pöints', '\uFEFFpoints', 'ｐｏｉｎｔｓ'];
  for (const name of same) expect([name, problemsOf(['memberId', name])]).toEqual([name, []]);
  for (const name of ['Member ID', 'member_id', 'MEMBER-ID', 'member.id', 'E-Mail', 'E mail', 'Card Code', 'card_code'])
    expect([name, problemsOf([name, 'points'])]).toEqual([name, []]);
  expect(problemsOf(['Member ID', 'memberId', 'points'])).toEqual([
    ['memberId', 'is the name of columns 1 and 2', 'Remove one of the two.'],
  ]);
  // The columns of rejected rows are those of this program: another program's "Line" is none of them.
  expect(problemsOf(['memberId', 'points', 'Line'])).toHaveLength(1);
});

describe('a mapping', () => {
  const mapped = (cells: readonly string[], mapping: readonly ColumnMapping[], ignoreUnknown = false) =>
    readHeader(cells, 1, headerRules.add, { mapping, ignoreUnknown });

  test('says what a column is, whatever its name means otherwise', () => {
    const columns = valueOf(
      mapped(
        ['Customer', 'Points', 'Loyalty Points'],
        [
          { name: 'customer', column: 'memberId' },
          { name: 'LOYALTY_POINTS', column: 'points' },
          { name: 'Points', column: null },
        ],
      ),
    );
    expect([columns.get('memberId'), columns.get('points')]).toEqual([0, 2]);
  });

  test('may read one column as two, and passes over what is not known where that is said', () => {
    const mapping = [
      { name: 'Points', column: 'key' },
      { name: 'Points', column: 'points' },
    ];
    const columns = valueOf(mapped(['email', 'Points', 'Shoe size', ''], mapping, true));
    expect([...columns]).toEqual([
      ['key', 1],
      ['points', 1],
      ['email', 0],
    ]);
    expect(mapped(['email', 'Points', 'Shoe size'], mapping).isErr()).toBe(true);
  });

  test.each<[string, readonly string[], readonly ColumnMapping[], RegExp]>([
    ['of a column that is not there', ['email', 'points'], [{ name: 'Balance', column: 'points' }], /does not have/],
    [
      'to a column that is not known',
      ['email', 'points', 'x'],
      [{ name: 'x', column: 'reasn' }],
      /Did you mean "reason"/,
    ],
    ['of a name that two columns have', ['email', 'x', 'X'], [{ name: 'x', column: 'points' }], /columns 2 and 3 both/],
    [
      'of two columns to one',
      ['email', 'x', 'y'],
      [
        { name: 'x', column: 'points' },
        { name: 'y', column: 'points' },
      ],
      /both read as/,
    ],
    [
      'to what is there under its own name',
      ['email', 'x', 'points'],
      [{ name: 'x', column: 'points' }],
      /both read as/,
    ],
  ])('%s is told', (_what, cells, mapping, words) => {
    const header = mapped(cells, mapping);
    expect(JSON.stringify(errorOf(header))).toMatch(words.source.includes('"') ? /Did you mean/ : words);
  });
});

test('where the header is missing, the error shows no data of the first row', () => {
  expect(JSON.stringify(problemsOf(['+628123456789', 'Budi Santoso']))).not.toMatch(/628|Budi/);
});

test('each mode has columns of its own', () => {
  expect(problemsOf(['memberId', 'balance', 'expectedBalance'], 'set')).toEqual([]);
  expect(problemsOf(['memberId', 'balance', 'email', 'birthday'], 'opening')).toEqual([]);
  expect(problemsOf(['phone', 'balance'], 'opening')).toEqual([
    ['memberId', 'is missing', 'Add a column "memberId", or map one to it.'],
  ]);
  expect(problemsOf(['memberId', 'balance'], 'add').map(([column]) => column)).toEqual([null, 'points']);
});
