import { ResultAsync } from 'neverthrow';
import type { AnyRecordKind } from '../kernel/record.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { uniteWanted, type Wanted, wantedOf } from '../kernel/wanted.ts';
import { removedRecord, type Found } from '../kernel/found.ts';
import { nextDueAt } from '../ledger/due.ts';
import { accounts, commandEntries, reversibleEntries } from '../ledger/ledger-kinds.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import type { Decide, LedgerStore } from '../ports/ledger-store.ts';
import { refsOf } from '../records/refs-of.ts';
import { challenges } from '../plugins/codes/challenge.ts';
import { budgets } from '../plugins/codes/code-budget.ts';
import { jobProblems } from '../plugins/jobs/job-problem.ts';
import { jobs } from '../plugins/jobs/job-record.ts';
import { programVersions } from '../program/program-versions.ts';
import { profiles } from '../members/profile-record.ts';
import { invoices } from '../sales/invoice-record.ts';
import type { Changes, RecordKeys, Records } from '../records/records.ts';
import type { ProgramId } from '../values/ids.ts';
import { storedAccount, storedEntry } from './ledger-rows.ts';
import { foundIn, requestOf } from './loading.ts';
import { type KindsByName } from './kinds-by-name.ts';
import { recordChange } from './record-rows.ts';
import type { RecordStore, StoreDecide } from './record-store.ts';
import { invariant } from '../values/invariant.ts';
import { typedReader } from './typed-reader.ts';
import type { StoredChanges } from './stored.ts';

/** A store of rows, seen as one of typed records. */
export function viewOf(store: RecordStore, kinds: KindsByName): LedgerStore {
  return {
    transact: (programId, keys, decide) => transactTyped(store, kinds, programId, keys, decide),
    reader: typedReader(store.rows),
    open: () => store.open(),
    close: () => store.close(),
  };
}

function transactTyped<Value>(
  store: RecordStore,
  kinds: KindsByName,
  programId: ProgramId,
  keys: RecordKeys,
  decide: Decide<Value>,
): ResultAsync<Value, StoreError> {
  let wanted: Wanted = wantedOf(refsOf(keys));
  const run: StoreDecide<Value> = (rows) => {
    const found = foundIn(rows, wanted, kinds);
    const decided = decide(recordsOf(found));
    const needs = 'needs' in decided ? wantedOf(refsOf(decided.needs)) : wantedOf(refsOf(keysOf(decided.changes)));
    const widens = isMissing(found, needs);
    if ('needs' in decided || widens) {
      invariant(widens, 'a decision needs only what it was not given');
      wanted = uniteWanted(wanted, needs);
      return { request: requestOf(wanted) };
    }
    return { changes: storedChanges(decided.changes, found), value: decided.value };
  };
  return new ResultAsync((async () => store.transact(programId, requestOf(wanted), run))());
}

function isMissing(found: Found, wanted: Wanted): boolean {
  for (const [shelf, keys] of wanted) for (const key of keys) if (!found.get(shelf)?.has(key)) return true;
  return false;
}

/** What changes write over: it must be loaded to know what they change. */
function keysOf({
  members,
  profiles: changed,
  invoices: sales,
  challenges: asked,
  budgets: spent,
  jobs: work,
}: Changes) {
  return {
    members: members.map(({ account }) => account.memberId),
    profiles: changed.map(({ memberId }) => memberId),
    invoices: sales.map(({ invoiceId }) => invoiceId),
    challenges: asked.map(({ challengeId }) => challengeId),
    budgets: spent.map(({ key }) => key),
    jobs: work.map(({ jobId }) => jobId),
  };
}

function recordsOf(found: Found): Records {
  const of = (shelf: string) => (found.get(shelf) ?? new Map()) as never;
  return {
    programVersions: of(programVersions.kind),
    members: of(accounts.kind),
    profiles: of(profiles.kind),
    phones: of(`${profiles.kind}.phone`),
    cardCodes: of(`${profiles.kind}.cardCode`),
    invoices: of(invoices.kind),
    challenges: of(challenges.kind),
    budgets: of(budgets.kind),
    jobs: of(jobs.kind),
    entries: of(reversibleEntries.kind),
    commands: of(commandEntries.kind),
  };
}

function storedChanges(changes: Changes, found: Found): StoredChanges {
  const before = (kind: AnyRecordKind, key: string) => {
    const value = found.get(kind.kind)?.get(key) ?? null;
    return value === removedRecord ? null : value;
  };
  const write = <R>(kind: AnyRecordKind, records: readonly R[]) =>
    records.map((record) => recordChange(kind, kind.key(record), before(kind, kind.key(record)), record));
  return {
    versions: changes.programs.map((program) => ({
      version: program.version,
      definition: programVersions.codec.encode(program, programVersions.format),
    })),
    accounts: changes.members.map((member) => {
      const was = before(accounts, member.account.memberId) as MemberRecord | null;
      const dueWas = was === null ? undefined : nextDueAt(was.account);
      return { isNew: was === null, dueWas, account: storedAccount(member) };
    }),
    records: [
      ...write(profiles, changes.profiles),
      ...write(invoices, changes.invoices),
      ...write(challenges, changes.challenges),
      ...write(budgets, changes.budgets),
      ...write(jobs, changes.jobs),
      ...changes.jobProblems.map((problem) => recordChange(jobProblems, jobProblems.key(problem), null, problem)),
    ],
    entries: changes.entries.map(storedEntry),
    notes: changes.notes,
  };
}
