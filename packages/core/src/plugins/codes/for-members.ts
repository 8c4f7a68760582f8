import { codesSection } from './code-policy.ts';
import { err, ok, okAsync, type Result } from 'neverthrow';
import type { ChallengeId, Named } from '../../index.ts';
import { type Book, type BoundList, type FailureOf, sendingCommand } from '../../plugin.ts';
import { decideOnce, redemptionReceipt } from '../../till.ts';
import { invariant } from '../../values.ts';
import { noNotifier, type NoNotifier } from './code-delivery.ts';
import type { CodesHost } from './codes-host.ts';
import {
  type ConfirmFailure,
  confirmShape,
  decideConfirm,
  prepareConfirm,
  recallConfirm,
  identityOfConfirm,
} from './confirm-redemption.ts';
import type { CodeAsked, IssuedCode } from './challenges/issue-code.ts';
import type { SendOutcome } from './messages/message.ts';
import { challengeReads } from './challenges/open-challenge.ts';
import { decideRequest, prepareRequest, recallRequest, requestReads, identityOfRequest } from './request-decision.ts';
import { requestShape } from './request-redemption.ts';
import { decideResend, prepareResend, resendShape } from './resend-code.ts';
import { sendCode } from './send-code.ts';

/** What a member who asks for a code is told. */
export interface MemberCodeReceipt {
  /** What `confirmRedemption` and `resendCode` ask for, whether or not there is such a challenge. */
  readonly challengeId: ChallengeId;
  /**
   * Settles when the notifier has answered, with null where there was no message to send. It is for the host alone:
   * await it where the process ends with its answer, and show it to nobody.
   */
  readonly delivery: Promise<SendOutcome | null>;
}

/** The code was not accepted. The error gives no reason, because a member must not learn it. */
export interface CodeNotAccepted extends Named<'code-not-accepted'> {}

/** Sends a code where that can be done, and answers alike where it cannot. */
const requestForMember = sendingCommand({
  name: 'requestRedemption',
  route: 'POST /for-members/redemptions/requests',
  input: requestShape,
  failures: { 'no-otp-secret': true, 'no-notifier': true },
  joins: 'own-commit',
  prepare: (input, host: CodesHost) =>
    prepareRequest(input, host).andThen((request) => checkNotifiers(host).map(() => request)),
  identity: identityOfRequest,
  reads: requestReads,
  recall: 'runs-again',
  decide: (request, book, fingerprint) =>
    alike(book, request.challengeId, () =>
      decideOnce({ recall: recallRequest, decide: decideRequest }, request, book, fingerprint, (asked) => asked),
    ),
  receipt: (asked) => asked,
  after: (asked, { input }, host) => okAsync(sendToMember(host, asked, input.locale)),
});

/** Sends another code where that can be done, and answers alike where it cannot. */
const resendForMember = sendingCommand({
  name: 'resendCode',
  route: 'POST /for-members/challenges/{challengeId}/resend',
  input: resendShape,
  failures: { 'no-otp-secret': true, 'no-notifier': true },
  joins: 'own-commit',
  prepare: (input, host: CodesHost) =>
    prepareResend(input, host).andThen((resend) => checkNotifiers(host).map(() => resend)),
  identity: ({ challengeId }) => ({ challengeId }),
  reads: challengeReads,
  recall: 'runs-again',
  decide: (resend, book) => alike(book, resend.challengeId, () => decideResend(resend, book)),
  receipt: (asked) => asked,
  after: (asked, { locale }, host) => okAsync(sendToMember(host, asked, locale)),
});

