import { noChanges, type LedgerStore, type ProgramId } from '@pointbook/core';
import { ledgerView, type RecordStore, type StoredChanges } from '@pointbook/core/store';
import { canonicalDump, type LedgerDump } from '../auditor/ledger-dump.ts';
import { valueOf } from './claim.ts';

/** A store that remembers the names of what it was given, so that all of it can be read back. */
export interface RecordingStore<Store = RecordStore> {
  readonly store: Store;
  /** Everything kept of a program, as the store itself reads it back. */
  dump(programId: ProgramId): Promise<LedgerDump>;
}

/**
 * Makes a dump of a ledger that cannot be read past its store, such as one in memory: it remembers which records went
 * in, and asks the store for each of them. For a database write the dump in plain SQL, which trusts nobody.
 */
export function recordingStore(inner: RecordStore): RecordingStore {
  const seen = new Map<ProgramId, Seen>();
  const store: RecordStore = {
    transact: (programId, request, decide) =>
      inner.transact(programId, request, (rows) => {
        const decided = decide(rows);
        if ('changes' in decided) remember(seenIn(seen, programId), decided.changes);
        return decided;
      }),
    rows: inner.rows,
    open: () => inner.open(),
    close: () => inner.close(),
  };
  return { store, dump: (programId) => readBack(ledgerView(inner), programId, seenIn(seen, programId)) };
}

interface Seen {
  readonly members: Set<string>;
  readonly invoices: Set<string>;
  readonly challenges: Set<string>;
  readonly budgets: Set<string>;
  readonly jobs: Set<string>;
  readonly versions: Set<string>;
}

function seenIn(seen: Map<ProgramId, Seen>, programId: ProgramId): Seen {
  const known = seen.get(programId) ?? {
    members: new Set(),
    invoices: new Set(),
    challenges: new Set(),
    budgets: new Set(),
    jobs: new Set(),
    versions: new Set(),
  };
  seen.set(programId, known);
  return known;
}

function remember(seen: Seen, changes: StoredChanges): void {
  for (const { account } of changes.accounts) seen.members.add(account.memberId);
  for (const { memberId } of [...changes.entries, ...changes.notes]) seen.members.add(memberId);
  for (const { version } of changes.versions) seen.versions.add(version);
  const byKind: Readonly<Record<string, Set<string>>> = {
    profile: seen.members,
    invoice: seen.invoices,
    challenge: seen.challenges,
    'code-budget': seen.budgets,
    job: seen.jobs,
  };
  for (const { record } of changes.records) byKind[record.kind]?.add(record.key);
}

const all = 1_000_000;

async function readBack({ transact, reader }: LedgerStore, programId: ProgramId, seen: Seen): Promise<LedgerDump> {
  const ids = {
    members: [...seen.members],
    profiles: [...seen.members],
    invoices: [...seen.invoices],
    challenges: [...seen.challenges],
    budgets: [...seen.budgets],
    jobs: [...seen.jobs],
    programVersions: [...seen.versions],
  };
  const found = valueOf(await transact(programId, ids as never, (records) => ({ changes: noChanges, value: records })));
  const lines = [];
  for (const memberId of ids.members)
    lines.push(...valueOf(await reader.statement(programId, memberId as never, null, all)));
  const jobProblems = [];
  for (const jobId of ids.jobs)
    jobProblems.push(...valueOf(await reader.jobProblems(programId, jobId as never, 0, all)));
  return canonicalDump({
    programs: present(found.programVersions),
    members: present(found.members),
    profiles: present(found.profiles),
    invoices: present(found.invoices),
    challenges: present(found.challenges),
    budgets: present(found.budgets),
    jobs: present(found.jobs),
    jobProblems,
    entries: lines.map(({ entry }) => entry),
    notes: lines.flatMap(({ note }) => note ?? []),
  });
}

function present<Found>(found: ReadonlyMap<unknown, Found | null>): Found[] {
  return [...found.values()].filter((record): record is Found => record !== null);
}
