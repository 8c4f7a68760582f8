import { codesSection } from '../code-policy.ts';
import { err, ok, type Result } from 'neverthrow';
import type { ChallengeId, Hold, Instant, Named } from '../../../index.ts';
import { accounts, type Book, memberOf, type Ref } from '../../../plugin.ts';
import { entryOfStep, ledgerHolds, openPosting, programOf } from '../../../till.ts';
import { type ChallengeRecord, challenges } from './challenge.ts';
import type { CodeBudget } from './code-budget.ts';
import type { CodeHasher } from './code-hasher.ts';
import { budgetNow, budgetRefs, budgetsOf, checkLock, type MemberLocked } from './code-limits.ts';

/** No code was asked for under this id. */
export interface UnknownChallenge extends Named<'unknown-challenge'> {
  /** The id that was given. */
  readonly challengeId: string;
}

/** The challenge has come to its end. */
export interface ChallengeClosed extends Named<'challenge-closed'> {
  /** The id that was given. */
  readonly challengeId: string;
  /**
   * `void`: the member's address changed, or the record does not fit its seal. `lapsed`: the hold's deadline passed.
   */
  readonly state: 'used' | 'cancelled' | 'void' | 'lapsed';
}

/** Wrong codes have used up the challenge's attempts: cancel the redemption and request another. */
export interface CodeLocked extends Named<'code-locked'> {
  /** The id that was given. */
  readonly challengeId: string;
}

/** A challenge that can still be answered or sent again. */
export interface OpenChallenge {
  readonly challenge: ChallengeRecord;
  /** The points set aside, as the member's account has them. */
  readonly hold: Hold;
  readonly budgets: readonly CodeBudget[];
  readonly now: Instant;
}

/** What every verb on a challenge reads first. */
export function challengeReads({ challengeId }: { readonly challengeId: ChallengeId }): readonly Ref[] {
  return [challenges.at(challengeId)];
}

/** Finds a challenge. */
export function findChallenge(book: Book, challengeId: ChallengeId): Result<ChallengeRecord, UnknownChallenge> {
  const found = book.get(challenges, challengeId);
  return found === null ? err(unknownChallenge(challengeId)) : ok(found);
}

/**
 * Opens a challenge: it must fit its seal, its hold must be as it was made, and neither member nor destination may be
 * locked. `reads` is what the caller asks for besides, so that all is loaded at once.
 */
export function openChallenge(
  book: Book,
  hasher: CodeHasher,
  challenge: ChallengeRecord,
  reads: readonly Ref[],
): Result<OpenChallenge, ChallengeClosed | CodeLocked | MemberLocked> {
  const { challengeId, memberId, destination } = challenge;
  const asked = [...budgetRefs(memberId, destination), ...reads];
  const { state, hold, now: openedAt } = standingOfChallenge(book, hasher, challenge, asked);
  if (hold === null) return err(challengeClosed(challengeId, state));

  const policy = codesSection.of(programOf(book));
  const budgets = budgetsOf(book, memberId, destination);
  const now = budgetNow(budgets, openedAt);
  return checkLock(budgets, memberId, policy, now).andThen(() =>
    challenge.attempts >= policy.attempts ? err(codeLocked(challengeId)) : ok({ challenge, hold, budgets, now }),
  );
}

/** How a challenge stands: it waits for its code, or what ended it. */
export type ChallengeStanding = 'open' | ChallengeClosed['state'];

/** How a challenge stands by now, and the points that are set aside where it is open. `reads` is loaded with them. */
export function standingOfChallenge(
  book: Book,
  hasher: CodeHasher,
  challenge: ChallengeRecord,
  reads: readonly Ref[] = [],
): { readonly now: Instant } & (
  | { readonly state: 'open'; readonly hold: Hold }
  | { readonly state: ChallengeClosed['state']; readonly hold: null }
) {
  const { memberId, redemptionId, state } = challenge;
  const { now } = book;
  const program = programOf(book);
  if (!hasher.isSealed(program.programId, challenge)) return { state: 'void', hold: null, now };
  if (state === 'used' || state === 'cancelled') return { state, hold: null, now };
  book.demand([accounts.at(memberId), ...reads]);

  const member = memberOf(book, memberId);
  ledgerHolds(member !== null, 'a challenge has its member');
  const posting = openPosting(member.account, program, now);
  const hold = posting.account.holds.find((each) => each.redemptionId === redemptionId);
  // A lapsed hold decides over a changed address, so that the time of a sweep makes no difference.
  if (hold === undefined) return { state: endOfHold(book, challenge), hold: null, now };
  if (state === 'void' || !isHoldOf(challenge, hold)) return { state: 'void', hold: null, now };
  return { state, hold, now: posting.now };
}

/** The challenge has come to its end. */
export function challengeClosed(challengeId: string, state: ChallengeClosed['state']): ChallengeClosed {
  return { kind: 'challenge-closed', message: closedMessages[state], challengeId, state };
}

/** What a caller does whose code is of no more use. */
export const requestAnother = 'cancel the redemption and request another';

/** The hold is gone: staff released it, or its deadline passed. */
function endOfHold(book: Book, challenge: ChallengeRecord): 'cancelled' | 'lapsed' {
  return entryOfStep(book, challenge, 'release') === null ? 'lapsed' : 'cancelled';
}

/** Whether the points set aside are still those that the code is for. */
function isHoldOf(challenge: ChallengeRecord, hold: Hold): boolean {
  return (
    hold.guard === challenge.challengeId &&
    hold.points === challenge.points &&
    hold.deadline === challenge.deadline &&
    hold.invoiceId === challenge.invoiceId &&
    hold.rewardId === challenge.rewardId
  );
}

const closedMessages: { readonly [State in ChallengeClosed['state']]: string } = {
  used: 'The code was used already.',
  cancelled: 'The redemption was cancelled; request another.',
  void: "The code is void, since the member's address or the challenge was changed, or this process has another otp secret; cancel the redemption and request another.",
  lapsed: "The hold's deadline has passed and its points are free again; request another redemption.",
};

function unknownChallenge(challengeId: string): UnknownChallenge {
  return {
    kind: 'unknown-challenge',
    message: `No code was asked for as ${JSON.stringify(challengeId)}; the receipt of requestRedemption has the id.`,
    challengeId,
  };
}

function codeLocked(challengeId: string): CodeLocked {
  return { kind: 'code-locked', message: `Wrong codes have used up the attempts; ${requestAnother}.`, challengeId };
}
