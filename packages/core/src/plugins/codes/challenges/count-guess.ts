import { err, type Result } from 'neverthrow';
import type { Instant } from '../../../index.ts';
import { type Book, memberOf } from '../../../plugin.ts';
import { ledgerHolds, openPosting, programOf } from '../../../till.ts';
import { type ChallengeRecord, challenges } from './challenge.ts';
import { budgets, type CodeBudget, lockedUntil, withFailure } from './code-budget.ts';
import { budgetNow, budgetsOf } from './code-limits.ts';
import { codesSection } from '../code-policy.ts';
import { challengeClosed, type ChallengeClosed } from './open-challenge.ts';

/** Fails, and counts a wrong code in the commit that judged it: for the challenge, the member and the destination. */
export function countGuess<Failure>(
  book: Book,
  challenge: ChallengeRecord,
  token: string,
  counted: readonly CodeBudget[],
  now: Instant,
  failure: Failure,
): Result<never, Failure> {
  const policy = codesSection.of(book.program);
  const { attempts, guesses } = challenge;
  return book.keep(failure, () => {
    book.put(challenges, { ...challenge, attempts: attempts + 1, guesses: [...guesses, token] });
    for (const budget of counted) book.put(budgets, withFailure(budget, policy, now));
  });
}

/**
 * Counts a wrong code for a challenge that was used, whose right code would answer its receipt.
 * While a lock stands the challenge alone counts it, so that guesses make no lock longer.
 */
export function countGuessAtUsed(
  book: Book,
  challenge: ChallengeRecord,
  token: string,
): Result<never, ChallengeClosed> {
  const { challengeId, memberId, destination } = challenge;
  const used = challengeClosed(challengeId, 'used');
  if (!mayGuess(book, challenge)) return err(used);
  const counted = budgetsOf(book, memberId, destination);
  const member = memberOf(book, memberId);
  ledgerHolds(member !== null, 'a challenge has its member');
  const now = budgetNow(counted, openPosting(member.account, programOf(book), book.now).now);
  const policy = codesSection.of(book.program);
  const isLocked = counted.some((budget) => lockedUntil(budget, policy, now) !== null);
  return countGuess(book, challenge, token, isLocked ? [] : counted, now, used);
}

/** Whether a challenge has attempts left. */
export function mayGuess(book: Book, { attempts }: ChallengeRecord): boolean {
  return attempts < codesSection.of(book.program).attempts;
}
