import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idRule, textRule } from '../schemas/field-rules.ts';
import { emailRule, noteRule } from '../schemas/person-rules.ts';
import { guarded, unguarded } from './formula-guard.ts';
import { type NumberLocale, readWhole } from './read-number.ts';
import { type PhoneCountry, readPhone } from './read-phone.ts';
import { readByRule, readEmail, readFlag, readId, readNote, readText } from './read-text.ts';

const least = -Number.MAX_SAFE_INTEGER;

describe('whole numbers', () => {
  test.each<[cell: string, locale: NumberLocale | null, figure: number]>([
    ['1500', null, 1500],
    ['+1500', null, 1500],
    ['-1500', null, -1500],
    ['007', null, 7],
    ['-0', null, 0],
    ['9007199254740991', null, Number.MAX_SAFE_INTEGER],
    ['1,234', 'en', 1234],
    ['-1,234,567', 'en', -1_234_567],
    ['1,234.00', 'en', 1234],
    ['1.234', 'de', 1234],
    ['1.234', 'id', 1234],
    ['1.234,00', 'id', 1234],
    ['1234', 'id', 1234],
  ])('%j, written as in %s, is %d', (cell, locale, figure) => {
    expect(readWhole(cell, least, locale)).toBe(figure);
  });

  test.each<[cell: string, locale: NumberLocale | null, words: string]>([
    ['1.234,5', null, 'Declare'],
    ['1,234', null, 'Declare'],
    ['1.234', null, 'Declare'],
    ['5.0', null, 'Declare'],
    ['1.234,5', 'id', 'fractions'],
    ['1.5', 'en', 'fractions'],
    ['1.234', 'en', 'fractions'],
    ['1,234', 'id', 'fractions'],
    ['12,34', 'en', 'digits'],
    ['1.2345', 'id', 'digits'],
    ['1,234', 'de', 'fractions'],
    ['1234,567', 'en', 'digits'],
    ['1,234,5', 'en', 'digits'],
    ['1e3', null, 'digits'],
    ['6.28E+11', 'en', 'digits'],
    ['0x10', null, 'digits'],
    ['Infinity', null, 'digits'],
    ['１２', null, 'digits'],
    [' 5', null, 'digits'],
    ['5 points', null, 'digits'],
    ['--5', null, 'digits'],
    ['9007199254740992', null, 'largest'],
    ['9'.repeat(400), null, 'largest'],
  ])('%j, written as in %s, is not a number', (cell, locale, words) => {
    expect(readWhole(cell, least, locale)).toMatchObject({ fix: expect.stringContaining(words) });
  });

  test('a balance is 0 or more', () => {
    expect(readWhole('-1', 0, null)).toMatchObject({ problem: 'must be 0 or more' });
  });
});

const indonesia: PhoneCountry = { callingCode: '+62', trunkPrefix: '0' };
const singapore: PhoneCountry = { callingCode: '+65', trunkPrefix: '' };

