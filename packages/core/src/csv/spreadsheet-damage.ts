import type { Words } from '../schemas/words.ts';

/** Says so where a spreadsheet put its own writing in the place of what was there. */
export function damageOf(cell: string): Words | null {
  // Either begins with a figure, a sign or a #, and most cells with a letter.
  if (cell.charCodeAt(0) > nine) return null;
  if (exponent.test(cell)) {
    return {
      problem: 'is damaged by a spreadsheet, which made a number of it and left out digits',
      fix: 'Make the column text in the spreadsheet, write the value again, and save the file anew.',
    };
  }
  return errorValue.test(cell)
    ? { problem: 'is an error of a spreadsheet, not a value', fix: 'Mend the formula, or write the value.' }
    : null;
}

const nine = 0x39;
/** Such as 6.28E+11, with either decimal sign. Spreadsheets write one digit before it and two after; 12E-4 is a name. */
const exponent = /^[+-]?\d(?:[.,]\d+)?E[+-]\d{2,3}$/i;
const errorValue = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!)$/;
