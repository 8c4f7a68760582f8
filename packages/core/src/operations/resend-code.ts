import type { Result, ResultAsync } from 'neverthrow';
import type { InvalidCommand, NoOtpSecret } from '../values/errors.ts';
import type { Task } from '../records/decision.ts';
import { challengeKeys } from '../redeeming/decide-confirm.ts';
import type { Requested } from '../redeeming/decide-request.ts';
import { decideResend, type ResendFailure } from '../redeeming/decide-resend.ts';
import { drawCode } from '../redeeming/draw-code.ts';
import type { ResendCodeCommand } from '../schemas/code-commands.ts';
import { resendCodeShape } from '../schemas/code-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { ResendCodeFailure } from './failures.ts';
import { codesOf, type Ports } from './ports.ts';
import type { PlannedCode } from './request-redemption.ts';
import { type CodeSentReceipt, sendIssued } from './send-code.ts';

/**
 * Sends another code for the same redemption, over the same channel or another; the code before is no longer good.
 *
 * @remarks Nothing that was counted is given back: not the attempts, not the codes sent to the member or the destination,
 * not the deadline.
 *
 * @example
 * ```ts
 * const sent = await resendCode(ports)({ challengeId: text, channel: 'sms' });
 * if (sent.isErr() && sent.error.kind === 'too-many-codes') print('Wait until', sent.error.retryAt);
 * ```
 */
export function resendCode(ports: Ports) {
  return (command: ResendCodeCommand): ResultAsync<CodeSentReceipt, ResendCodeFailure> =>
    planResendCode(ports, command)
      .asyncAndThen(({ task }) => ports.engine.run(task))
      .andThen((requested) => sendIssued(ports, requested, command.locale));
}

/** The decision to send another code. */
export function planResendCode(
  ports: Ports,
  input: ResendCodeCommand,
): Result<PlannedCode<ResendFailure>, InvalidCommand | NoOtpSecret> {
  const { program, messenger } = ports;
  return parse(resendCodeShape, input).andThen(({ challengeId, channel = null }) =>
    codesOf(ports).map(({ keeper, random }) => {
      const command = { challengeId, channel, code: drawCode(random.bytes, program.redeem.codes.digits) };
      const desk = { keeper, served: messenger.served };
      const task: Task<Requested, ResendFailure> = {
        keys: challengeKeys(command),
        decide: (records, context) => decideResend(command, desk, records, context),
      };
      return { task, challengeId };
    }),
  );
}
