import type { Email } from '../values/ids.ts';
import { type FieldRule, idRule, textRule } from '../schemas/field-rules.ts';
import { emailRule, noteRule } from '../schemas/person-rules.ts';
import type { Words } from '../schemas/words.ts';
import { damageOf } from './spreadsheet-damage.ts';

// Most cells are short and ASCII. Those that are plain keep the rule beside it and are in its form already, which takes a
// tenth of the time to tell: to look for a character that is not one of a few is the fastest of all patterns. A test holds
// the two together.

/** An id, a card code or a key: the form in which equal names are equal. Nothing of it is told. */
export function readId<Id extends string>(cell: string): Id | Words {
  const damage = damageOf(cell);
  if (damage) return damage;
  return isPlain(cell, 128, otherThanWord) ? (cell as Id) : readByRule(personalId as FieldRule<Id>, cell);
}

/** A name, or another text of one line. */
export function readText(cell: string): string | Words {
  return isPlain(cell, 200, otherThanWords) ? cell : readByRule(textRule, cell);
}

/** Words for people, of several lines if need be. */
export function readNote(cell: string): string | Words {
  return isPlain(cell, 200, otherThanWords) ? cell : readByRule(noteRule, cell);
}

/** An email address, its domain in lower case. */
export function readEmail(cell: string): Email | Words {
  return plainEmail.test(cell) ? (cell as Email) : readByRule(emailRule, cell);
}

/** A cell as a rule for fields has it. */
export function readByRule<T extends string>({ judge, convert }: FieldRule<T>, cell: string): T | Words {
  return judge(cell) ?? (convert ? convert(cell as T) : (cell as T));
}

/** True or false, as programs and spreadsheets write them. */
export function readFlag(cell: string): boolean | Words {
  if (cell === 'true' || cell === 'TRUE') return true;
  if (cell === 'false' || cell === 'FALSE') return false;
  return { problem: 'must be true or false', fix: 'Write true or false.' };
}

/** Whether a text has a first character, and only such as the pattern does not look for. */
function isPlain(cell: string, longest: number, other: RegExp): boolean {
  return cell !== '' && cell.length <= longest && cell.charCodeAt(0) !== space && !other.test(cell);
}

const space = 0x20;
const otherThanWord = /[^!-~]/;
const otherThanWords = /[^ -~]/;
const plainEmail = /^[!-?A-~]{1,64}@[a-z0-9-]{1,63}\.[a-z0-9-]{1,63}$/;
const personalId = idRule<string>(true);