/** Spends the points, given the right code; all other codes fail with one error. */
const confirmForMember = sendingCommand({
  name: 'confirmRedemption',
  route: 'POST /for-members/challenges/{challengeId}/confirm',
  input: confirmShape,
  failures: {
    'no-otp-secret': true,
    'code-not-accepted': true,
    'redemption-not-allowed': true,
    'unknown-invoice': true,
    'invoice-has-member': true,
    'invoice-voided': true,
    'too-many-changes': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'own-commit',
  sends: false,
  prepare: prepareConfirm,
  identity: identityOfConfirm,
  reads: challengeReads,
  recall: recallConfirm,
  decide: (input, book, fingerprint) => decideConfirm(input, book, fingerprint).mapErr(asOne),
  receipt: redemptionReceipt,
  after: (receipt) => okAsync(receipt),
});

/**
 * The verbs of one-time codes for a kiosk, a website or an app, where nobody may find out who takes part.
 *
 * @remarks An answer does not depend on whether a member is known, has the points, can be reached or is locked. Each
 * call calls the store once, and messages go out after it. The time of that call may differ, because more is read for a
 * member. At a till with staff use the plain verbs, which say what is wrong. Limit how often one caller may ask.
 *
 * A request and a resend fail with `no-otp-secret`, `no-notifier`, `invalid-command`, `overloaded` and the errors of
 * the store. A confirmation fails with `no-otp-secret`, `code-not-accepted`, `redemption-not-allowed`,
 * `unknown-invoice`, `invoice-has-member`, `invoice-voided`, `too-many-changes`, `clawback-refused`, `points-overflow`,
 * `invalid-command`, `overloaded` and the errors of the store. `overloaded`, `store-locked` and `store-unavailable` are
 * retryable. A failure has written nothing, unless it is `code-not-accepted` (a wrong code is counted) or says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * const { forMembers } = pointbook.codes;
 * const asked = await forMembers.requestRedemption({ phone: '+628123456789', redemptionId: 'RD-4', points: 100 });
 * if (asked.isOk()) print('If this number takes part, a code is on its way.');
 * ```
 */
export const forMembers = {
  requestRedemption: requestForMember,
  confirmRedemption: confirmForMember,
  resendCode: resendForMember,
};

/** What can go wrong when a member asks for a code. None of it depends on the member. */
export type MemberRequestFailure = FailureOf<typeof requestForMember>;

/** What can go wrong when a member gives a code. */
export type MemberConfirmFailure = FailureOf<typeof confirmForMember>;

/** The verbs for screens that customers use by themselves. */
export type MemberVerbs = BoundList<typeof forMembers>;

/** Decides, and answers alike where the decision fails; then nothing is written. */
function alike(
  book: Book,
  challengeId: ChallengeId,
  decide: () => Result<CodeAsked, unknown>,
): Result<CodeAsked, never> {
  const [asked] = book.attempt([challengeId], decide);
  invariant(asked !== undefined, 'a book answers for each of its items');
  return ok(asked.unwrapOr({ challengeId, issued: null }));
}

function checkNotifiers({ program, messenger }: CodesHost): Result<void, NoNotifier> {
  const { channels } = codesSection.of(program);
  return channels.some((channel) => messenger.served.includes(channel)) ? ok() : err(noNotifier(channels));
}

function sendToMember(
  host: CodesHost,
  { challengeId, issued }: { readonly challengeId: ChallengeId; readonly issued: IssuedCode | null },
  locale: string = host.locale,
): MemberCodeReceipt {
  return { challengeId, delivery: issued === null ? Promise.resolve(null) : sendCode(host, issued, locale) };
}

type OfMember =
  | 'unknown-challenge'
  | 'challenge-closed'
  | 'code-locked'
  | 'code-expired'
  | 'code-superseded'
  | 'wrong-code'
  | 'member-locked'
  | 'unknown-member';

/** Errors that depend on the member or the challenge become one error. */
function asOne(failure: ConfirmFailure): CodeNotAccepted | Exclude<ConfirmFailure, { readonly kind: OfMember }> {
  switch (failure.kind) {
    case 'unknown-challenge':
    case 'challenge-closed':
    case 'code-locked':
    case 'code-expired':
    case 'code-superseded':
    case 'wrong-code':
    case 'member-locked':
    case 'unknown-member':
      return { kind: 'code-not-accepted', message: 'The code was not accepted; check it, or ask for another one.' };
    default:
      return failure;
  }
}
