import { codesSection } from './code-policy.ts';
import { err, okAsync, type Result } from 'neverthrow';
import type { ChallengeId, Entry, Instant, Named } from '../../index.ts';
import { type Book, type FailureOf, invoices, type Recall, sendingCommand } from '../../plugin.ts';
import {
  entryOfStep,
  ledgerHolds,
  markOf,
  programOf,
  redemptionReceipt,
  spendHold,
  type SpendHoldFailure,
  stepRef,
} from '../../till.ts';
import { hexOf } from '../../values.ts';
import { id, shape, strict } from '../../shapes.ts';
import { type ChallengeRecord, challenges } from './challenges/challenge.ts';
import { codeField } from './code-fields.ts';
import type { CodeHasher } from './challenges/code-hasher.ts';
import type { MemberLocked } from './challenges/code-limits.ts';
import { codeMakerOf, type CodesHost, type NoOtpSecret } from './codes-host.ts';
import { countGuess, countGuessAtUsed, mayGuess } from './challenges/count-guess.ts';
import {
  challengeClosed,
  type ChallengeClosed,
  challengeReads,
  type CodeLocked,
  findChallenge,
  openChallenge,
  type OpenChallenge,
  requestAnother,
  type UnknownChallenge,
} from './challenges/open-challenge.ts';
import { systemRandom } from './random-source.ts';

/** The code that the customer read out. All that it authorises is in the challenge. */
export interface ConfirmRedemptionCommand {
  /** As the receipt of `requestRedemption` names it. */
  readonly challengeId: string;
  /** 6 to 10 digits; spaces and dashes between them are ignored. */
  readonly code: string;
}

/** It is not the code; the attempt counts. */
export interface WrongCode extends Named<'wrong-code'> {
  /** The challenge that was answered. */
  readonly challengeId: string;
  /** Wrong codes until the challenge is locked; 0 when it is locked. */
  readonly attemptsLeft: number;
}

/** It is a code of this challenge that a later one replaced. The attempt does not count. */
export interface CodeSuperseded extends Named<'code-superseded'> {
  /** The challenge that was answered. */
  readonly challengeId: string;
}

/** The code has come to its end: send another. */
export interface CodeExpired extends Named<'code-expired'> {
  /** The challenge that was answered. */
  readonly challengeId: string;
  /** When the code ended. */
  readonly expiredAt: Date;
}

/** The shape of a code that is given, by staff or by a member. */
export const confirmShape = shape<ConfirmRedemptionCommand>()(
  strict({ challengeId: id<ChallengeId>(), code: codeField() }),
);

/** A code that was given, and what judges it. */
export interface GivenCode {
  readonly challengeId: ChallengeId;
  readonly code: string;
  readonly hasher: CodeHasher;
  /** Names this call, so that a guess whose commit had no answer is counted once. */
  readonly token: string;
}

/**
 * Spends the points of a request, given the code that the customer was sent.
 *
 * @remarks The used code and its entry are one commit. A wrong code is counted in the commit that judges it, however
 * many are given at once and wherever. A code that a later one replaced is `code-superseded`, and does not count.
 * Giving the right code again answers with the same receipt; wrong codes for a used challenge count, too.
 *
 * Fails with `no-otp-secret`, `unknown-challenge`, `challenge-closed`, `member-locked`, `code-locked`, `code-expired`,
 * `code-superseded`, `wrong-code`, `unknown-member`, `unknown-invoice`, `invoice-has-member`, `invoice-voided`,
 * `too-many-changes`, `redemption-not-allowed`, `clawback-refused`, `points-overflow`, `invalid-command`, `overloaded`
 * and the errors of the store. `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has
 * written nothing, unless it is `wrong-code` or a `challenge-closed` whose state is `used` (a wrong code is counted),
 * or says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * const spent = await pointbook.codes.confirmRedemption({ challengeId: text, code: '042 917' });
 * if (spent.isErr() && spent.error.kind === 'wrong-code') print(`${spent.error.attemptsLeft} attempts left`);
 * ```
 */
