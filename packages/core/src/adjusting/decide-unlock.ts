import { ok } from 'neverthrow';
import type { IdempotencyKeyReused, UnknownMember } from '../values/errors.ts';
import type { BudgetKey } from '../records/challenge.ts';
import { type Decision, type DecisionContext, needs } from '../records/decision.ts';
import { type Known, missingKeys, type RecordKeys } from '../records/records.ts';
import type { AdjustmentReceipt } from './adjustment-receipt.ts';
import { decideKeyed, type KeyedCommand, keyedKeys } from './decide-keyed.ts';

/** An unlocking, checked. */
export interface UnlockMember extends KeyedCommand {
  /** The keyed hash that stands for an address in the store. */
  destinationOf(address: string): string;
}

export type UnlockFailure = IdempotencyKeyReused | UnknownMember;

/** The records that unlocking starts from. */
export function unlockKeys(command: UnlockMember): RecordKeys {
  return { ...keyedKeys(command), profiles: [command.memberId] };
}

/** Forgets the wrong codes of a member and of where codes reach the member now; an entry of no points records it. */
export function decideUnlock(
  command: UnlockMember,
  records: Known,
  context: DecisionContext,
): Decision<AdjustmentReceipt, UnlockFailure> {
  const missing = missingKeys(records, unlockKeys(command));
  if (missing) return needs(missing);
  const keys = lockedKeys(command, records);
  const budgetless = missingKeys(records, { budgets: keys });
  if (budgetless) return needs(budgetless);
  const decided = decideKeyed<never>(command, records, context, () =>
    ok({ kind: 'adjustment', cause: 'member-unlocked', reference: null, effect: {} }),
  );
  if ('needs' in decided || decided.changes.entries === undefined) return decided;
  const budgets = keys.map((key) => records.budgets.get(key)).filter((budget) => budget != null);
  const unlocked = budgets.map((budget) => ({ ...budget, failures: [] }));
  return { ...decided, changes: { ...decided.changes, budgets: unlocked } };
}

function lockedKeys({ memberId, destinationOf }: UnlockMember, records: Known): readonly BudgetKey[] {
  const profile = records.profiles.get(memberId);
  const addresses = [profile?.phone, profile?.email].filter((address) => address != null);
  return [`member:${memberId}`, ...addresses.map((address) => `destination:${destinationOf(address)}` as const)];
}
