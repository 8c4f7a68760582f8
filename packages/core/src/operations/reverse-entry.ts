import { keyedKeys } from '../adjusting/decide-keyed.ts';
import { decideReversal } from '../adjusting/decide-reversal.ts';
import type { AdjustmentReceipt } from '../adjusting/adjustment-receipt.ts';
import type { ReverseEntryCommand } from '../schemas/points-commands.ts';
import { parse } from '../schemas/parse.ts';
import { reverseEntryShape } from '../schemas/points-shapes.ts';
import type { ReverseEntryFailure } from './failures.ts';
import { type Plan, type Ports, run } from './ports.ts';
import { toStaffCommand } from './to-staff-command.ts';

/**
 * Undoes an adjustment or an opening balance, once, in whole or in part.
 *
 * @remarks Points return to their lots with their expiry. What an invoice or a redemption wrote is `use-refund`.
 *
 * @example
 * ```ts
 * await reverseEntry(ports)({
 *   memberId: 'C-17', sequence: 4, actor: 'staff-3', reason: 'wrong customer', idempotencyKey: 'undo-1',
 * });
 * ```
 */
export function reverseEntry(ports: Ports) {
  return (command: ReverseEntryCommand) =>
    run<AdjustmentReceipt, ReverseEntryFailure>(ports, planReverseEntry(command));
}

export function planReverseEntry(input: ReverseEntryCommand): Plan<AdjustmentReceipt, ReverseEntryFailure> {
  return parse(reverseEntryShape, input).map((said) => {
    const { memberId, sequence, points = null } = said;
    const command = { ...toStaffCommand('reverse-entry', said), sequence, points };
    return {
      keys: { ...keyedKeys(command), entries: [{ memberId, sequence }] },
      decide: (records, context) => decideReversal(command, records, context),
    };
  });
}
