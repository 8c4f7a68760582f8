import { err, ok, type Result } from 'neverthrow';
import { type Account, emptyAccount } from '../ledger/account.ts';
import { applyEntry } from '../ledger/apply-entry.ts';
import type { Entry } from '../ledger/entry.ts';
import { comesAfter } from '../values/id-order.ts';
import { InvariantError } from '../values/invariant.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import type { EntryName } from '../store/load-request.ts';
import type { ReadingHost } from './reading-host.ts';
import type { Finding } from './finding.ts';
import { type CodeSpending, codeSpendingOf, verifySpendings } from './verify-challenges.ts';

/** A member's account as it is stored, and as its entries make it. */
export interface MemberFold {
  readonly account: Account;
  readonly folded: Account;
  /** What is wrong with one of the entries; those after it are not folded. */
  readonly finding: Finding | null;
  /** The first entry with a sequence past that of the account. */
  readonly beyond: number | null;
}

type Fold = { -readonly [Field in keyof MemberFold]: MemberFold[Field] };

const entriesAtATime = 1000;

/**
 * Folds the entries of members who follow each other, page by page, over the members.
 *
 * @remarks The entries are read after the accounts, so that each account finds all that it was made of.
 */
export async function foldMembers(
  host: ReadingHost,
  members: readonly MemberRecord[],
): Promise<Result<readonly MemberFold[], StoreError>> {
  const folds = new Map(members.map(({ account }) => [account.memberId, foldOf(account)]));
  const [first, last] = [members[0], members.at(-1)];
  if (first === undefined || last === undefined) return ok([]);
  let place: EntryName = { memberId: first.account.memberId, sequence: 0 };
  for (;;) {
    const steps: Result<Entry[], StoreError> = await host.reads.entries(place, entriesAtATime);
    if (steps.isErr()) return err(steps.error);
    const spendings: CodeSpending[] = [];
    for (const step of steps.value) {
      const fold = folds.get(step.memberId);
      const spending = fold && follow(fold, step);
      if (spending) spendings.push(spending);
    }
    const findings: Result<readonly Finding[], StoreError> = await verifySpendings(host, spendings);
    if (findings.isErr()) return err(findings.error);
    for (const finding of findings.value) {
      const fold = folds.get(finding.memberId);
      if (fold) fold.finding ??= finding;
    }
    const end = steps.value.at(-1);
    if (end === undefined || steps.value.length < entriesAtATime || comesAfter(end.memberId, last.account.memberId))
      return ok([...folds.values()]);
    place = end;
  }
}

function foldOf(account: Account): Fold {
  return { account, folded: emptyAccount(account.memberId), finding: null, beyond: null };
}

/** Folds one entry more, and answers what must be behind it. */
function follow(fold: Fold, step: Entry): CodeSpending | null {
  if (fold.finding !== null) return null;
  if (step.sequence > fold.account.sequence) {
    fold.beyond ??= step.sequence;
    return null;
  }
  const spending = codeSpendingOf(fold.folded, step);
  try {
    fold.folded = applyEntry(fold.folded, step);
  } catch (thrown) {
    if (!(thrown instanceof InvariantError)) throw thrown;
    fold.finding = { memberId: step.memberId, sequence: step.sequence, problem: thrown.message };
  }
  return spending;
}
