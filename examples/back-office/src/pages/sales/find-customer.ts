import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';

/** The customer that was typed: found, nobody, or why not. */
export type Found =
  | { readonly is: 'one'; readonly memberId: string; readonly name: string; readonly available: number }
  | { readonly is: 'nobody' | 'none' | 'several' };

// #region find
/** Finds the customer by phone, email or number. */
export async function findCustomer({ ledger: { pointbook } }: Office, typed: string): Promise<Found> {
  const text = typed.trim();
  if (text === '') return { is: 'nobody' };
  const byId = await pointbook.findMembers({ memberId: text });
  const byMore = text.includes('@') ? { email: text } : { phone: text };
  const found = byId.isOk() && byId.value.length > 0 ? byId : await pointbook.findMembers(byMore);
  // What is neither an id nor a phone nor an email names nobody.
  if (found.isErr() && found.error.kind === 'invalid-command') return { is: 'none' };
  const [first, ...others] = orThrow(found);
  if (first === undefined) return { is: 'none' };
  if (others.length > 0) return { is: 'several' };
  const { memberId, name, balance } = first;
  return { is: 'one', memberId, name: name ?? memberId, available: balance.available };
}
// #endregion find
