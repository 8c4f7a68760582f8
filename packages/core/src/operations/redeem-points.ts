import { commandOfPlan } from '../records/command-of-plan.ts';
import { decideRedeem, redeemKeys } from '../redeeming/decide-redemption.ts';
import type { RedemptionReceipt } from '../redeeming/redemption-receipt.ts';
import type { RedeemPointsCommand } from '../schemas/points-commands.ts';
import { parse } from '../schemas/parse.ts';
import { redeemPointsShape } from '../schemas/points-shapes.ts';
import type { RedeemPointsFailure } from './failures.ts';
import type { Plan } from './ports.ts';
import { toRedemption } from './to-redemption.ts';

/**
 * Spends points in one step, for money or for a reward: those that expire earliest first.
 *
 * @remarks It succeeds exactly if the points are available, whoever else redeems at the same time. On an invoice it is
 * a payment, and that part of the invoice earns nothing unless the program says so.
 *
 * @example
 * ```ts
 * await redeemPoints(ports)({ memberId: 'C-17', redemptionId: 'RD-1', points: 100 });
 * ```
 */
export const redeemPoints = commandOfPlan<RedeemPointsCommand, RedemptionReceipt, RedeemPointsFailure>(
  'redeemPoints',
  planRedeemPoints,
);

function planRedeemPoints(input: RedeemPointsCommand): Plan<RedemptionReceipt, RedeemPointsFailure> {
  return parse(redeemPointsShape, input).map((said) => {
    const command = toRedemption('redeem-points', said);
    return { keys: redeemKeys(command), decide: (records, context) => decideRedeem(command, records, context) };
  });
}
