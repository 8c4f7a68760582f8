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
import { checkNotes } from './check-notes.ts';
import type { CheckingHost } from './checking-host.ts';
import { isOfEntries } from './run-checks.ts';
import type { StoredEntry } from '../store/stored-rows.ts';
import type { MemberId, ProgramVersion } from '../values/ids.ts';
import { SaleSums } from './sale-sums.ts';
import { pagesOf } from './pages.ts';
import { soundRows, unlessDamaged } from './sound-rows.ts';

/** A member's account as it is stored, and as its entries make it. */
export interface MemberFold {
  readonly account: Account;
  readonly folded: Account;
  /** What is wrong with one of the entries; those after it are not folded. */
  readonly finding: Finding | null;
  /** The first entry with a sequence past that of the account. */
  readonly beyond: number | null;
  /** What the entries say of sales, by the sale. */
  readonly sales: SaleSums;
}

/** Members who follow each other. */
export interface MemberPage {
  /** Those whose accounts can be read. */
  readonly members: readonly MemberRecord[];
  /** All of them. */
  readonly memberIds: ReadonlySet<string>;
  /** They come after this one; null for the first. */
  readonly after: string | null;
  /** The last of them; null where nobody comes after them. */
  readonly until: string | null;
  /** Gets the versions of the program that their entries name. */
  readonly versions: Set<ProgramVersion>;
}

type Fold = { -readonly [Field in keyof MemberFold]: MemberFold[Field] };

const entriesAtATime = 1000;

/**
 * Folds the entries of members who follow each other, page by page, over the members. Entries that belong to none of
 * them are told.
 *
 * @remarks The entries are read after the accounts, so that each account finds all that it was made of.
 */
export async function foldMembers(
  host: CheckingHost,
  { members, memberIds, after, until, versions }: MemberPage,
  report: (finding: Finding) => void,
): Promise<Result<readonly MemberFold[], StoreError>> {
  const { reads, checks, store, program } = host;
  const folds = new Map(members.map(({ account }) => [account.memberId, foldOf(account)]));
  const strangers = new Map<MemberId, number>();
  const ofEntries = checks.filter(isOfEntries);
  let place: EntryName | null = after === null ? null : { memberId: after, sequence: Number.MAX_SAFE_INTEGER };
  const pages = pagesOf<StoredEntry>(entriesAtATime, () =>
    store.rows.entries(program.programId, place, entriesAtATime),
  );
  for await (const steps of pages) {
    if (steps.isErr()) return err(steps.error);
    const sound = soundRows(steps.value, reads.sound.entry, (row, problem) => {
      const memberId = row.memberId as MemberId;
      const fold = folds.get(memberId);
      if (fold) fold.finding ??= { memberId, sequence: row.sequence, problem };
    });
    const folded: FoldedEntry[] = [];
    for (const entry of sound) {
      const { memberId, programVersion } = entry;
      if (until !== null && byBytes(memberId, until) > 0) break;
      versions.add(programVersion);
      if (!memberIds.has(memberId) && !strangers.has(memberId)) strangers.set(memberId, entry.sequence);
      const fold = folds.get(memberId);
      const account = fold && follow(fold, entry);
      if (account && ofEntries.length > 0) folded.push({ account, entry });
    }
    for (const check of ofEntries) {
      const findings = unlessDamaged(await check.findings(folded, reads));
      if (findings.isErr()) return err(findings.error);
      for (const finding of findings.value === 'damaged' ? [] : findings.value) {
        const fold = finding.memberId && folds.get(finding.memberId);
        if (fold) fold.finding ??= finding;
        else report(finding);
      }
    }
    const end = steps.value.at(-1);
    const isOver = end === undefined || steps.value.length < entriesAtATime;
    const isPast = isOver || (until !== null && byBytes(end.memberId, until) > 0);
    const whole = until === null ? null : { memberId: until, sequence: Number.MAX_SAFE_INTEGER };
    const page = { rows: steps.value, after: place, last: isPast ? whole : end };
    const noted = await checkNotes(host, page, report);
    if (noted.isErr()) return err(noted.error);
    if (isPast) break;
    place = end;
  }
  for (const [memberId, sequence] of strangers) {
    // Somebody may have been enrolled since.
    const found = unlessDamaged(await reads.account(memberId));
    if (found.isErr()) return err(found.error);
    if (found.value === null) report({ memberId, sequence, problem: 'The entry belongs to no account.' });
  }
  return ok([...folds.values()]);
}

function foldOf(account: Account): Fold {
  return { account, folded: emptyAccount(account.memberId), finding: null, beyond: null, sales: new SaleSums() };
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
    fold.sales.add(step);
  } catch (thrown) {
    if (!(thrown instanceof InvariantError)) throw thrown;
    fold.finding = { memberId: step.memberId, sequence: step.sequence, problem: thrown.message };
  }
  return before;
}
