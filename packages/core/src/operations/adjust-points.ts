import { decideAdjustment } from '../adjusting/decide-adjustment.ts';
import { keyedKeys } from '../adjusting/decide-keyed.ts';
import type { AdjustmentReceipt } from '../adjusting/adjustment-receipt.ts';
import type { AdjustPointsCommand } from '../schemas/points-commands.ts';
import { parse } from '../schemas/parse.ts';
import { adjustPointsShape } from '../schemas/points-shapes.ts';
import type { AdjustPointsFailure } from './failures.ts';
import { type Plan, type Ports, run } from './ports.ts';
import { toReference, toStaffCommand } from './to-staff-command.ts';

/**
 * Gives points to a member or takes points away, by hand.
 *
 * @remarks Points given end as the program's expiry says. A deduction takes available points, then pending ones, never
 * held ones; where they do not suffice nothing is taken.
 *
 * @example
 * ```ts
 * await adjustPoints(ports)({
 *   memberId: 'C-17', points: 50, direction: 'add', actor: 'staff-3', reason: 'missed sale', idempotencyKey: 'adj-1',
 * });
 * ```
 */
export function adjustPoints(ports: Ports) {
  return (command: AdjustPointsCommand) =>
    run<AdjustmentReceipt, AdjustPointsFailure>(ports, planAdjustPoints(command));
}

export function planAdjustPoints(input: AdjustPointsCommand): Plan<AdjustmentReceipt, AdjustPointsFailure> {
  return parse(adjustPointsShape, input).map((said) => {
    const { direction, points } = said;
    const reference = toReference(said.reference);
    const command = { ...toStaffCommand('adjust-points', said), direction, points, reference };
    return { keys: keyedKeys(command), decide: (records, context) => decideAdjustment(command, records, context) };
  });
}
