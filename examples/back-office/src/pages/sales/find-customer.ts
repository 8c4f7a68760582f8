import type { Member } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import type { Customer } from '../../shop/directory.ts';

/** The customer that was typed: found, nobody, or why not. */
export type Found =
  | {
      readonly is: 'one';
      readonly memberId: string;
      readonly name: string;
      readonly available: number;
      readonly member: Member;
    }
  | { readonly is: 'nobody' | 'none' }
  /** One of these may be meant: somebody chooses. */
  | { readonly is: 'several'; readonly customers: readonly Customer[] };

/** So many are shown to choose from, at most. */
const maxChoices = 6;

// #region find
/**
 * Finds the customer by number, phone, email or card. A part of a name or of a phone is no proof of who it is: it finds
 * those who may be meant.
 */
export async function findCustomer({ ledger: { pointbook }, directory }: Office, typed: string): Promise<Found> {
  const text = typed.trim();
  if (text === '') return { is: 'nobody' };
  const ways = [{ memberId: text }, text.includes('@') ? { email: text } : { phone: text }, { cardCode: text }];
  for (const way of ways) {
    const found = await pointbook.findMembers(way);
    // What is no phone names nobody by phone.
    if (found.isErr() && found.error.kind === 'invalid-command') continue;
    const [member, ...others] = orThrow(found);
    if (member === undefined) continue;
    if (others.length > 0) return { is: 'several', customers: [member, ...others].slice(0, maxChoices) };
    const { memberId, name, balance } = member;
    return { is: 'one', memberId, name: name ?? memberId, available: balance.available, member };
  }
  const customers = directory.page(text, null, maxChoices);
  return customers.length === 0 ? { is: 'none' } : { is: 'several', customers };
}
// #endregion find
