import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MistakeText } from '../../../../shapes.ts';
import { idRule, noteRule, textRule } from '../../../../schemas/field-rules.ts';
import { emailRule } from '../../../../schemas/person-rules.ts';
import { readByRule, readEmail, readFlag, readId, readNote, readText } from './read-text.ts';

describe('texts', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'Z', '7', ' ', '\n', 'é', 'e\u0301', '@', '.', '-', "'", '\u0007'),
    maxLength: 12,
  });
  const long = fc.oneof(
    text,
    fc.nat({ max: 300 }).map((length) => 'x'.repeat(length)),
    fc.emailAddress(),
  );

  /** What is wrong with an id; the advice of a file is its own. */
  const problemOrValue = (read: string | MistakeText) => (typeof read === 'string' ? { id: read } : read.problem);

  test('the short way says what the rules of commands say', () => {
    fc.assert(
      fc.property(long, (cell) => {
        expect(problemOrValue(readId(cell))).toEqual(problemOrValue(readByRule(idRule<string>(true), cell)));
        expect(readText(cell)).toEqual(readByRule(textRule, cell));
        expect(readNote(cell)).toEqual(readByRule(noteRule, cell));
        expect(readEmail(cell)).toEqual(readByRule(emailRule, cell));
      }),
      { numRuns: 2000 },
    );
  });

  test('the short way for addresses keeps to their length', () => {
    const at = (length: number) => `${'a'.repeat(length)}@example.org`;
    expect([64, 65].map((length) => typeof readEmail(at(length)))).toEqual(['string', 'object']);
  });

  test('an id that a spreadsheet made a number of is damaged, one that only looks so is not', () => {
    expect(readId('4.00638E+12')).toMatchObject({ problem: expect.stringContaining('damaged by a spreadsheet') });
    expect(readId('9E+12')).toMatchObject({ problem: expect.stringContaining('damaged by a spreadsheet') });
    expect(readId('#N/A')).toMatchObject({ problem: expect.stringContaining('error of a spreadsheet') });
    const names = ['12E4', 'E+1', '#12', '12E-04', '7E-1', '1.234.5E+11'];
    expect(names.map((name) => readId(name))).toEqual(names);
  });

  test.each([' C-17', 'C-17\u200B', '\u202AC-17\u202C', 'C\u00A017', 'Ｃ-17'])(
    'an id such as %j is not advised to be another one',
    (cell) => {
      expect(readId(cell)).toMatchObject({ fix: 'Correct the cell, or leave the row out.' });
    },
  );

  test('true and false are words', () => {
    for (const cell of ['true', 'TRUE', 'True', 'yes', 'Y', '1', 'WAHR', 'VRAI', 'Sí', 'tak', 'ya'])
      expect([cell, readFlag(cell)]).toEqual([cell, true]);
    for (const cell of ['false', 'FALSE', 'no', 'N', '0', 'FALSCH', 'faux', 'fałsz', 'tidak'])
      expect([cell, readFlag(cell)]).toEqual([cell, false]);
    for (const cell of ['', '2', 'maybe', '10', 'truefalse'])
      expect([cell, typeof readFlag(cell)]).toEqual([cell, 'object']);
  });
});
