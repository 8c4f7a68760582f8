import type { Words } from '../schemas/words.ts';

/** Whose way of writing numbers a file has: 1,234.5 or 1.234,5. */
export type NumberLocale = 'en' | 'de' | 'id';

/** A whole number, from `least` on. Without a locale only digits and a sign are one, for nobody can tell what 1.234 is. */
export function readWhole(cell: string, least: number, locale: NumberLocale | null): number | Words {
  const figure = figureOf(cell);
  if (figure >= 0) return within(figure, least);
  if (plain.test(cell)) return within(Number(cell), least);
  const written = locale === null ? null : patterns[locale].exec(cell);
  if (written === null) return notWhole(cell, locale);
  const [, whole = '', fraction = ''] = written;
  if (/[1-9]/.test(fraction)) return { problem: 'must be a whole number', fix: 'Points have no fractions.' };
  return within(Number(whole.replace(/[.,]/g, '')), least);
}

/** The number that a few digits are, which a loop reads in a fifth of the time; below 0 for everything else. */
function figureOf(cell: string): number {
  if (cell === '' || cell.length > 15) return -1;
  let figure = 0;
  for (let at = 0; at < cell.length; at += 1) {
    const digit = cell.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    figure = figure * 10 + digit;
  }
  return figure;
}

function within(figure: number, least: number): number | Words {
  if (!Number.isSafeInteger(figure)) {
    return { problem: 'is too large', fix: 'The largest number is 2^53 - 1, 9007199254740991.' };
  }
  if (figure < least) return { problem: `must be ${least} or more`, fix: `Write a number from ${least} on.` };
  // There is one zero.
  return figure === 0 ? 0 : figure;
}

function notWhole(cell: string, locale: NumberLocale | null): Words {
  if (cell === '') return { problem: 'is missing', fix: 'Write a whole number.' };
  if (locale === null && /^[+-]?\d[\d.,]*$/.test(cell)) {
    return {
      problem: 'must be digits alone, for 1.234 is one number in English and another in Indonesian',
      fix: 'Declare how the file writes numbers ("en", "de" or "id"), or take out what stands between the digits.',
    };
  }
  return { problem: 'must be a whole number', fix: 'Write it in digits, such as 1500.' };
}

const plain = /^[+-]?\d+$/;
const english = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+))(?:\.(\d+))?$/;
const continental = /^([+-]?(?:\d{1,3}(?:\.\d{3})+|\d+))(?:,(\d+))?$/;
const patterns = { en: english, de: continental, id: continental } as const;
