import { commandOfPlan } from '../records/command-of-plan.ts';
import { decideRelease, holdEndKeys } from '../redeeming/decide-hold-end.ts';
import { systemActor } from '../program/program.ts';
import type { RedemptionReceipt } from '../redeeming/redemption-receipt.ts';
import type { ReleaseHoldCommand } from '../schemas/points-commands.ts';
import { parse } from '../schemas/parse.ts';
import { releaseHoldShape } from '../schemas/points-shapes.ts';
import type { ReleaseHoldFailure } from './failures.ts';
import { fingerprint, type Plan } from './ports.ts';

/**
 * Gives back what a hold set aside; points that have ended meanwhile expire in the same commit.
 *
 * @example
 * ```ts
 * await releaseHold(ports)({ memberId: 'C-17', redemptionId: 'RD-2' });
 * ```
 */
export const releaseHold = commandOfPlan<ReleaseHoldCommand, RedemptionReceipt, ReleaseHoldFailure>(
  'releaseHold',
  planReleaseHold,
);

function planReleaseHold(input: ReleaseHoldCommand): Plan<RedemptionReceipt, ReleaseHoldFailure> {
  return parse(releaseHoldShape, input).map((said) => {
    const { memberId, redemptionId, actor = systemActor } = said;
    const command = { memberId, redemptionId, actor, fingerprint: fingerprint('release-hold', said) };
    return { keys: holdEndKeys(command), decide: (records, context) => decideRelease(command, records, context) };
  });
}
