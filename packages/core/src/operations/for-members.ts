import { err, errAsync, ok, type Result, ResultAsync } from 'neverthrow';
import { codeNotAccepted, noNotifier } from '../values/code-failures.ts';
import type { Overloaded } from '../values/errors.ts';
import type { ChallengeId } from '../values/ids.ts';
import type { SendOutcome } from '../values/message.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { Task } from '../records/decision.ts';
import type { Requested } from '../redeeming/decide-request.ts';
import type { RedemptionReceipt } from '../redeeming/redemption-receipt.ts';
import type {
  ConfirmRedemptionCommand,
  RequestRedemptionCommand,
  ResendCodeCommand,
} from '../schemas/code-commands.ts';
import { confirmRedemption } from './confirm-redemption.ts';
import type { ConfirmRedemptionFailure, MemberConfirmFailure, MemberRequestFailure } from './failures.ts';
import type { Ports } from './ports.ts';
import { planRequestRedemption } from './request-redemption.ts';
import { planResendCode } from './resend-code.ts';
import { sendCode } from './send-code.ts';

/** What whoever asked for a code is told. */
export interface MemberCodeReceipt {
  /** What `confirmRedemption` and `resendCode` ask for, whether or not there is such a challenge. */
  readonly challengeId: ChallengeId;
  /**
   * Settles when the message was handed over, with null where there was none to send. It is for the host alone: await it
   * where the process ends with its answer, and show nothing of it.
   */
  readonly delivery: Promise<SendOutcome | null>;
}

/** The verbs for screens that customers use by themselves. */
export interface MemberVerbs {
  /** Sends a code where that can be done, and answers alike where it cannot. */
  requestRedemption(command: RequestRedemptionCommand): ResultAsync<MemberCodeReceipt, MemberRequestFailure>;
  /** Spends the points, given the right code; whatever is wrong with the code, it is not accepted. */
  confirmRedemption(command: ConfirmRedemptionCommand): ResultAsync<RedemptionReceipt, MemberConfirmFailure>;
  /** Sends another code where that can be done, and answers alike where it cannot. */
  resendCode(command: ResendCodeCommand): ResultAsync<MemberCodeReceipt, MemberRequestFailure>;
}

/**
 * The verbs of one-time codes for a kiosk, a website or an app, where nobody may find out who takes part.
 *
 * @remarks Whether a member is known, has the points, can be reached or is locked makes no difference to an answer, nor to
 * how often the store is called, which is once; messages go out after it. How long that one call takes may differ, since
 * more is read for a member. At a till with staff use the plain verbs, which say what is
 * wrong. How often one caller may ask is for the host to limit.
 *
 * @example
 * ```ts
 * const asked = await forMembers(ports).requestRedemption({ phone: '+628123456789', redemptionId: 'RD-4', points: 100 });
 * if (asked.isOk()) print('If this number takes part, a code is on its way.');
 * ```
 */
export function forMembers(ports: Ports): MemberVerbs {
  const confirm = confirmRedemption(ports);
  return {
    requestRedemption: (command) =>
      planRequestRedemption(ports, command).asyncAndThen(({ task, challengeId }) =>
        askAlike(ports, task, challengeId, command.locale),
      ),
    confirmRedemption: (command) => confirm(command).mapErr(asOne),
    resendCode: (command) =>
      planResendCode(ports, command).asyncAndThen(({ task, challengeId }) =>
        askAlike(ports, task, challengeId, command.locale),
      ),
  };
}

/** Asks the ledger, and answers in one way whatever it says of the member. */
function askAlike(
  ports: Ports,
  task: Task<Requested, { readonly kind: string }>,
  challengeId: ChallengeId,
  locale: string = ports.locale,
): ResultAsync<MemberCodeReceipt, MemberRequestFailure> {
  const { program, messenger, engine } = ports;
  const { channels } = program.redeem.codes;
  if (!channels.some((channel) => messenger.served.includes(channel))) return errAsync(noNotifier(channels));
  const ask = async (): Promise<Result<MemberCodeReceipt, MemberRequestFailure>> => {
    const asked = await engine.run(task);
    if (asked.isErr()) {
      const failure = asked.error;
      return isOfStore(failure) ? err(failure) : ok({ challengeId, delivery: Promise.resolve(null) });
    }
    const { receipt, issued } = asked.value;
    const delivery = issued === null ? Promise.resolve(null) : sendCode(ports, issued, locale);
    return ok({ challengeId: receipt.challengeId, delivery });
  };
  return new ResultAsync(ask());
}

function isOfStore(failure: { readonly kind: string }): failure is StoreError | Overloaded {
  return 'written' in failure || failure.kind === 'overloaded';
}

/** What tells of the member or the challenge becomes one answer. */
function asOne(failure: ConfirmRedemptionFailure): MemberConfirmFailure {
  switch (failure.kind) {
    case 'unknown-challenge':
    case 'challenge-closed':
    case 'code-locked':
    case 'code-expired':
    case 'wrong-code':
    case 'member-locked':
    case 'unknown-member':
    case 'unknown-reward':
    case 'idempotency-key-reused':
    case 'insufficient-points':
    case 'currency-mismatch':
    case 'code-required':
      return codeNotAccepted();
    default:
      return failure;
  }
}
