import { codesSection } from '../code-policy.ts';
import type { ChallengeId, Instant, ProfileRecord } from '../../../index.ts';
import { type Book } from '../../../plugin.ts';
import { programOf } from '../../../till.ts';
import { type ChallengeRecord, challenges, type Unsealed } from './challenge.ts';
import { budgets, type CodeBudget, withSend } from './code-budget.ts';
import { addressOf, type CodeDelivery } from '../code-delivery.ts';
import type { CodeHasher } from './code-hasher.ts';
import { budgetsOf } from './code-limits.ts';

/** A code on its way, once its challenge is committed. */
export interface IssuedCode extends CodeDelivery {
  readonly code: string;
  readonly challenge: ChallengeRecord;
  /** When it was counted as sent. */
  readonly at: Instant;
  /** What it was counted in. */
  readonly budgets: readonly CodeBudget[];
}

/** What asking for a code did: the challenge, and the code to send; null where it was asked for before. */
export interface CodeAsked {
  readonly challengeId: ChallengeId;
  readonly issued: IssuedCode | null;
}

type Unissued = Omit<Unsealed, 'v' | 'channel' | 'destination' | 'codes' | 'expiresAt' | 'sentAt'>;

/** More codes than a challenge sends while its customer still has the first message before their eyes. */
const marksKept = 8;

/** Gives a challenge its next code, which ends every one before it, and counts it as sent. */
export function issueCode(
  book: Book,
  hasher: CodeHasher,
  unissued: Unissued,
  codes: number,
  sending: CodeDelivery & { readonly code: string; readonly destination: string },
  counted: readonly CodeBudget[],
  now: Instant,
): CodeAsked {
  const { programId } = programOf(book);
  const policy = codesSection.of(book.program);
  const { channel, address, code, destination } = sending;
  const expiresAt = Math.min(now + policy.minutes * 60_000, unissued.deadline) as Instant;
  const marks = [...unissued.marks, hasher.markOf(programId, unissued.challengeId, code)].slice(-marksKept);
  const unsealed = { ...unissued, channel, destination, codes, expiresAt, sentAt: now, marks } as const;
  const challenge = hasher.seal(programId, unsealed, code);
  const countedNow = counted.map((budget) => withSend(budget, policy, now));
  book.put(challenges, challenge);
  for (const budget of countedNow) book.put(budgets, budget);
  const issued = { channel, address, code, challenge, at: now, budgets: countedNow };
  return { challengeId: challenge.challengeId, issued };
}

/**
 * The code of a call whose commit succeeded while its answer was lost: run again, the call finds its own code, and
 * still has to send it. Null where the challenge has another code.
 */
export function issuedBefore(
  book: Book,
  hasher: CodeHasher,
  challenge: ChallengeRecord,
  profile: ProfileRecord | null,
  code: string,
): CodeAsked | null {
  if (!hasher.isCode(programOf(book).programId, challenge, code)) return null;
  const { channel, challengeId, memberId, destination, sentAt: at } = challenge;
  const counted = budgetsOf(book, memberId, destination);
  const address = profile && addressOf(profile, channel);
  return { challengeId, issued: address === null ? null : { channel, address, code, challenge, at, budgets: counted } };
}
