import { ResultAsync } from 'neverthrow';
import type { Ledgers } from '../ledgers.ts';

/** What the second member's balance is set to. */
export const agreedBalance = 2_000;

/** Corrects two balances by hand: one by an amount, one to an amount. */
export function correctBalances({ onSave }: Ledgers) {
  return ResultAsync.combine([
    onSave.adjustPoints({
      memberId: '12583',
      points: 50,
      direction: 'add',
      actor: 'staff-2',
      reason: 'parcel arrived late',
      comment: 'Sorry for the wait',
      idempotencyKey: 'late-parcel-1',
    }),
    onSave.setBalance({
      memberId: '17850',
      balance: agreedBalance,
      actor: 'manager-1',
      reason: 'balance agreed on the phone',
      idempotencyKey: 'agreed-balance-1',
    }),
  ]);
}
