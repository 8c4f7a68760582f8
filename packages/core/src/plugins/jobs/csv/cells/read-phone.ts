import type { Phone } from '../../../../index.ts';
import { phoneRule, type MistakeText } from '../../../../shapes.ts';
import type { PhoneReader } from './phone-reader.ts';
import { readByRule } from './read-text.ts';
import { damageOf } from './spreadsheet-damage.ts';

/** Reads a phone number into E.164, in which equal numbers are equal texts. Without a reader, it is E.164 already. */
export function readPhone(cell: string, phones: PhoneReader | null, country: string | null): Phone | MistakeText {
  if (plain.test(cell) && phones === null) return cell as Phone;
  const damage = damageOf(cell);
  if (damage) return damage;
  return phones === null ? readByRule(phoneRule, cell) : phones.read(cell, country);
}

const plain = /^\+[1-9][0-9]{6,14}$/;
