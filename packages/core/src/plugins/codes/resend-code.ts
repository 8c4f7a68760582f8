import { codesSection } from './code-policy.ts';
import { err, ok, type Result } from 'neverthrow';
import type { ChallengeId, Channel } from '../../index.ts';
import { type Book, type FailureOf, profiles, type Ref, sendingCommand } from '../../plugin.ts';
import { ledgerHolds, stepRef } from '../../till.ts';
import { id, shape, strict } from '../../shapes.ts';
import type { ChallengeRecord } from './challenges/challenge.ts';
import { codeDelivery, type NoDelivery } from './code-delivery.ts';
import { sendingFields } from './code-fields.ts';
import type { CodeHasher } from './challenges/code-hasher.ts';
import {
  budgetNow,
  budgetsOf,
  checkLock,
  checkWait,
  type MemberLocked,
  type TooManyCodes,
} from './challenges/code-limits.ts';
import { codeReceipt } from './code-receipt.ts';
import { codeMakerOf, type CodesHost, type NoOtpSecret } from './codes-host.ts';
import { drawCode } from './challenges/draw-code.ts';
import { type CodeAsked, issueCode, issuedBefore } from './challenges/issue-code.ts';
import {
  challengeClosed,
  type ChallengeClosed,
  challengeReads,
  type CodeLocked,
  findChallenge,
  openChallenge,
  type OpenChallenge,
  type UnknownChallenge,
} from './challenges/open-challenge.ts';
import { sendIssued } from './send-code.ts';

/** Another code for the same redemption. */
export interface ResendCodeCommand {
  /** As the receipt of `requestRedemption` names it. */
  readonly challengeId: string;
  /** Another of the program's channels; that of the last code when left out. */
  readonly channel?: Channel | undefined;
  /** The customer's language as a BCP 47 tag, such as `id`; the plugin's `locale` when left out. */
  readonly locale?: string | undefined;
}

/** The shape of asking for another code, for staff and for members. */
export const resendShape = shape<ResendCodeCommand>()(strict({ challengeId: id<ChallengeId>(), ...sendingFields }));

/** Another code to send, drawn. */
export interface PreparedResend {
  readonly challengeId: ChallengeId;
  readonly channel?: Channel | undefined;
  readonly locale?: string | undefined;
  readonly code: string;
  readonly hasher: CodeHasher;
  /** The channels over which this process can send. */
  readonly served: readonly Channel[];
}

/**
 * Sends another code for the same redemption, over the same channel or another; the code before is no longer good.
 *
 * @remarks Nothing that was counted is given back: not the attempts, not the codes sent to the member or the
 * destination, not the deadline. Each call sends another code, as far as the program's limits allow.
 *
 * Fails with `no-otp-secret`, `unknown-challenge`, `challenge-closed`, `member-locked`, `code-locked`,
 * `channel-not-allowed`, `no-notifier`, `no-destination`, `too-many-codes`, `code-not-sent`, `invalid-command`,
 * `overloaded` and the errors of the store. `overloaded`, `store-locked` and `store-unavailable` are retryable. A
 * failure has written nothing, unless it is `code-not-sent` (the send is counted) or says `written: 'unknown'`.
 * `too-many-codes` and `code-not-sent` say in `retryAt` when to ask again.
 *
 * @example
 * ```ts
 * const sent = await pointbook.codes.resendCode({ challengeId: text, channel: 'sms' });
 * if (sent.isErr() && sent.error.kind === 'too-many-codes') print('Wait until', sent.error.retryAt);
 * ```
 */
export const resendCode = sendingCommand({
  name: 'resendCode',
  route: 'POST /challenges/{challengeId}/resend',
  input: resendShape,
  failures: {
    'no-otp-secret': true,
    'unknown-challenge': true,
    'challenge-closed': true,
    'member-locked': true,
    'code-locked': true,
    'channel-not-allowed': true,
    'no-notifier': true,
    'no-destination': true,
    'too-many-codes': true,
    'code-not-sent': true,
  },
  joins: 'own-commit',
  prepare: prepareResend,
  identity: ({ challengeId }) => ({ challengeId }),
  reads: challengeReads,
  recall: 'runs-again',
  decide: decideResend,
  receipt: ({ challengeId, issued }, book, { hasher }) => ({
    receipt: codeReceipt(book, hasher, challengeId),
    issued,
  }),
  after: (asked, { locale }, host) => sendIssued(host, asked, locale),
});

/** What can go wrong with `resendCode`. */
export type ResendCodeFailure = FailureOf<typeof resendCode>;

/** Draws another code. */
export function prepareResend(
  input: Pick<PreparedResend, 'challengeId' | 'channel' | 'locale'>,
  host: CodesHost,
): Result<PreparedResend, NoOtpSecret> {
  const { program, messenger } = host;
  return codeMakerOf(host).map(({ hasher, random }) => ({
    ...input,
    code: drawCode(random.bytes, codesSection.of(program).digits),
    hasher,
    served: messenger.served,
  }));
}

/** Why no other code is sent. */
export type ResendFailure = ChallengeClosed | CodeLocked | MemberLocked | NoDelivery | TooManyCodes | UnknownChallenge;

/** Makes another code, which ends the one before; what was counted stays counted. */
export function decideResend(resend: PreparedResend, book: Book): Result<CodeAsked, ResendFailure> {
  return findChallenge(book, resend.challengeId)
    .andThen((challenge) => openChallenge(book, resend.hasher, challenge, resendReads(challenge)))
    .andThen((opened) => sendAnother(resend, book, opened));
}

function resendReads(challenge: ChallengeRecord): readonly Ref[] {
  return [profiles.at(challenge.memberId), stepRef(challenge, 'redeem')];
}

function sendAnother(
  { channel, code, hasher, served }: PreparedResend,
  book: Book,
  { challenge, now: openedAt }: OpenChallenge,
): Result<CodeAsked, ResendFailure> {
  const { challengeId, memberId } = challenge;
  const profile = book.get(profiles, memberId);
  ledgerHolds(profile !== null, 'a member has a profile');
  const before = issuedBefore(book, hasher, challenge, profile, code);
  if (before !== null) return ok(before);
  const policy = codesSection.of(book.program);
  return codeDelivery(profile, policy, served, channel ?? challenge.channel).andThen(
    (delivery): Result<CodeAsked, ResendFailure> => {
      const destination = hasher.destinationOf(delivery.address);
      if (isElsewhere(challenge, delivery.channel, destination)) return err(challengeClosed(challengeId, 'void'));
      const counted = budgetsOf(book, memberId, destination);
      const now = budgetNow(counted, openedAt);
      // A budget may hold a later time than a clock that was set back. Then the code would end before it is sent.
      if (now >= challenge.deadline) return err(challengeClosed(challengeId, 'lapsed'));
      return checkLock(counted, memberId, policy, now)
        .andThen(() => checkWait(counted, policy, now))
        .map(() => {
          const sending = { ...delivery, code, destination };
          return issueCode(book, hasher, challenge, challenge.codes + 1, sending, counted, now);
        });
    },
  );
}

/** The profile was changed by hand in the database. A person who can do that must not get a code. */
function isElsewhere(challenge: ChallengeRecord, channel: Channel, destination: string): boolean {
  const isSameAddress = (channel === 'email') === (challenge.channel === 'email');
  return isSameAddress && destination !== challenge.destination;
}
