import { ResultAsync } from 'neverthrow';
import type { Ledgers } from '../ledgers.ts';

/** One member sets points aside for a hamper and takes it; another turns points into money in one step. */
export function spendPoints({ onSave }: Ledgers) {
  const hamper = { memberId: '12583', redemptionId: 'hamper-1' };
  return ResultAsync.combine([
    onSave.holdPoints({ ...hamper, rewardId: 'hamper' }).andThen(() => onSave.captureHold(hamper)),
    onSave.redeemPoints({ memberId: '16029', redemptionId: 'voucher-1', points: 1_000 }),
  ]);
}
