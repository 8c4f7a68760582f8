import { decideSetBalance } from '../adjusting/decide-adjustment.ts';
import { keyedKeys } from '../adjusting/decide-keyed.ts';
import type { AdjustmentReceipt } from '../adjusting/adjustment-receipt.ts';
import type { SetBalanceCommand } from '../schemas/points-commands.ts';
import { parse } from '../schemas/parse.ts';
import { setBalanceShape } from '../schemas/points-shapes.ts';
import type { SetBalanceFailure } from './failures.ts';
import { type Plan, type Ports, run } from './ports.ts';
import { toReference, toStaffCommand } from './to-staff-command.ts';

/**
 * Makes a member's balance what it should be.
 *
 * @remarks With `expectedBalance`, only if it is what the caller believes. A balance that is right already is recorded
 * by an entry of 0 points.
 *
 * @example
 * ```ts
 * await setBalance(ports)({
 *   memberId: 'C-17', balance: 200, expectedBalance: 180, actor: 'staff-3', reason: 'recount', idempotencyKey: 'set-1',
 * });
 * ```
 */
export function setBalance(ports: Ports) {
  return (command: SetBalanceCommand) => run<AdjustmentReceipt, SetBalanceFailure>(ports, planSetBalance(command));
}

export function planSetBalance(input: SetBalanceCommand): Plan<AdjustmentReceipt, SetBalanceFailure> {
  return parse(setBalanceShape, input).map((said) => {
    const { balance, expectedBalance = null } = said;
    const reference = toReference(said.reference);
    const command = { ...toStaffCommand('set-balance', said), balance, expectedBalance, reference };
    return { keys: keyedKeys(command), decide: (records, context) => decideSetBalance(command, records, context) };
  });
}
