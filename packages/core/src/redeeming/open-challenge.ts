import type { Entry } from '../ledger/entry.ts';
import type { Hold } from '../ledger/hold.ts';
import { openPosting, type Posting } from '../ledger/posting.ts';
import { challengeClosed, codeLocked, unknownChallenge } from '../model/code-failures.ts';
import type { ChallengeClosed, CodeLocked, MemberLocked, UnknownChallenge } from '../model/errors.ts';
import type { ChallengeId } from '../model/ids.ts';
import { invariant } from '../model/invariant.ts';
import type { ChallengeRecord, CodeBudget } from '../records/challenge.ts';
import { type DecisionContext, type Needs, needs, refuse, type Verdict } from '../records/decision.ts';
import { commandId, type Known, missingKeys } from '../records/records.ts';
import type { Instant } from '../model/instant.ts';
import type { CodeKeeper } from './code-keeper.ts';
import { budgetKeys, budgetNow, budgetsOf, lockOf } from './issue-code.ts';

export type ChallengeFailure = UnknownChallenge | ChallengeClosed | CodeLocked | MemberLocked;

/** A challenge that can still be answered or sent again. */
export interface OpenChallenge {
  readonly challenge: ChallengeRecord;
  /** The member's account, what was due by now posted. */
  readonly posting: Posting;
  /** The entry that set the points aside. */
  readonly held: Entry;
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
  if (state !== 'open') return refuse(challengeClosed(challengeId, state));
  const command = (step: 'redeem' | 'release') => ({ memberId, key: `${step}:${redemptionId}` }) as const;
  const missing = missingKeys(records, {
    members: [memberId],
    budgets: budgetKeys(memberId, destination),
    commands: [command('redeem'), command('release')],
  });
  if (missing) return needs(missing);

  const member = records.members.get(memberId);
  const held = records.commands.get(commandId(command('redeem')));
  invariant(member != null && held != null, 'a challenge has its member and its hold');
  const posting = openPosting(member.account, context.program, context.now);
  const hold = posting.account.holds.find((each) => each.redemptionId === redemptionId);
  if (hold === undefined) {
    const released = records.commands.get(commandId(command('release'))) != null;
    return refuse(challengeClosed(challengeId, released ? 'cancelled' : 'lapsed'));
  }
  if (!isHoldOf(challenge, hold)) return refuse(challengeClosed(challengeId, 'void'));

  const policy = context.program.redeem.codes;
  const budgets = budgetsOf(memberId, destination, records);
  const now = budgetNow(budgets, posting.now);
  const locked = lockOf(budgets, memberId, policy, now);
  if (locked) return refuse(locked);
  if (challenge.attempts >= policy.attempts) return refuse(codeLocked(challengeId));
  return { challenge, posting, held, budgets, now };
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
