import type { CardCode, Email, MemberId, Phone } from '../../../../index.ts';
import { mailboxOf } from '../../../../values.ts';
import type { MistakeText } from '../../../../shapes.ts';
import type { CellFields, Field } from './cell-fields.ts';
import type { ImportOptions } from '../import-options.ts';
import type { Who } from '../import-row.ts';
import type { PhoneReader } from './phone-reader.ts';
import { readPhone } from './read-phone.ts';
import { readEmail, readId } from './read-text.ts';

/**
 * Reads which member a row names, by exactly one of four columns. Only the ledger knows whether two columns name the
 * same member, and to use the first could give points to another one.
 */
export function whoField(
  { optional, fail, hasProblem }: CellFields,
  { phoneCountry }: Pick<ImportOptions, 'phoneCountry'>,
  phones: PhoneReader | null,
): Field<Who | null> {
  const memberIdOf = optional('memberId', readId<MemberId>);
  const phoneOf = optional('phone', (cell): Phone | MistakeText => readPhone(cell, phones, phoneCountry));
  const emailOf = optional('email', readEmail);
  const cardCodeOf = optional('cardCode', readId<CardCode>);
  return (cells) => {
    const memberId = memberIdOf(cells);
    const phone = phoneOf(cells);
    const email = emailOf(cells);
    const cardCode = cardCodeOf(cells);
    if (hasProblem()) return null;
    const named = whoOf(memberId, phone, email, cardCode);
    const [who, ...others] = named;
    if (who === undefined) return fail(nobody);
    return others.length === 0 ? who : fail(ambiguous);
  };
}

function whoOf(
  memberId: MemberId | null,
  phone: Phone | null,
  email: Email | null,
  cardCode: CardCode | null,
): readonly Who[] {
  const named: Who[] = [];
  if (memberId !== null) named.push({ by: 'memberId', id: memberId });
  if (phone !== null) named.push({ by: 'phone', id: phone });
  if (email !== null) named.push({ by: 'email', id: mailboxOf(email) });
  if (cardCode !== null) named.push({ by: 'cardCode', id: cardCode });
  return named;
}

const nobody: MistakeText = {
  problem: 'does not say whose points they are',
  fix: 'Fill memberId, phone, email or cardCode.',
};
const ambiguous: MistakeText = {
  problem: 'names the member by more than one of memberId, phone, email and cardCode, which may be different people',
  fix: 'Keep one of them, and empty the others or map them to nothing.',
};
