import { adjustPoints } from '../adjusting/adjust-points.ts';
import { setBalance } from '../adjusting/set-balance.ts';
import { reverseEntry } from '../adjusting/reverse-entry.ts';

export { adjustPoints, type AdjustPointsCommand, type AdjustPointsFailure } from '../adjusting/adjust-points.ts';
export { setBalance, type SetBalanceCommand, type SetBalanceFailure } from '../adjusting/set-balance.ts';
export { reverseEntry, type ReverseEntryCommand, type ReverseEntryFailure } from '../adjusting/reverse-entry.ts';

/** The verbs that change points by hand. */
export const adjustingVerbs = {
  /**
   * Gives points to a member or takes points away, by hand.
   *
   * @example
   * ```ts
   * await pointbook.adjustPoints({
   *   memberId: 'C-17', points: 50, direction: 'add', actor: 'staff-3', reason: 'missed sale', idempotencyKey: 'adj-1',
   * });
   * ```
   */
  adjustPoints,
  /**
   * Makes a member's balance what it should be.
   *
   * @example
   * ```ts
   * await pointbook.setBalance({
   *   memberId: 'C-17', balance: 200, expectedBalance: 180, actor: 'staff-3', reason: 'recount', idempotencyKey: 'set-1',
   * });
   * ```
   */
  setBalance,
  /**
   * Undoes an adjustment, an opening balance or a return without a sale, once, in whole or in part.
   *
   * @example
   * ```ts
   * await pointbook.reverseEntry({
   *   memberId: 'C-17', sequence: 4, actor: 'staff-3', reason: 'wrong customer', idempotencyKey: 'undo-1',
   * });
   * ```
   */
  reverseEntry,
};
