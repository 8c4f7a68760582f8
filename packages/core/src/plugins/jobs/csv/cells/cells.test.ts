import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guarded, unguarded } from '../../../../csv/formula-guard.ts';
import { readWhole } from './read-number.ts';

const least = -Number.MAX_SAFE_INTEGER;

describe('whole numbers', () => {
  test.each<[cell: string, locale: string | null, figure: number]>([
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
    ['1 234 567', 'fr', 1_234_567],
    ['1\u00A0234', 'fr', 1234],
    ['1\u202F234,0', 'fr', 1234],
    ['\u22121 234', 'fr', -1234],
    ['12 345', 'pl', 12_345],
    ['1234', 'pl', 1234],
    ["1'234.00", 'de-CH', 1234],
    ['1’234’567', 'de-CH', 1_234_567],
    ['12,34,567', 'en-IN', 1_234_567],
    ['1.234.567,00', 'pt-BR', 1_234_567],
  ])('%j, written as in %s, is %d', (cell, locale, figure) => {
    expect(readWhole(cell, least, { numberLocale: locale, decimals: null })).toBe(figure);
  });

  test.each<[cell: string, locale: string | null, words: string]>([
    ['1.234,5', null, 'Declare'],
    ['1,234', null, 'Declare'],
    ['1 234', null, 'Declare'],
    ["1'234", null, 'Declare'],
    ['1\u00A0234', null, 'Declare'],
    ['1.234', 'fr', 'digits'],
    ['12 34', 'fr', 'digits'],
    ['1 234', 'en', 'digits'],
    ['1,234', 'de-CH', 'digits'],
    [`${'1'.repeat(80)},5`, 'fr', 'digits'],
    ['1.234', null, 'Declare'],
    ['5.0', null, 'Declare'],
    ['12.5', null, 'Points have no fractions'],
    ['-12,50', null, 'Points have no fractions'],
    ['1.2345', null, 'Points have no fractions'],
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
    expect(readWhole(cell, least, { numberLocale: locale, decimals: null })).toMatchObject({
      fix: expect.stringContaining(words),
    });
  });

  test.each([
    ['12.50', 'floor', 12],
    ['12.50', 'half-up', 13],
    ['12.49', 'half-up', 12],
    ['12.01', 'ceil', 13],
    ['-12.50', 'floor', -12],
    ['-12.50', 'half-up', -13],
    ['1,234.999', 'floor', 1234],
    ['0.4', 'half-up', 0],
    ['7.00', 'ceil', 7],
    ['9007199254740990.9', 'floor', 9_007_199_254_740_990],
  ] as const)('%s, rounded as the file says with %s, is %d', (cell, decimals, figure) => {
    expect(readWhole(cell, least, { numberLocale: 'en', decimals })).toBe(figure);
  });

  test('every locale of the runtime reads what it writes', () => {
    const tags = [
      'en',
      'de',
      'id',
      'fr',
      'pl',
      'de-CH',
      'it-CH',
      'en-IN',
      'es',
      'sv',
      'nb',
      'ru',
      'pt-PT',
      'ar',
      'hi',
      'ja',
      'de-AT',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...tags), fc.maxSafeInteger(), (numberLocale, figure) => {
        const written = figure.toLocaleString(numberLocale, { numberingSystem: 'latn' }).replace(/\p{Cf}/gu, '');
        expect(readWhole(written, least, { numberLocale, decimals: null })).toBe(figure);
      }),
    );
  });

  test('a balance is 0 or more', () => {
    expect(readWhole('-1', 0, { numberLocale: null, decimals: null })).toMatchObject({ problem: 'must be 0 or more' });
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
    unit: fc.constantFrom("'", '7', '=', '+', '@', '＝', 'a', ' ', '"', '\t', '\r', '\n', ',', ';'),
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

test('an apostrophe that marks a number as a text is taken off, and one that a text begins with comes back', () => {
  expect(["'7301234567890", "'08123456789", "'+628123456789", "'"].map(unguarded)).toEqual([
    '7301234567890',
    '08123456789',
    '+628123456789',
    "'",
  ]);
  expect(guarded("'90s")).toBe("''90s");
  expect(unguarded(guarded("'90s"))).toBe("'90s");
});

test('an apostrophe that another program wrote is part of the text', () => {
  expect(["'s Hertogenbosch", "a,'b'"].map(unguarded)).toEqual(["'s Hertogenbosch", "a,'b'"]);
});
