import { ok, okAsync } from 'neverthrow';
import type { MemberId, StaffCommand } from '../../index.ts';
import { type Book, type FailureOf, profiles, sendingCommand } from '../../plugin.ts';
import {
  adjustmentReceipt,
  postByStaff,
  type NewEntry,
  recallStaffCommand,
  staffFields,
  staffReads,
} from '../../till.ts';
import { note, shape, strict } from '../../shapes.ts';
import { type BudgetKey, budgets } from './challenges/code-budget.ts';
import type { CodeHasher } from './challenges/code-hasher.ts';
import { codeMakerOf, type CodesHost } from './codes-host.ts';

/** Forgets the wrong codes that locked a member. */
export interface UnlockMemberCommand extends Omit<StaffCommand, 'comment' | 'reason'> {
  /** Why, for staff. */
  readonly reason: string;
}

const { comment: _none, ...unlockFields } = { ...staffFields, reason: note() };

/**
 * Forgets the wrong codes that locked a member. An entry of no points with the cause `plugin:member-unlocked` records
 * who did it, and why.
 *
 * @remarks The member's addresses are unlocked too. The attempts of a code and the waits between codes stay as they
 * are. The same command again answers what it did before.
 *
 * Fails with `no-otp-secret`, `unknown-member`, `invalid-command`, `idempotency-key-reused`, `overloaded` and the
 * errors of the store. `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has written
 * nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await pointbook.codes.unlockMember({
 *   memberId: 'C-17', actor: 'staff-3', reason: 'showed an id card', idempotencyKey: 'unlock-1',
 * });
 * ```
 */
export const unlockMember = sendingCommand({
  name: 'unlockMember',
  route: 'POST /members/{memberId}/unlock',
  input: shape<UnlockMemberCommand>()(strict(unlockFields)),
  failures: { 'no-otp-secret': true, 'invalid-command': true, 'unknown-member': true },
  joins: 'own-commit',
  sends: false,
  prepare: (input, host: CodesHost) => codeMakerOf(host).map(({ hasher }) => ({ ...input, hasher })),
  identity: ({ hasher: _hasher, ...input }) => input,
  reads: (input) => [...staffReads(input), profiles.at(input.memberId)],
  recall: recallStaffCommand,
  decide: (input, book, fingerprint) =>
    postByStaff(book, { ...input, comment: null }, fingerprint, () => ok(unlocking)).map((entry) => {
      forgetFailures(book, lockedKeys(book, input.memberId, input.hasher));
      return entry;
    }),
  receipt: adjustmentReceipt,
  after: (receipt) => okAsync(receipt),
});

/** What can go wrong with `unlockMember`. */
export type UnlockMemberFailure = FailureOf<typeof unlockMember>;

const unlocking = {
  kind: 'adjustment',
  cause: 'plugin:member-unlocked',
  reference: null,
  effect: {},
} satisfies Omit<NewEntry, 'actor'>;

function lockedKeys(book: Book, memberId: MemberId, hasher: CodeHasher): readonly BudgetKey[] {
  const profile = book.get(profiles, memberId);
  const addresses = [profile?.phone, profile?.email].filter((address) => address != null);
  return [`member:${memberId}`, ...addresses.map((address) => `destination:${hasher.destinationOf(address)}` as const)];
}

function forgetFailures(book: Book, keys: readonly BudgetKey[]): void {
  book.demand(keys.map((key) => budgets.at(key)));
  for (const key of keys) {
    const budget = book.get(budgets, key);
    if (budget !== null) book.put(budgets, { ...budget, failures: [] });
  }
}
