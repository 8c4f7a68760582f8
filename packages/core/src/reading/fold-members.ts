import { err, ok, type Result } from 'neverthrow';
import { type Account, emptyAccount } from '../ledger/account.ts';
import { applyEntry } from '../ledger/apply-entry.ts';
import type { Entry } from '../ledger/entry.ts';
import { byBytes } from '../values/by-bytes.ts';
import { InvariantError } from '../values/invariant.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import type { EntryName } from '../store/load-request.ts';
import type { Finding } from '../kernel/check.ts';
import type { FoldedEntry } from '../ledger/ledger-kinds.ts';
import { type CheckingHost, isOfEntries } from './run-checks.ts';
import { othersFirst } from '../kernel/next-turn.ts';
import type { StoredEntry } from '../store/stored-rows.ts';
import type { MemberId } from '../values/ids.ts';
import { isDamage, soundRows } from './sound-rows.ts';

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
  { reads, checks, store, program }: CheckingHost,
  members: readonly MemberRecord[],
  report: (finding: Finding) => void,
): Promise<Result<readonly MemberFold[], StoreError>> {
  const folds = new Map(members.map(({ account }) => [account.memberId, foldOf(account)]));
  const [first, last] = [members[0], members.at(-1)];
  if (first === undefined || last === undefined) return ok([]);
  const ofEntries = checks.filter(isOfEntries);
  let place: EntryName = { memberId: first.account.memberId, sequence: 0 };
  for (;;) {
    await othersFirst();
    const steps: Result<readonly StoredEntry[], StoreError> = await store.rows.entries(
      program.programId,
      place,
      entriesAtATime,
    );
    if (steps.isErr()) return err(steps.error);
    const sound = soundRows(steps.value, reads.sound.entry, (row, problem) => {
      const memberId = row.memberId as MemberId;
      const fold = folds.get(memberId);
      if (fold) fold.finding ??= { memberId, sequence: row.sequence, problem };
    });
    const folded: FoldedEntry[] = [];
    for (const entry of sound) {
      const fold = folds.get(entry.memberId);
      const account = fold && follow(fold, entry);
      if (account && ofEntries.length > 0) folded.push({ account, entry });
    }
    for (const check of ofEntries) {
      const findings: Result<readonly Finding[], StoreError> = await check.findings(folded, reads);
      // What is damaged is told where it is.
      if (findings.isErr() && !isDamage(findings.error)) return err(findings.error);
      for (const finding of findings.unwrapOr([])) {
        const fold = finding.memberId && folds.get(finding.memberId);
        if (fold) fold.finding ??= finding;
        else report(finding);
      }
    }
    const end = steps.value.at(-1);
    if (end === undefined || steps.value.length < entriesAtATime || byBytes(end.memberId, last.account.memberId) > 0)
      return ok([...folds.values()]);
    place = end;
  }
}

function foldOf(account: Account): Fold {
  return { account, folded: emptyAccount(account.memberId), finding: null, beyond: null };
}

/** Folds one entry more, and answers with the account before it; null where it is not folded. */
function follow(fold: Fold, step: Entry): Account | null {
  if (fold.finding !== null) return null;
  if (step.sequence > fold.account.sequence) {
    fold.beyond ??= step.sequence;
    return null;
  }
  const before = fold.folded;
  try {
    fold.folded = applyEntry(fold.folded, step);
  } catch (thrown) {
    if (!(thrown instanceof InvariantError)) throw thrown;
    fold.finding = { memberId: step.memberId, sequence: step.sequence, problem: thrown.message };
  }
  return before;
}
