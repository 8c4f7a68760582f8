import type { MistakeText } from '../../../../shapes.ts';

/** The problem of a cell that a spreadsheet changed, or null. */
export function damageOf(cell: string): MistakeText | null {
  // Damage begins with a digit, a sign or a #. Most cells begin with a letter.
  if (cell.charCodeAt(0) > nine) return null;
  if (exponent.test(cell)) {
    return {
      problem: 'is damaged by a spreadsheet, which made it a number and removed digits',
      fix: 'Make the column text in the spreadsheet, write the value again, and save the file again.',
    };
  }
  return errorValue.test(cell)
    ? { problem: 'is an error of a spreadsheet, not a value', fix: 'Correct the formula, or write the value.' }
    : null;
}

/** The problem of a text in which a program that read it in a wrong encoding has lost characters, or null. */
export function lostIn(cell: string): MistakeText | null {
  return cell.includes('\uFFFD')
    ? {
        problem: 'has lost a character, as where a program read it in a wrong encoding',
        fix: 'Export it again, or write the text again.',
      }
    : null;
}

const nine = 0x39;
/** Such as 6.28E+11, with a point or a comma. Spreadsheets write one digit before it; 12E-04 is a name. */
const exponent = /^[+-]?\d(?:[.,]\d+)?E[+-]\d{2,3}$/i;
const errorValue = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!)$/;
