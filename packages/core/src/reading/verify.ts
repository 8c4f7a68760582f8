import { err, okAsync, type Result, type ResultAsync } from 'neverthrow';
import { query } from '../kernel/query.ts';
import type { Account } from '../ledger/account.ts';
import { canonicalJson } from '../values/fingerprint.ts';
import type { MemberId } from '../values/ids.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { accounts } from '../ledger/ledger-kinds.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import { noInput } from '../schemas/shape.ts';
import { foldMembers, type MemberFold } from './fold-members.ts';
import type { Finding } from './finding.ts';
import type { ReadingHost } from './reading-host.ts';
import { verifyChallenges } from './verify-challenges.ts';

const membersAtATime = 500;
/** Findings reported at most. A longer list would help nobody. */
const mostFindings = 1000;

/** What checking a ledger found. */
export interface Verification {
  /** Members that were checked. */
  readonly members: number;
  /** Entries that their accounts are made of. */
  readonly entries: number;
  /** The first thousand contradictions; none in a sound ledger. */
  readonly findings: readonly Finding[];
}

/**
 * Folds every member's entries and compares with the account that is stored, and every redemption by code with its
 * challenge.
 *
 * @remarks It may run while others write: an account is compared with the entries it was made of. Memory stays
 * bounded however large the ledger is. A contradiction is a finding in the answer, and not a failure.
 *
 * Fails with the errors of the store. `store-locked` and `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const checked = await verify(ports)();
 * if (checked.isOk()) print(checked.value.findings.length === 0 ? 'The ledger is sound.' : checked.value.findings);
 * ```
 */
export const verify = query({
  name: 'verify',
  input: noInput,
  failures: {},
  answer: (_nothing, host: ReadingHost) => verifyAll(host),
});

async function verifyAll(host: ReadingHost): Promise<Result<Verification, StoreError>> {
  const findings: Finding[] = [];
  const report = (finding: Finding) => {
    if (findings.length < mostFindings) findings.push(finding);
  };
  let members = 0;
  let entries = 0;
  for (let after: MemberId | null | undefined = null; after !== undefined;) {
    const page: Result<MemberRecord[], StoreError> = await host.reads.page(accounts, after, membersAtATime);
    if (page.isErr()) return err(page.error);
    const folds = await foldMembers(host, page.value);
    if (folds.isErr()) return err(folds.error);
    for (const fold of folds.value) {
      const finding: Result<Finding | null, StoreError> = await checkEnd(host, fold);
      if (finding.isErr()) return err(finding.error);
      if (finding.value !== null) report(finding.value);
      members += 1;
      entries += fold.account.sequence;
    }
    after = page.value.length < membersAtATime ? undefined : page.value.at(-1)?.account.memberId;
  }
  const challenges = await verifyChallenges(host, report);
  return challenges.map(() => ({ members, entries, findings }));
}

/** The account must be the fold of its entries, and no entry may have a sequence past its own. */
function checkEnd(
  { reads }: ReadingHost,
  { account, folded, finding, beyond }: MemberFold,
): ResultAsync<Finding | null, StoreError> {
  if (finding !== null) return okAsync(finding);
  const { memberId, sequence } = account;
  if (folded.sequence < sequence)
    return okAsync({ memberId, sequence: folded.sequence + 1, problem: 'The entry is missing.' });
  const wrong = difference(account, folded);
  if (wrong !== null || beyond === null) return okAsync(wrong);
  // Somebody may have written since the account was read.
  return reads.account(memberId).map((now) => {
    if ((now?.sequence ?? 0) >= beyond) return null;
    return { memberId, sequence: beyond, problem: 'The entry has a sequence past that of the account.' };
  });
}

function difference(stored: Account, folded: Account): Finding | null {
  const fields = Object.keys(folded) as (keyof Account)[];
  const wrong = fields.filter(
    (field) => stored[field] !== folded[field] && canonicalJson(stored[field]) !== canonicalJson(folded[field]),
  );
  if (wrong.length === 0) return null;
  const problem = `The account's ${wrong.join(', ')} differ from the fold of its entries.`;
  return { memberId: stored.memberId, sequence: null, problem };
}
