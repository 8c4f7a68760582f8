import { challengeClosed, codeExpired, wrongCode } from '../values/code-failures.ts';
import type { CodeExpired, WrongCode } from '../values/errors.ts';
import { fingerprintOf } from '../values/fingerprint.ts';
import type { ChallengeId } from '../values/ids.ts';
import { invariant } from '../values/invariant.ts';
import type { ChallengeRecord } from '../records/challenge.ts';
import { accept, type Decision, type DecisionContext, needs, refuse, refuseAndRecord } from '../records/decision.ts';
import { type Known, missingKeys, type RecordKeys } from '../records/records.ts';
import { commandId } from '../ledger/entry-keys.ts';
import { withFailure } from './code-budget.ts';
import type { CodeKeeper } from './code-keeper.ts';
import { spendHold } from './decide-hold-end.ts';
import type { RedemptionFailure } from './decide-redemption.ts';
import { type ChallengeFailure, findChallenge, openChallenge, type OpenChallenge } from './open-challenge.ts';
import { redemptionReceipt, type RedemptionReceipt } from './redemption-receipt.ts';

/** A code that was given for a challenge: what it authorises is what the challenge says. */
export interface ConfirmRedemption {
  readonly challengeId: ChallengeId;
  readonly code: string;
}

export type ConfirmFailure = ChallengeFailure | CodeExpired | WrongCode | RedemptionFailure;

/** The records that any answer to a challenge starts from. */
export function challengeKeys({ challengeId }: { readonly challengeId: ChallengeId }): RecordKeys {
  return { challenges: [challengeId] };
}

/** Judges a code: the right one spends the points in the same commit, a wrong one is counted in it. */
export function decideConfirm(
  command: ConfirmRedemption,
  keeper: CodeKeeper,
  records: Known,
  context: DecisionContext,
): Decision<RedemptionReceipt, ConfirmFailure> {
  const found = findChallenge(command.challengeId, records);
  if (!('state' in found)) return found;
  const { programId, redeem } = context.program;
  if (found.state === 'used') return decideReplay(command, found, keeper, records, context);
  const missing = missingKeys(records, { invoices: found.invoiceId === null ? [] : [found.invoiceId] });
  const opened = openChallenge(found, keeper, records, context);
  if ('needs' in opened) return needs({ ...opened.needs, ...missing });
  if ('outcome' in opened) return opened;

  const { challenge, budgets, now } = opened;
  const { challengeId, expiresAt, attempts } = challenge;
  if (now >= expiresAt) return refuse(codeExpired(challengeId, expiresAt));
  if (!keeper.isCode(programId, challenge, command.code)) {
    return refuseAndRecord(wrongCode(challengeId, redeem.codes.attempts - attempts - 1), {
      challenges: [{ ...challenge, attempts: attempts + 1 }],
      budgets: budgets.map((budget) => withFailure(budget, redeem.codes, now)),
    });
  }
  return spend(opened, records, context);
}

/** The code and its entry are one commit. */
function spend(
  { challenge, hold }: OpenChallenge,
  records: Known,
  context: DecisionContext,
): Decision<RedemptionReceipt, ConfirmFailure> {
  const { challengeId, memberId, redemptionId, actor, value: worth } = challenge;
  const fingerprint = fingerprintOf(['confirm-redemption', challengeId]);
  const step = { memberId, redemptionId, actor, fingerprint };
  const spent = spendHold(step, { ...hold, worth }, hold.points, records, context);
  if ('needs' in spent || spent.outcome.isErr()) return spent;
  const used: ChallengeRecord = { ...challenge, state: 'used', usedBy: spent.outcome.value.sequence };
  return { ...spent, changes: { ...spent.changes, challenges: [used] } };
}

/** Whoever gives the right code again gets the receipt again. */
function decideReplay(
  { code }: ConfirmRedemption,
  challenge: ChallengeRecord,
  keeper: CodeKeeper,
  records: Known,
  { program }: DecisionContext,
): Decision<RedemptionReceipt, ConfirmFailure> {
  const { challengeId, memberId, redemptionId } = challenge;
  if (!keeper.isCode(program.programId, challenge, code)) return refuse(challengeClosed(challengeId, 'used'));
  const command = { memberId, key: `capture:${redemptionId}` } as const;
  const missing = missingKeys(records, { commands: [command] });
  if (missing) return needs(missing);
  const entry = records.commands.get(commandId(command));
  invariant(entry != null, 'a used code has spent its points');
  return accept(redemptionReceipt(entry));
}
