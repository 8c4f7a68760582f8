import type { Email } from '../../../../index.ts';
import { emailRule, type FieldRule, idRule, noteRule, textRule, type MistakeText } from '../../../../shapes.ts';
import { plainName } from '../header/column-name.ts';
import { damageOf, lostIn } from './spreadsheet-damage.ts';

// Most cells are short and ASCII. Such a cell follows the rule and is in its form already. One pattern finds that out
// in a tenth of the time of the rule. A test compares the patterns with the rules.

/**
 * Reads an id, a card code or a key into the form in which equal names are equal. A problem does not contain the cell.
 */
export function readId<Id extends string>(cell: string): Id | MistakeText {
  const damage = damageOf(cell);
  if (damage) return damage;
  if (isPlain(cell, 128, otherThanWord)) return cell as Id;
  const read = readByRule(personalId as FieldRule<Id>, cell);
  // The advice of the rule is for programs, which choose their ids. A file names those that are there.
  return typeof read === 'object' ? { ...read, fix: 'Correct the cell, or leave the row out.' } : read;
}

/** Reads a name, or another text of one line. */
export function readText(cell: string): string | MistakeText {
  return isPlain(cell, 200, otherThanWords) ? cell : (lostIn(cell) ?? readByRule(textRule, cell));
}

/** Reads a text that may have several lines. */
export function readNote(cell: string): string | MistakeText {
  return isPlain(cell, 200, otherThanWords) ? cell : (lostIn(cell) ?? readByRule(noteRule, cell));
}

/** Reads an email address. Its domain becomes lower case. */
export function readEmail(cell: string): Email | MistakeText {
  return plainEmail.test(cell) ? (cell as Email) : readByRule(emailRule, cell);
}

/** Reads a cell by a rule for fields. */
export function readByRule<T extends string>({ check, convert }: FieldRule<T>, cell: string): T | MistakeText {
  return check(cell) ?? (convert ? convert(cell as T) : (cell as T));
}

/** Reads true or false, as programs, spreadsheets and people write them. */
export function readFlag(cell: string): boolean | MistakeText {
  const word = plainName(cell);
  if (yes.has(word)) return true;
  if (no.has(word)) return false;
  return { problem: 'must be true or false', fix: 'Write true or false, or yes or no.' };
}

/** Whether a text does not begin with a space and has no character that `other` finds. */
function isPlain(cell: string, maxLength: number, other: RegExp): boolean {
  return cell !== '' && cell.length <= maxLength && cell.charCodeAt(0) !== space && !other.test(cell);
}

// Spreadsheets write TRUE in the language of their user.
const yes: ReadonlySet<string> = wordsOf(
  'true,t,yes,y,1,on,wahr,ja,j,vrai,oui,o,verdadero,sí,s,prawda,tak,vero,sì,waar,benar,ya',
);
const no: ReadonlySet<string> = wordsOf(
  'false,f,no,n,0,off,falsch,nein,faux,non,falso,fałsz,nie,onwaar,nee,salah,tidak',
);

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(',').map(plainName));
}

const space = 0x20;
const otherThanWord = /[^!-~]/;
const otherThanWords = /[^ -~]/;
const plainEmail = /^(?=.{1,64}@)[A-Za-z0-9_+%-]+(?:\.[A-Za-z0-9_+%-]+)*@[a-z0-9]{1,63}\.[a-z]{2,63}$/;
const personalId = idRule<string>(true);
