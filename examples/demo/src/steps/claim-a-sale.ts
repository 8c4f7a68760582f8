import { ResultAsync } from 'neverthrow';
import type { Ledgers } from '../ledgers.ts';
import { savedWithoutCustomer } from './save-the-day.ts';

/** Gives the sale that was saved without a customer to member 14729, who comes back with the receipt. */
export function claimASale({ both }: Ledgers) {
  const command = { invoiceId: savedWithoutCustomer, memberId: '14729', actor: 'staff-2', idempotencyKey: 'claim-1' };
  return ResultAsync.combine(both.map((ledger) => ledger.claimInvoice(command)));
}
