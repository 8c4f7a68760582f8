import type { Hold } from '../ledger/hold.ts';
import { openPosting } from '../ledger/posting.ts';
import { challengeClosed, codeLocked, unknownChallenge } from '../values/code-failures.ts';
import type { ChallengeClosed, CodeLocked, MemberLocked, UnknownChallenge } from '../values/errors.ts';
import type { ChallengeId } from '../values/ids.ts';
import { invariant } from '../values/invariant.ts';
import type { ChallengeRecord, CodeBudget } from '../records/challenge.ts';
import { type DecisionContext, type Needs, needs, refuse, type Verdict } from '../records/decision.ts';
import { type Known, missingKeys } from '../records/records.ts';
import { commandId } from '../ledger/entry-keys.ts';
import type { Instant } from '../values/instant.ts';
import type { CodeKeeper } from './code-keeper.ts';
import { budgetKeys, budgetNow, budgetsOf, lockOf } from './issue-code.ts';

export type ChallengeFailure = UnknownChallenge | ChallengeClosed | CodeLocked | MemberLocked;

/** A challenge that can still be answered or sent again. */
export interface OpenChallenge {
  readonly challenge: ChallengeRecord;
  /** The points set aside, as the member's account has them. */
  readonly hold: Hold;
  readonly budgets: readonly CodeBudget[];
  readonly now: Instant;
}

/** Finds a challenge. */
export function findChallenge(
  challengeId: ChallengeId,
  records: Known,
): ChallengeRecord | Needs | Verdict<never, UnknownChallenge> {
  const missing = missingKeys(records, { challenges: [challengeId] });
  if (missing) return needs(missing);
  return records.challenges.get(challengeId) ?? refuse(unknownChallenge(challengeId));
}

/** Loads what a challenge rests on. It must bear its seal, its hold must stand as it was made, and nobody may be locked. */
export function openChallenge(
  challenge: ChallengeRecord,
  keeper: CodeKeeper,
  records: Known,
  context: DecisionContext,
): OpenChallenge | Needs | Verdict<never, ChallengeFailure> {
  const { challengeId, memberId, redemptionId, destination, state } = challenge;
  if (!keeper.isSealed(context.program.programId, challenge)) return refuse(challengeClosed(challengeId, 'void'));
  if (state === 'used' || state === 'cancelled') return refuse(challengeClosed(challengeId, state));
  const missing = missingKeys(records, { members: [memberId], budgets: budgetKeys(memberId, destination) });
  if (missing) return needs(missing);

  const member = records.members.get(memberId);
  invariant(member != null, 'a challenge has its member');
  const posting = openPosting(member.account, context.program, context.now);
  const hold = posting.account.holds.find((each) => each.redemptionId === redemptionId);
  // What has lapsed is lapsed, void or not: whether a sweep came before the address changed makes no difference.
  if (hold === undefined) return refuseEnded(challenge, records);
  if (state === 'void' || !isHoldOf(challenge, hold)) return refuse(challengeClosed(challengeId, 'void'));

  const policy = context.program.redeem.codes;
  const budgets = budgetsOf(memberId, destination, records);
  const now = budgetNow(budgets, posting.now);
  const locked = lockOf(budgets, memberId, policy, now);
  if (locked) return refuse(locked);
  if (challenge.attempts >= policy.attempts) return refuse(codeLocked(challengeId));
  return { challenge, hold, budgets, now };
}

/** The hold is gone: staff released it, or its deadline passed. */
function refuseEnded(
  { challengeId, memberId, redemptionId }: ChallengeRecord,
  records: Known,
): Needs | Verdict<never, ChallengeClosed> {
  const release = { memberId, key: `release:${redemptionId}` } as const;
  const missing = missingKeys(records, { commands: [release] });
  if (missing) return needs(missing);
  const isReleased = records.commands.get(commandId(release)) !== null;
  return refuse(challengeClosed(challengeId, isReleased ? 'cancelled' : 'lapsed'));
}

/** Whether the points set aside are still those that the code is for. */
function isHoldOf(challenge: ChallengeRecord, hold: Hold): boolean {
  return (
    hold.challengeId === challenge.challengeId &&
    hold.points === challenge.points &&
    hold.deadline === challenge.deadline &&
    hold.invoiceId === challenge.invoiceId &&
    hold.rewardId === challenge.rewardId
  );
}
