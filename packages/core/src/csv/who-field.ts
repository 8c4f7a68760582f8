import type { CardCode, MemberId } from '../values/ids.ts';
import type { Words } from '../schemas/words.ts';
import type { CellFields, Field } from './cell-fields.ts';
import type { ImportOptions } from './import-options.ts';
import type { Who } from './import-row.ts';
import { readPhone } from './read-phone.ts';
import { readId } from './read-text.ts';

/**
 * Reads which member a row names, by exactly one of three columns. Only the ledger knows whether two columns name the same
 * member, and to use the first could give points to another one.
 */
export function whoField(
  { optional, fail, hasProblem }: CellFields,
  { phoneCountry }: ImportOptions,
): Field<Who | null> {
  const memberIdOf = optional('memberId', readId<MemberId>);
  const phoneOf = optional('phone', (cell) => readPhone(cell, phoneCountry));
  const cardCodeOf = optional('cardCode', readId<CardCode>);
  return (cells) => {
    const memberId = memberIdOf(cells);
    const phone = phoneOf(cells);
    const cardCode = cardCodeOf(cells);
    if (hasProblem()) return null;
    if (memberId !== null && phone === null && cardCode === null) return { by: 'memberId', id: memberId };
    if (memberId === null && phone !== null && cardCode === null) return { by: 'phone', id: phone };
    if (memberId === null && phone === null && cardCode !== null) return { by: 'cardCode', id: cardCode };
    return fail(memberId === null && phone === null ? nobody : ambiguous);
  };
}

const nobody: Words = { problem: 'does not say whose points they are', fix: 'Fill memberId, phone or cardCode.' };
const ambiguous: Words = {
  problem: 'names the member by more than one of memberId, phone and cardCode, which may be different people',
  fix: 'Keep one of them and empty the others.',
};