export const confirmRedemption = sendingCommand({
  name: 'confirmRedemption',
  route: 'POST /challenges/{challengeId}/confirm',
  input: confirmShape,
  failures: {
    'no-otp-secret': true,
    'unknown-challenge': true,
    'challenge-closed': true,
    'member-locked': true,
    'code-locked': true,
    'code-expired': true,
    'code-superseded': true,
    'wrong-code': true,
    'unknown-member': true,
    'unknown-invoice': true,
    'invoice-has-member': true,
    'invoice-voided': true,
    'too-many-changes': true,
    'redemption-not-allowed': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'own-commit',
  sends: false,
  prepare: prepareConfirm,
  identity: identityOfConfirm,
  reads: challengeReads,
  recall: { find: (input, book) => recallConfirm.find(input, book) },
  decide: decideConfirm,
  receipt: redemptionReceipt,
  after: (receipt) => okAsync(receipt),
});

/** What can go wrong with `confirmRedemption`. */
export type ConfirmRedemptionFailure = FailureOf<typeof confirmRedemption>;

/** Why a code spends nothing. */
export type ConfirmFailure =
  | ChallengeClosed
  | CodeExpired
  | CodeLocked
  | CodeSuperseded
  | MemberLocked
  | SpendHoldFailure
  | UnknownChallenge
  | WrongCode;

/** What judges a code. */
export function prepareConfirm(
  input: Pick<GivenCode, 'challengeId' | 'code'>,
  host: CodesHost,
): Result<GivenCode, NoOtpSecret> {
  // Not of the host's own source: one that repeats itself would make two guesses one.
  const token = () => hexOf(systemRandom.bytes(8));
  return codeMakerOf(host).map(({ hasher }) => ({ ...input, hasher, token: token() }));
}

/** The fingerprint leaves the code out: the last of several codes may have been the right one. */
export function identityOfConfirm({ challengeId }: GivenCode): object {
  return { challengeId };
}

/** The right code given again is answered with what it did, unless wrong ones have used up the attempts. */
export const recallConfirm = {
  find(input, book) {
    const challenge = book.get(challenges, input.challengeId);
    if (challenge?.state !== 'used' || !mayGuess(book, challenge) || !isCode(input, challenge, book)) return null;
    const entry = entryOfStep(book, challenge, 'capture');
    ledgerHolds(entry !== null, 'a used code has spent its points');
    return markOf(entry);
  },
} satisfies Recall<GivenCode, Entry, never>;

/** Judges a code: the right one spends the points in the same commit, a wrong one is counted in it. */
export function decideConfirm(input: GivenCode, book: Book, fingerprint: string): Result<Entry, ConfirmFailure> {
  const { challengeId, hasher, token } = input;
  return findChallenge(book, challengeId)
    .andThen((challenge): Result<OpenChallenge, ConfirmFailure> => {
      const { state, invoiceId, guesses } = challenge;
      const place = guesses.indexOf(token);
      if (state === 'used') {
        const isCounted = place >= 0 || isSuperseded(input, challenge, book);
        return isCounted ? err(challengeClosed(challengeId, 'used')) : countGuessAtUsed(book, challenge, token);
      }
      if (place >= 0) return err(wrongCode(book, challengeId, place + 1));
      const reads = [stepRef(challenge, 'redeem'), ...(invoiceId === null ? [] : [invoices.at(invoiceId)])];
      return openChallenge(book, hasher, challenge, reads);
    })
    .andThen((opened): Result<Entry, ConfirmFailure> => {
      const { challenge, budgets, now } = opened;
      if (now >= challenge.expiresAt) return err(codeExpired(challengeId, challenge.expiresAt));
      if (isCode(input, challenge, book)) return spend(book, opened, fingerprint);
      if (isSuperseded(input, challenge, book)) return err(codeSuperseded(challengeId));
      const failure = wrongCode(book, challengeId, challenge.attempts + 1);
      return countGuess(book, challenge, token, budgets, now, failure);
    });
}

function isCode({ hasher, code }: GivenCode, challenge: ChallengeRecord, book: Book): boolean {
  return hasher.isCode(programOf(book).programId, challenge, code);
}

/** Whether this is a code of the challenge before the last one. */
function isSuperseded({ hasher, code, challengeId }: GivenCode, { marks }: ChallengeRecord, book: Book): boolean {
  const mark = hasher.markOf(programOf(book).programId, challengeId, code);
  return marks.slice(0, -1).includes(mark);
}

/** The code and its entry are one commit. */
function spend(book: Book, { challenge, hold }: OpenChallenge, fingerprint: string): Result<Entry, SpendHoldFailure> {
  const { memberId, redemptionId, actor, value } = challenge;
  const of = { memberId, redemptionId, actor };
  const held = entryOfStep(book, of, 'redeem');
  ledgerHolds(held !== null, 'an open hold has its entry');
  return spendHold(book, of, hold, { points: hold.points, value, held }, fingerprint).map((entry) => {
    book.put(challenges, { ...challenge, state: 'used', usedBy: entry.sequence });
    return entry;
  });
}

function wrongCode(book: Book, challengeId: string, attempts: number): WrongCode {
  const attemptsLeft = Math.max(0, codesSection.of(book.program).attempts - attempts);
  const left = `${attemptsLeft === 1 ? '1 attempt is' : `${attemptsLeft} attempts are`} left`;
  const message = `This is not the code; ${left}${attemptsLeft > 0 ? '' : `: ${requestAnother}`}.`;
  return { kind: 'wrong-code', message, challengeId, attemptsLeft };
}

function codeSuperseded(challengeId: string): CodeSuperseded {
  const message =
    'This code was replaced by a later one: give the code of the last message. The attempt does not count.';
  return { kind: 'code-superseded', message, challengeId };
}

function codeExpired(challengeId: string, expiredAt: Instant): CodeExpired {
  const end = new Date(expiredAt);
  const message = `The code was good until ${end.toISOString()}; resendCode sends another.`;
  return { kind: 'code-expired', message, challengeId, expiredAt: end };
}
