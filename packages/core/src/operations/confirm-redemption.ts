import type { Result, ResultAsync } from 'neverthrow';
import type { InvalidCommand, NoOtpSecret } from '../values/errors.ts';
import type { Task } from '../records/decision.ts';
import { challengeKeys, type ConfirmFailure, decideConfirm } from '../redeeming/decide-confirm.ts';
import type { RedemptionReceipt } from '../redeeming/redemption-receipt.ts';
import type { ConfirmRedemptionCommand } from '../schemas/code-commands.ts';
import { confirmRedemptionShape } from '../schemas/code-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { ConfirmRedemptionFailure } from './failures.ts';
import { codesOf, type Ports } from './ports.ts';

/**
 * Spends the points of a request, given the code that the customer was sent.
 *
 * @remarks The used code and its entry are one commit. A wrong code is counted in the commit that judges it, however many
 * are given at once and wherever. Giving the right code again answers with the same receipt.
 *
 * @example
 * ```ts
 * const spent = await confirmRedemption(ports)({ challengeId: text, code: '042 917' });
 * if (spent.isErr() && spent.error.kind === 'wrong-code') print(`${spent.error.attemptsLeft} attempts left`);
 * ```
 */
export function confirmRedemption(ports: Ports) {
  return (command: ConfirmRedemptionCommand): ResultAsync<RedemptionReceipt, ConfirmRedemptionFailure> =>
    planConfirmRedemption(ports, command).asyncAndThen((task) => ports.engine.run(task));
}

function planConfirmRedemption(
  ports: Ports,
  input: ConfirmRedemptionCommand,
): Result<Task<RedemptionReceipt, ConfirmFailure>, InvalidCommand | NoOtpSecret> {
  return parse(confirmRedemptionShape, input).andThen((command) =>
    codesOf(ports).map(({ keeper }): Task<RedemptionReceipt, ConfirmFailure> => ({
      keys: challengeKeys(command),
      decide: (records, context) => decideConfirm(command, keeper, records, context),
    })),
  );
}
