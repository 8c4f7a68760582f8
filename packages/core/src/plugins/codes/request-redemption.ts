import type { Channel, MemberId, RedeemPointsCommand } from '../../index.ts';
import { type FailureOf, sendingCommand } from '../../plugin.ts';
import { checkRedemptionFields, redemptionFields } from '../../till.ts';
import { id, optional, phone, shape, strict, refine } from '../../shapes.ts';
import { sendingFields } from './code-fields.ts';
import { codeReceipt } from './code-receipt.ts';
import { decideRequest, prepareRequest, recallRequest, requestReads, identityOfRequest } from './request-decision.ts';
import { sendIssued } from './send-code.ts';

/**
 * Points to spend once the customer gives the code that is sent. Known by `redemptionId` within its member; exactly one
 * of `memberId` and `phone`, and of `points` and `rewardId`.
 */
export interface RequestRedemptionCommand extends Omit<RedeemPointsCommand, 'memberId'> {
  /** The member; left out where `phone` names one. */
  readonly memberId?: string | undefined;
  /** The member's telephone number, in place of the id. */
  readonly phone?: string | undefined;
  /** One of the program's; the first over which the member can be reached when left out. */
  readonly channel?: Channel | undefined;
  /** The customer's language as a BCP 47 tag, such as `id`; the plugin's `locale` when left out. */
  readonly locale?: string | undefined;
}

/** The shape of a request, for staff and for members. */
export const requestShape = shape<RequestRedemptionCommand>()(
  refine(
    strict({ ...redemptionFields, memberId: optional(id<MemberId>()), phone: optional(phone()), ...sendingFields }),
    function* (input) {
      yield* checkRedemptionFields(input);
      if ((input.memberId === undefined) !== (input.phone === undefined)) return;
      yield { path: ['memberId'], problem: 'or phone must be given, and not both', fix: 'Name the member in one way.' };
    },
  ),
);

/**
 * Holds points and sends the customer a one-time code, which `confirmRedemption` takes to spend them.
 *
 * @remarks The points are held until the deadline: the program's `holdMinutes` from now, 15 minutes unless it says
 * otherwise. The hold is committed before the message goes out. When the message fails, `code-not-sent` names the
 * challenge, which `resendCode` sends again and `cancelRedemption` ends. The same command again answers with the same
 * challenge and sends nothing, however many callers ask at once: one message goes out. It may also be used where the
 * program asks for no code.
 *
 * Fails with `no-otp-secret`, `unknown-member`, `unknown-invoice`, `invoice-has-member`, `invoice-voided`,
 * `too-many-changes`, `unknown-reward`, `redemption-not-allowed`, `channel-not-allowed`, `no-notifier`,
 * `no-destination`, `member-locked`, `too-many-codes`, `insufficient-points`, `too-many-holds`, `code-not-sent`,
 * `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store. `overloaded`, `store-locked`
 * and `store-unavailable` are retryable. A failure has written nothing, unless it is `code-not-sent` (the points are
 * held, and the send is counted) or says `written: 'unknown'`. `too-many-codes` and `code-not-sent` say in `retryAt`
 * when to ask again.
 *
 * @example
 * ```ts
 * const asked = await pointbook.codes.requestRedemption({ memberId: 'C-17', redemptionId: 'RD-3', points: 500 });
 * asked.match(
 *   ({ challengeId, channel, destination }) => print(`A code went by ${channel} to ${destination}`, challengeId),
 *   (error) => print(error.kind, error.message),
 * );
 * ```
 */
export const requestRedemption = sendingCommand({
  name: 'requestRedemption',
  route: 'POST /redemptions/requests',
  input: requestShape,
  failures: {
    'no-otp-secret': true,
    'unknown-member': true,
    'unknown-invoice': true,
    'invoice-has-member': true,
    'invoice-voided': true,
    'unknown-reward': true,
    'redemption-not-allowed': true,
    'channel-not-allowed': true,
    'no-notifier': true,
    'no-destination': true,
    'member-locked': true,
    'too-many-changes': true,
    'too-many-codes': true,
    'too-many-holds': true,
    'insufficient-points': true,
    'idempotency-key-reused': true,
    'code-not-sent': true,
  },
  joins: 'own-commit',
  prepare: prepareRequest,
  identity: identityOfRequest,
  reads: requestReads,
  recall: recallRequest,
  decide: decideRequest,
  receipt: ({ challengeId, issued }, book, { hasher }) => ({
    receipt: codeReceipt(book, hasher, challengeId),
    issued,
  }),
  after: (asked, { input }, host) => sendIssued(host, asked, input.locale),
});

/** What can go wrong with `requestRedemption`. */
export type RequestRedemptionFailure = FailureOf<typeof requestRedemption>;
