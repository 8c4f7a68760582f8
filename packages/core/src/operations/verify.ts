import { okAsync, type ResultAsync } from 'neverthrow';
import { type Account, emptyAccount } from '../ledger/account.ts';
import { applyEntry } from '../ledger/apply-entry.ts';
import { canonicalJson } from '../model/fingerprint.ts';
import { InvariantError } from '../model/invariant.ts';
import type { MemberId } from '../model/ids.ts';
import type { StoreError } from '../ports/store-error.ts';
import type { MemberRecord } from '../records/member.ts';
import type { Ports } from './ports.ts';
import type { Finding, Verification } from './receipts.ts';
import { type CodeSpending, codeSpendingOf, verifyChallenges, verifySpendings } from './verify-challenges.ts';

const membersAtATime = 200;
const entriesAtATime = 1000;
/** Findings reported at most: a ledger with more than these needs no longer list. */
const mostFindings = 1000;

/**
 * Folds every member's entries and compares with the account that is stored, and every redemption by code with its
 * challenge.
 *
 * @remarks It may run while others write: an account is compared with the entries it was made of. Memory stays
 * bounded however large the ledger is.
 *
 * @example
 * ```ts
 * const checked = await verify(ports)();
 * if (checked.isOk()) print(checked.value.findings.length === 0 ? 'The ledger is sound.' : checked.value.findings);
 * ```
 */
export function verify(ports: Ports) {
  return (): ResultAsync<Verification, StoreError> =>
    verifyAfter(ports, null, { members: 0, entries: 0, findings: [] }).andThen((sofar) => {
      const findings = [...sofar.findings];
      const report = (finding: Finding) => {
        if (findings.length < mostFindings) findings.push(finding);
      };
      return verifyChallenges(ports, report).map(() => ({ ...sofar, findings }));
    });
}

function verifyAfter(ports: Ports, after: MemberId | null, sofar: Verification): ResultAsync<Verification, StoreError> {
  const { reader } = ports.store;
  return reader.scanMembers(ports.program.programId, after, membersAtATime).andThen((members) => {
    const checked = members.reduce<ResultAsync<Verification, StoreError>>(
      (before, member) => before.andThen((verification) => verifyMember(ports, member, verification)),
      okAsync(sofar),
    );
    const last = members.at(-1);
    if (last === undefined || members.length < membersAtATime) return checked;
    return checked.andThen((verification) => verifyAfter(ports, last.account.memberId, verification));
  });
}

function verifyMember(
  ports: Ports,
  { account }: MemberRecord,
  sofar: Verification,
): ResultAsync<Verification, StoreError> {
  return foldUpTo(ports, emptyAccount(account.memberId), account).andThen((folded) => {
    const problem = 'problem' in folded ? okAsync(folded) : checkEnd(ports, account, folded);
    return problem.map((finding) => withFinding(sofar, account, finding));
  });
}

/** The account must be the fold of its entries, and no entry may stand beyond it. */
function checkEnd(ports: Ports, account: Account, folded: Account): ResultAsync<Finding | null, StoreError> {
  const wrong = difference(account, folded);
  if (wrong) return okAsync(wrong);
  const { reader } = ports.store;
  const { programId } = ports.program;
  return reader.history(programId, account.memberId, account.sequence, 1).andThen(([beyond]) =>
    beyond === undefined
      ? okAsync(null)
      : // Somebody may have written since the account was read.
        reader.member(programId, account.memberId).map((member) => {
          if ((member?.account.sequence ?? 0) >= beyond.sequence) return null;
          const problem = 'The entry stands beyond the account, which knows nothing of it.';
          return { memberId: account.memberId, sequence: beyond.sequence, problem };
        }),
  );
}

function withFinding(sofar: Verification, account: Account, problem: Finding | null): Verification {
  const findings =
    problem === null || sofar.findings.length >= mostFindings ? sofar.findings : [...sofar.findings, problem];
  return { members: sofar.members + 1, entries: sofar.entries + account.sequence, findings };
}

function foldUpTo(ports: Ports, folded: Account, account: Account): ResultAsync<Account | Finding, StoreError> {
  const left = Math.min(entriesAtATime, account.sequence - folded.sequence);
  if (left === 0) return okAsync(folded);
  const { reader } = ports.store;
  return reader.history(ports.program.programId, account.memberId, folded.sequence, left).andThen((entries) => {
    let current = folded;
    const spendings: CodeSpending[] = [];
    for (const entry of entries) {
      const spending = codeSpendingOf(current, entry);
      if (spending) spendings.push(spending);
      try {
        current = applyEntry(current, entry);
      } catch (error) {
        if (!(error instanceof InvariantError)) throw error;
        return okAsync({ memberId: account.memberId, sequence: entry.sequence, problem: error.message });
      }
    }
    if (entries.length > 0) {
      return verifySpendings(ports, spendings).andThen((finding) =>
        finding === null ? foldUpTo(ports, current, account) : okAsync(finding),
      );
    }
    const missing = { memberId: account.memberId, sequence: current.sequence + 1, problem: 'The entry is missing.' };
    return okAsync(missing);
  });
}

function difference(stored: Account, folded: Account): Finding | null {
  const fields = Object.keys(folded) as (keyof Account)[];
  const wrong = fields.filter((field) => canonicalJson(stored[field]) !== canonicalJson(folded[field]));
  if (wrong.length === 0) return null;
  const problem = `The account's ${wrong.join(', ')} differ from the fold of its entries.`;
  return { memberId: stored.memberId, sequence: null, problem };
}
