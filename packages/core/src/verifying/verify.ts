import { err, ok, okAsync, type Result, type ResultAsync } from 'neverthrow';
import { query } from '../kernel/query.ts';
import type { Account } from '../ledger/account.ts';
import { canonicalJson } from '../values/fingerprint.ts';
import type { MemberId, ProgramVersion } from '../values/ids.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { noInput } from '../schemas/shape.ts';
import { foldMembers, type MemberFold } from './fold-members.ts';
import type { Finding } from '../kernel/check.ts';
import { ledgerKey, ledgerRecords } from '../store/ledger-record.ts';
import type { StoredAccount } from '../store/stored-rows.ts';
import { checkAccountHolders } from './check-people.ts';
import { checkFeed } from './check-feed.ts';
import { checkNames } from './check-names.ts';
import { checkSales } from './check-sales.ts';
import type { CheckingHost } from './checking-host.ts';
import { checkRecords } from './run-checks.ts';
import { pagesOf } from './pages.ts';
import { soundRows, unlessDamaged } from './sound-rows.ts';

const membersAtATime = 500;
/** Findings reported at most. A longer list would help nobody. */
const maxFindings = 1000;

/** What checking a ledger found. */
export interface Verification {
  /** Members that were checked. */
  readonly members: number;
  /** Entries that their accounts are made of. */
  readonly entries: number;
  /** The first thousand contradictions; none in a sound ledger. */
  readonly findings: readonly Finding[];
  /** Plugins that the ledger needs and this process does not have: what they keep was not checked. */
  readonly unchecked: readonly string[];
}

/** What `verify` works with. */
export interface VerifyHost extends CheckingHost {
  /** The names of the plugins that the process has. */
  readonly plugins: readonly string[];
}

/** The verb, for hosts that are bound to it: the plugin `verification` has it. */
export const verifyVerb = query({
  name: 'verify',
  route: 'GET /verification',
  input: noInput,
  failures: {},
  answer: (_nothing, host: VerifyHost) => verifyAll(anew(host)),
});

/**
 * Folds every member's entries and compares with the account that is stored, and has each plugin check what it keeps:
 * `codes` compares every redemption by code with its challenge. A row that is not as it was written, whatever its kind,
 * is a finding that names it.
 *
 * @remarks It may run while others write: an account is compared with the entries it was made of. Memory stays bounded
 * however large the ledger is. A contradiction is a finding in the answer, and not a failure. It has an entry point of
 * its own, so that no till carries what it does not call.
 *
 * Fails with the errors of the store. `store-locked` and `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * import { verify } from '@pointbook/core/verify';
 *
 * const checked = await verify(pointbook);
 * if (checked.isOk()) print(checked.value.findings.length === 0 ? 'The ledger is sound.' : checked.value.findings);
 * ```
 */
export function verify({ ports }: { readonly ports: VerifyHost }): ResultAsync<Verification, StoreError> {
  return verifyVerb(ports)();
}

/** A host that reads by the names that rows have now, and not by those that the process knows. */
function anew(host: VerifyHost): VerifyHost {
  const rows = host.store.rows.anew?.();
  return rows === undefined ? host : { ...host, store: { rows }, reads: host.reads.over(rows) };
}

async function verifyAll(host: VerifyHost): Promise<Result<Verification, StoreError>> {
  const findings: Finding[] = [];
  const report = (finding: Finding) => {
    if (findings.length < maxFindings) findings.push(finding);
  };
  const ledger = unlessDamaged(await host.reads.get(ledgerRecords, ledgerKey));
  if (ledger.isErr()) return err(ledger.error);
  const needed = ledger.value === 'damaged' ? [] : (ledger.value?.plugins ?? []);
  const unchecked = needed.filter((name) => !host.plugins.includes(name));
  const { rows } = host.store;
  const versions = new Set<ProgramVersion>();
  let members = 0;
  let entries = 0;
  let after: string | null = null;
  const pages = pagesOf<StoredAccount>(membersAtATime, (last) =>
    rows.accounts(host.program.programId, last?.memberId ?? null, membersAtATime),
  );
  for await (const page of pages) {
    if (page.isErr()) return err(page.error);
    const sound = soundRows(page.value, host.reads.sound.member, ({ memberId }, problem) =>
      report({ memberId: memberId as MemberId, sequence: null, problem }),
    );
    const memberIds = new Set(page.value.map(({ memberId }) => memberId));
    const isLast = page.value.length < membersAtATime;
    const until = isLast ? null : (page.value.at(-1)?.memberId ?? null);
    const holders = await checkAccountHolders(host, memberIds, report);
    if (holders.isErr()) return err(holders.error);
    const folds = await foldMembers(host, { members: sound, memberIds, after, until, versions }, report);
    if (folds.isErr()) return err(folds.error);
    for (const fold of folds.value) {
      const sales = fold.finding === null ? await checkSales(host, fold, report) : ok();
      if (sales.isErr()) return err(sales.error);
      const finding = unlessDamaged(await checkEnd(host, fold));
      if (finding.isErr()) return err(finding.error);
      if (finding.value !== null && finding.value !== 'damaged') report(finding.value);
      entries += fold.account.sequence;
    }
    members += page.value.length;
    after = until;
  }
  const written = await host.reads.get(ledgerRecords, ledgerKey);
  if (members > 0 && written.isOk() && written.value === null)
    report({ memberId: null, sequence: null, problem: 'What the ledger says of itself is missing.' });
  const named = await checkNames(host, report);
  if (named.isErr()) return err(named.error);
  const fed = await checkFeed(host, report);
  if (fed.isErr()) return err(fed.error);
  const checked = await checkRecords(host, versions, report);
  return checked.map(() => ({ members, entries, findings, unchecked }));
}

/** The account must be the fold of its entries, and no entry may have a sequence past its own. */
function checkEnd(
  { reads }: CheckingHost,
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
