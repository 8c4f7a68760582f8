import { commandOfPlan } from '../records/command-of-plan.ts';
import { decideCapture, holdEndKeys } from '../redeeming/decide-hold-end.ts';
import { systemActor } from '../program/program.ts';
import type { RedemptionReceipt } from '../redeeming/redemption-receipt.ts';
import type { CaptureHoldCommand } from '../schemas/points-commands.ts';
import { parse } from '../schemas/parse.ts';
import { captureHoldShape } from '../schemas/points-shapes.ts';
import type { CaptureHoldFailure } from './failures.ts';
import { fingerprint, type Plan } from './ports.ts';

/**
 * Spends what a hold set aside, even if its points would have expired meanwhile; what is not captured is released.
 *
 * @example
 * ```ts
 * await captureHold(ports)({ memberId: 'C-17', redemptionId: 'RD-2' });
 * ```
 */
export const captureHold = commandOfPlan<CaptureHoldCommand, RedemptionReceipt, CaptureHoldFailure>(
  'captureHold',
  planCaptureHold,
);

function planCaptureHold(input: CaptureHoldCommand): Plan<RedemptionReceipt, CaptureHoldFailure> {
  return parse(captureHoldShape, input).map((said) => {
    const { memberId, redemptionId, points = null, actor = systemActor } = said;
    const command = { memberId, redemptionId, points, actor, fingerprint: fingerprint('capture-hold', said) };
    return { keys: holdEndKeys(command), decide: (records, context) => decideCapture(command, records, context) };
  });
}
