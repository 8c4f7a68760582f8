import { commandOfPlan } from '../records/command-of-plan.ts';
import { decideHold, redeemKeys } from '../redeeming/decide-redemption.ts';
import type { RedemptionReceipt } from '../redeeming/redemption-receipt.ts';
import type { HoldPointsCommand } from '../schemas/points-commands.ts';
import { parse } from '../schemas/parse.ts';
import { holdPointsShape } from '../schemas/points-shapes.ts';
import type { HoldPointsFailure } from './failures.ts';
import type { Plan } from './ports.ts';
import { toRedemption } from './to-redemption.ts';

/**
 * Sets points aside for a redemption: nothing else can spend or expire them until the deadline, when the hold lapses.
 *
 * @example
 * ```ts
 * await holdPoints(ports)({ memberId: 'C-17', redemptionId: 'RD-2', points: 100, holdMinutes: 10 });
 * ```
 */
export const holdPoints = commandOfPlan<HoldPointsCommand, RedemptionReceipt, HoldPointsFailure>(
  'holdPoints',
  planHoldPoints,
);

function planHoldPoints(input: HoldPointsCommand): Plan<RedemptionReceipt, HoldPointsFailure> {
  return parse(holdPointsShape, input).map((said) => {
    const command = { ...toRedemption('hold-points', said), holdMinutes: said.holdMinutes ?? null, challengeId: null };
    return { keys: redeemKeys(command), decide: (records, context) => decideHold(command, records, context) };
  });
}
