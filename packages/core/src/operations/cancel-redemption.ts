import type { ResultAsync } from 'neverthrow';
import { systemActor } from '../program/program.ts';
import { type CancelFailure, decideCancel } from '../redeeming/decide-cancel.ts';
import { challengeKeys } from '../redeeming/decide-confirm.ts';
import type { RedemptionReceipt } from '../redeeming/redemption-receipt.ts';
import type { CancelRedemptionCommand } from '../schemas/code-commands.ts';
import { cancelRedemptionShape } from '../schemas/code-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { CancelRedemptionFailure } from './failures.ts';
import { type Plan, type Ports, run } from './ports.ts';

/**
 * Gives back the points of a redemption that waits for its code, whether or not the code can still be used.
 *
 * @example
 * ```ts
 * await cancelRedemption(ports)({ challengeId: text, actor: 'staff-3' });
 * ```
 */
export function cancelRedemption(ports: Ports) {
  return (command: CancelRedemptionCommand): ResultAsync<RedemptionReceipt, CancelRedemptionFailure> =>
    run(ports, planCancelRedemption(command));
}

function planCancelRedemption(input: CancelRedemptionCommand): Plan<RedemptionReceipt, CancelFailure> {
  return parse(cancelRedemptionShape, input).map(({ challengeId, actor = systemActor }) => {
    const command = { challengeId, actor };
    return { keys: challengeKeys(command), decide: (records, context) => decideCancel(command, records, context) };
  });
}
