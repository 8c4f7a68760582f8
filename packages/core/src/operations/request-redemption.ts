import type { Result, ResultAsync } from 'neverthrow';
import type { InvalidCommand, NoOtpSecret } from '../values/errors.ts';
import type { ChallengeId } from '../values/ids.ts';
import { invariant } from '../values/invariant.ts';
import { systemActor } from '../program/program.ts';
import type { Task } from '../records/decision.ts';
import {
  decideRequest,
  type Requested,
  type RequestFailure,
  requestKeys,
  type RequestRedemption,
} from '../redeeming/decide-request.ts';
import { drawCode } from '../redeeming/draw-code.ts';
import type { RequestRedemptionCommand } from '../schemas/code-commands.ts';
import { requestRedemptionShape } from '../schemas/code-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { RequestRedemptionFailure } from './failures.ts';
import { codesOf, fingerprint, type Ports } from './ports.ts';
import { type CodeSentReceipt, sendIssued } from './send-code.ts';
import { toWhat } from './to-redemption.ts';

/**
 * Holds points and sends the customer a one-time code, which `confirmRedemption` takes to spend them.
 *
 * @remarks The points are held until the deadline, 15 minutes from now unless the program's `holdMinutes` says
 * otherwise. The hold is committed before the message goes out: when that fails, `code-not-sent` names the challenge,
 * which `resendCode` sends again and `cancelRedemption` ends. Asking again under the same `redemptionId` answers with
 * the same challenge and sends nothing. It may be used where the program asks for no code, too. Any number of processes may ask at once: one message goes out.
 *
 * @example
 * ```ts
 * const asked = await requestRedemption(ports)({ memberId: 'C-17', redemptionId: 'RD-3', points: 500 });
 * asked.match(
 *   ({ challengeId, channel, destination }) => print(`A code went by ${channel} to ${destination}`, challengeId),
 *   (error) => print(error.kind, error.message),
 * );
 * ```
 */
export function requestRedemption(ports: Ports) {
  return (command: RequestRedemptionCommand): ResultAsync<CodeSentReceipt, RequestRedemptionFailure> =>
    planRequestRedemption(ports, command)
      .asyncAndThen(({ task }) => ports.engine.run(task))
      .andThen((requested) => sendIssued(ports, requested, command.locale));
}

/** A decision that makes a code, and the challenge that it is for. */
export interface PlannedCode<Failure> {
  readonly task: Task<Requested, Failure>;
  readonly challengeId: ChallengeId;
}

/** The decision of a request, with the code that it will be sent with. */
export function planRequestRedemption(
  ports: Ports,
  input: RequestRedemptionCommand,
): Result<PlannedCode<RequestFailure>, InvalidCommand | NoOtpSecret> {
  const { program, messenger } = ports;
  return parse(requestRedemptionShape, input).andThen((said) =>
    codesOf(ports).map(({ keeper, random }) => {
      const { memberId, phone, points, rewardId, invoiceId = null, saleTotal = null, actor = systemActor } = said;
      const by = memberId === undefined ? phone && { phone } : { memberId };
      invariant(by !== undefined, 'a request names its member in one way');
      // Not drawn: so a request has one id, and nobody sees by another one that the first led nowhere.
      const challengeId = keeper.challengeIdOf(program.programId, fingerprint('request-redemption', said));
      const command: RequestRedemption = {
        by,
        redemptionId: said.redemptionId,
        what: toWhat(points, rewardId),
        invoiceId,
        saleTotal,
        actor,
        channel: said.channel ?? null,
        challengeId,
        code: drawCode(random.bytes, program.redeem.codes.digits),
        fingerprintFor: (member) => fingerprint('request-redemption', { ...said, phone: undefined, memberId: member }),
      };
      const desk = { keeper, served: messenger.served };
      const task: Task<Requested, RequestFailure> = {
        keys: requestKeys(command),
        decide: (records, context) => decideRequest(command, desk, records, context),
      };
      return { task, challengeId };
    }),
  );
}
