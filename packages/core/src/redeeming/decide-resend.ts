import type { Channel } from '../values/channel.ts';
import { challengeClosed } from '../values/code-failures.ts';
import type { TooManyCodes } from '../values/errors.ts';
import type { ChallengeId, MemberId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { invariant } from '../values/invariant.ts';
import type { BudgetKey } from '../records/challenge.ts';
import { accept, type Decision, type DecisionContext, needs, refuse } from '../records/decision.ts';
import { type Known, missingKeys, type RecordKeys } from '../records/records.ts';
import { emptyBudget, withRejection } from './code-budget.ts';
import { codeReceipt } from './code-receipt.ts';
import { codeWay, type NoCodeWay } from './code-way.ts';
import type { CodeDesk, Requested } from './decide-request.ts';
import { budgetKeys, budgetNow, budgetsOf, issueCode, issuedBefore, lockOf, waitOf } from './issue-code.ts';
import { type ChallengeFailure, findChallenge, openChallenge } from './open-challenge.ts';

/** Another code for a challenge, checked; null channel for the one that the last code took. */
export interface ResendCode {
  readonly challengeId: ChallengeId;
  readonly channel: Channel | null;
  readonly code: string;
}

export type ResendFailure = ChallengeFailure | NoCodeWay | TooManyCodes;

/** Makes another code, which ends the one before; what was counted stays counted. */
export function decideResend(
  command: ResendCode,
  desk: CodeDesk,
  records: Known,
  context: DecisionContext,
): Decision<Requested, ResendFailure> {
  const found = findChallenge(command.challengeId, records);
  if (!('state' in found)) return found;
  const { memberId } = found;
  const missing = missingKeys(records, { profiles: [memberId] });
  const opened = openChallenge(found, desk.keeper, records, context);
  if ('needs' in opened) return needs({ ...opened.needs, ...missing });
  if ('outcome' in opened) return opened;
  if (missing) return needs(missing);
  const profile = records.profiles.get(memberId);
  invariant(profile != null, 'a member has a profile');

  if (desk.keeper.isCode(context.program.programId, found, command.code)) {
    const issued = issuedBefore(found, profile, command.code, opened.budgets);
    return accept({ receipt: codeReceipt(found, profile, desk.keeper), issued });
  }
  const policy = context.program.redeem.codes;
  const way = codeWay(profile, policy, desk.served, command.channel ?? found.channel);
  if (way.isErr()) return refuse(way.error);
  const destination = desk.keeper.destinationOf(way.value.address);
  // A profile changed behind the ledger's back: who can do that must not get a code either.
  const isSameAddress = (way.value.channel === 'email') === (found.channel === 'email');
  if (isSameAddress && destination !== found.destination) return refuse(challengeClosed(found.challengeId, 'void'));
  const budgetless = missingKeys(records, { budgets: budgetKeys(memberId, destination) });
  if (budgetless) return needs(budgetless);

  const budgets = budgetsOf(memberId, destination, records);
  const now = budgetNow(budgets, opened.now);
  // A budget may know of a later time than a clock that was set back: a code would have ended before it was sent.
  if (now >= found.deadline) return refuse(challengeClosed(found.challengeId, 'lapsed'));
  const refusal = lockOf(budgets, memberId, policy, now) ?? waitOf(budgets, policy, now);
  if (refusal) return refuse(refusal);
  const sending = { ...way.value, code: command.code, destination };
  const { issued, changes } = issueCode(found, found.codes + 1, sending, budgets, now, desk.keeper, context);
  return accept({ receipt: codeReceipt(issued.challenge, profile, desk.keeper), issued }, changes);
}

/** A code that the provider refused: it was counted as sent at `at`. */
export interface RejectedSend {
  readonly memberId: MemberId;
  readonly destination: string;
  readonly at: Instant;
}

/** The records of a refused send. */
export function rejectedKeys({ memberId, destination }: RejectedSend): RecordKeys & {
  readonly budgets: readonly BudgetKey[];
} {
  return { budgets: budgetKeys(memberId, destination) };
}

/** Lets the next code go out at once, over another channel say; the refused one still counts among those of ten minutes. */
export function decideRejectedSend(send: RejectedSend, records: Known): Decision<void, never> {
  const keys = rejectedKeys(send);
  const missing = missingKeys(records, keys);
  if (missing) return needs(missing);
  const budgets = keys.budgets.map((key) => withRejection(records.budgets.get(key) ?? emptyBudget(key), send.at));
  return accept(undefined, { budgets });
}
