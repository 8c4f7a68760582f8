import { expect, test } from 'vitest';
import { readHeader } from './read-header.ts';
import { headerRules } from './import-options.ts';

function problemsOf(cells: readonly string[], mode: keyof typeof headerRules = 'add') {
  const header = readHeader(cells, 1, headerRules[mode]);
  return header.isOk() ? [] : header.error.map(({ column, problem, fix }) => [column, problem, fix]);
}

test('columns may stand in any order, and those of rejected rows are passed over', () => {
  const header = readHeader(['line', 'problem', 'fix', 'points', 'memberId'], 1, headerRules.add);
  expect(header._unsafeUnwrap().get('points')).toBe(3);
  expect(header._unsafeUnwrap().get('memberId')).toBe(4);
});

test('every problem of a header is reported, with the number of the column and a suggestion', () => {
  expect(problemsOf(['memberid', 'points', 'points', '', '__proto__'])).toEqual([
    [null, 'column 1 has a name that is not known here', 'Did you mean "memberId"? Names are written exactly so.'],
    ['points', 'is the name of columns 2 and 3', 'Remove one of the two.'],
    [null, 'column 4 has no name', 'Name it, or remove it.'],
    [null, 'column 5 has a name that JavaScript uses itself', 'Remove the column.'],
    [null, 'no column says whose points they are', 'Add a column "memberId", "phone" or "cardCode".'],
  ]);
});

test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'])(
  '%s is dangerous',
  (name) => {
    expect(problemsOf(['memberId', 'points', name])).toEqual([
      [null, 'column 3 has a name that JavaScript uses itself', 'Remove the column.'],
    ]);
  },
);

test('names are exact: neither case nor white space is looked through', () => {
  for (const name of ['Points', 'points ', ' points', 'poin\u200Bts']) {
    expect(problemsOf(['memberId', name])[0]).toEqual([
      null,
      'column 2 has a name that is not known here',
      'Did you mean "points"? Names are written exactly so.',
    ]);
  }
});

test('where the header is missing, the error shows no data of the first row', () => {
  expect(JSON.stringify(problemsOf(['+628123456789', 'Budi Santoso']))).not.toMatch(/628|Budi/);
});

test('each mode has columns of its own', () => {
  expect(problemsOf(['memberId', 'balance', 'expectedBalance'], 'set')).toEqual([]);
  expect(problemsOf(['memberId', 'balance', 'email', 'birthday'], 'opening')).toEqual([]);
  expect(problemsOf(['phone', 'balance'], 'opening')).toEqual([['memberId', 'is missing', 'Add a column "memberId".']]);
  expect(problemsOf(['memberId', 'balance'], 'add').map(([column]) => column)).toEqual([null, 'points']);
});