describe('phone numbers', () => {
  test.each<[cell: string, country: PhoneCountry | null, phone: string]>([
    ['+628123456789', null, '+628123456789'],
    ['+62 812-3456-789', null, '+628123456789'],
    ['+1 (202) 555.0123', indonesia, '+12025550123'],
    ['08123456789', indonesia, '+628123456789'],
    ['(0812) 345 6789', indonesia, '+628123456789'],
    ['628123456789', indonesia, '+628123456789'],
    ['81234567', singapore, '+6581234567'],
  ])('%j with %j is %s', (cell, country, phone) => {
    expect(readPhone(cell, country)).toBe(phone);
  });

  test.each<[what: string, cell: string, country: PhoneCountry | null, words: string]>([
    ['without a country', '08123456789', null, 'declare the country'],
    ['damaged', '6.28E+11', indonesia, 'text in the spreadsheet'],
    ['damaged with a comma', '6,28E+11', null, 'text in the spreadsheet'],
    ['damaged without a fraction', '6E+11', indonesia, 'text in the spreadsheet'],
    ['an error of a spreadsheet', '#NAME?', indonesia, 'formula'],
    ['with the calling code and the 0', '+62 (0)812 3456 789', indonesia, 'without the 0'],
    ['to be dialled from abroad', '00628123456789', indonesia, 'Begin it with +'],
    ['without the 0', '8123456789', indonesia, 'Begin it with +'],
    ['with a 0 that a spreadsheet dropped, or a plus', '622123456', indonesia, 'Begin it with +'],
    ['that may lack a plus', '6581234567', singapore, 'Begin it with +'],
    ['with an extension', '+628123456789 ext 5', indonesia, 'Begin it with +'],
    ['too short', '+62812', indonesia, 'Begin it with +'],
    ['of other digits', '+٦٢٨١٢٣٤٥٦٧٨٩', indonesia, 'Begin it with +'],
  ])('%s: %j is not a phone number, and the error does not show it', (_what, cell, country, words) => {
    const read = readPhone(cell, country);
    expect(read).toMatchObject({ fix: expect.stringContaining(words) });
    expect(JSON.stringify(read)).not.toContain(cell);
  });
});

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

  test('the short way says what the rules of commands say', () => {
    fc.assert(
      fc.property(long, (cell) => {
        expect(readId(cell)).toEqual(readByRule(idRule<string>(true), cell));
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

  test('true and false are words', () => {
    expect(['true', 'TRUE', 'false', 'FALSE'].map(readFlag)).toEqual([true, true, false, false]);
    expect(['1', 'yes', 'True', ''].map((cell) => typeof readFlag(cell))).toEqual(Array(4).fill('object'));
  });
});

test.each([
  '=1+1',
  '+62812',
  '-5',
  '@sum',
  '\tx',
  '\rx',
  '\nx',
  "'x",
  "''x",
  ' =1',
  '\u00A0"=1',
  '＝1',
  '＋1',
  '－1',
  '＠a',
])('%j is guarded', (text) => {
  expect(guarded(text)).toBe(`'${text}`);
});

test.each([
  ['Ayu;=1+1;b', "Ayu;'=1+1;b"],
  ['Ayu;"=1+LEN(");b', `Ayu;'"=1+LEN(");b`],
  ['Ayu, -1\t@x', "Ayu,' -1\t'@x"],
  ['one\r\n＝two\n\n+3', "one\r\n'＝two\n\n'+3"],
  ["the 'one','two'", "the 'one',''two'"],
])('%j is guarded wherever another program may begin a cell', (text, expected) => {
  expect(guarded(text)).toBe(expected);
});

test.each(['a=b', '1-2', 'a@example.com', 'Ayu, Budi; Citra', 'one\r\ntwo', '', ' a', 'a; b-c'])(
  '%j is no formula',
  (text) => {
    expect(unguarded(text)).toBe(text);
    expect(guarded(text)).toBe(text);
  },
);

test('no program finds a formula in an export, at any delimiter', () => {
  const text = fc.string({
    unit: fc.constantFrom("'", '=', '+', '@', '＝', 'a', ' ', '"', '\t', '\r', '\n', ',', ';'),
  });
  fc.assert(
    fc.property(text, (name) => {
      expect(unguarded(guarded(name))).toBe(name);
      for (const delimiter of [',', ';', '\t']) {
        // Behind another cell, quotes are no quotes to it.
        const cells = guarded(name)
          .split(delimiter)
          .flatMap((cell) => cell.split(/[\r\n]/));
        for (const cell of cells) expect(cell).not.toMatch(/^[ "]*[=+@＝]/);
      }
    }),
    { numRuns: 2000 },
  );
});

test('an apostrophe that another program wrote is part of the text', () => {
  expect(["'s Hertogenbosch", "a,'b'"].map(unguarded)).toEqual(["'s Hertogenbosch", "a,'b'"]);
});
