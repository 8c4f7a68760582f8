import { redeemPoints } from '../spending/redeem-points.ts';
import { holdPoints } from '../spending/hold-points.ts';
import { captureHold } from '../spending/capture-hold.ts';
import { releaseHold } from '../spending/release-hold.ts';
import { undoRedemption } from '../spending/undo-redemption.ts';

export { redeemPoints, type RedeemPointsCommand, type RedeemPointsFailure } from '../spending/redeem-points.ts';
export { holdPoints, type HoldPointsCommand, type HoldPointsFailure } from '../spending/hold-points.ts';
export { captureHold, type CaptureHoldCommand, type CaptureHoldFailure } from '../spending/capture-hold.ts';
export { releaseHold, type ReleaseHoldCommand, type ReleaseHoldFailure } from '../spending/release-hold.ts';
export {
  undoRedemption,
  type UndoReceipt,
  type UndoRedemptionCommand,
  type UndoRedemptionFailure,
} from '../spending/undo-redemption.ts';

/** The verbs that spend points. */
export const spendingVerbs = {
  /**
   * Spends points in one step, for money or for a reward.
   *
   * @example
   * ```ts
   * await pointbook.redeemPoints({ memberId: 'C-17', redemptionId: 'RD-1', points: 100 });
   * ```
   */
  redeemPoints,
  /**
   * Sets points aside for a redemption. Nothing else can spend or expire them until the deadline, when the hold lapses.
   *
   * @example
   * ```ts
   * await pointbook.holdPoints({ memberId: 'C-17', redemptionId: 'RD-2', points: 100, holdMinutes: 10 });
   * ```
   */
  holdPoints,
  /**
   * Spends what a hold set aside, even if its points would have expired meanwhile. What is not captured is released.
   *
   * @example
   * ```ts
   * await pointbook.captureHold({ memberId: 'C-17', redemptionId: 'RD-2' });
   * ```
   */
  captureHold,
  /**
   * Gives back what a hold set aside.
   *
   * @example
   * ```ts
   * await pointbook.releaseHold({ memberId: 'C-17', redemptionId: 'RD-2' });
   * ```
   */
  releaseHold,
  /**
   * Says that a redemption was a mistake: its points come back as they were, in whole or in parts.
   *
   * @example
   * ```ts
   * await pointbook.undoRedemption({ memberId: 'C-17', redemptionId: 'RD-1', undoId: 'UNDO-1', actor: 'staff-3' });
   * ```
   */
  undoRedemption,
};
