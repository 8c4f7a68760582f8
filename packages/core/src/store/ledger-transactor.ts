import type { Result, ResultAsync } from 'neverthrow';
import type { Draft } from '../kernel/draft.ts';
import type { Found } from '../kernel/found.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { Decide } from '../kernel/transactor.ts';
import { uniteWanted, type Wanted } from '../kernel/wanted.ts';
import { accounts, commandEntries, entries, notes, reversibleEntries } from '../ledger/ledger-kinds.ts';
import type { AsyncTransaction, LedgerStore, Decide as StoreDecide, SyncTransaction } from '../ports/ledger-store.ts';
import type { Program } from '../program/program.ts';
import { jobProblems } from '../plugins/jobs/job-problem.ts';
import { jobs } from '../plugins/jobs/job-record.ts';
import { programVersions } from '../program/program-versions.ts';
import { profiles } from '../members/profile-record.ts';
import { invoices } from '../sales/invoice-record.ts';
import { storedForm } from '../program/stored-program.ts';
import { challenges } from '../plugins/codes/challenge.ts';
import { budgets } from '../plugins/codes/code-budget.ts';
import { type Changes, noChanges, type RecordKeys, type Records } from '../records/records.ts';
import type { ProfileRecord } from '../members/profile-record.ts';
import type { MemberRecord } from '../ledger/member-record.ts';

/** How the kernel reaches one program's records in a store of one field a kind. */
export function ledgerTransactor(store: Pick<LedgerStore, 'transact'>, program: Program) {
  const { programId } = program;
  let isStored = false;
  return {
    transact<Value>(wanted: Wanted, decide: Decide<Value>): ResultAsync<Value, StoreError> {
      let storesProgram = false;
      const asked = isStored ? wanted : withProgram(wanted, program);
      return store
        .transact(
          programId,
          keysOf(asked),
          decideOver(asked, decide, program, (stores) => (storesProgram = stores)),
        )
        .map((value) => {
          isStored ||= storesProgram;
          return value;
        });
    },
  };
}

/** The same inside the host's own transaction; the program's version is asked for each time. */
export function joinedTransactor(transaction: SyncTransaction, program: Program) {
  return {
    transact<Value>(wanted: Wanted, decide: Decide<Value>): Result<Value, StoreError> {
      const asked = withProgram(wanted, program);
      return transaction.transact(program.programId, keysOf(asked), decideOver(asked, decide, program));
    },
  };
}

/** The same where the driver answers later. */
export function joinedAsyncTransactor(transaction: AsyncTransaction, program: Program) {
  return {
    transact<Value>(wanted: Wanted, decide: Decide<Value>): ResultAsync<Value, StoreError> {
      const asked = withProgram(wanted, program);
      return transaction.transact(program.programId, keysOf(asked), decideOver(asked, decide, program));
    },
  };
}

function withProgram(wanted: Wanted, { version }: Program): Wanted {
  return uniteWanted(wanted, new Map([[programVersions.kind, new Set([version])]]));
}

function decideOver<Value>(
  _asked: Wanted,
  decide: Decide<Value>,
  program: Program,
  tell: (storesProgram: boolean) => void = () => {},
): StoreDecide<Value> {
  return (records) => {
    const decided = decide(foundOf(records));
    if ('wanted' in decided) return { needs: keysOf(decided.wanted) };
    const changes = changesOf(decided.draft);
    const stored = records.programVersions.get(program.version);
    const writes = changes.members.length + changes.profiles.length + changes.invoices.length > 0;
    const adds = stored === null && writes;
    tell(adds || stored != null);
    return { changes: adds ? { ...changes, programs: [storedForm(program)] } : changes, value: decided.value };
  };
}

/** Shelves of the kernel, and the field of `RecordKeys` that names the same. */
const fieldOfShelf: Readonly<Record<string, Exclude<keyof RecordKeys, 'entries' | 'commands'>>> = {
  [programVersions.kind]: 'programVersions',
  [accounts.kind]: 'members',
  [profiles.kind]: 'profiles',
  [`${profiles.kind}.phone`]: 'phones',
  [`${profiles.kind}.cardCode`]: 'cardCodes',
  [invoices.kind]: 'invoices',
  [challenges.kind]: 'challenges',
  [budgets.kind]: 'budgets',
  [jobs.kind]: 'jobs',
};

function keysOf(wanted: Wanted): RecordKeys {
  const keys: Record<string, readonly unknown[]> = {};
  for (const [shelf, named] of wanted) {
    if (shelf === reversibleEntries.kind) keys['entries'] = [...named].map(entryKeyOf);
    else if (shelf === commandEntries.kind) keys['commands'] = [...named].map(commandOf);
    else keys[fieldOfShelf[shelf] ?? shelf] = [...named];
  }
  return keys;
}

function entryKeyOf(id: string) {
  const space = id.indexOf(' ');
  return { sequence: Number(id.slice(0, space)), memberId: id.slice(space + 1) };
}

function commandOf(id: string) {
  const space = id.indexOf(' ');
  const end = space + 1 + Number(id.slice(0, space));
  return { memberId: id.slice(space + 1, end), key: id.slice(end) };
}

function foundOf(records: Records): Found {
  const found = new Map<string, ReadonlyMap<string, unknown>>();
  for (const [shelf, field] of Object.entries(fieldOfShelf))
    if (records[field].size > 0) found.set(shelf, records[field]);
  if (records.entries.size > 0) found.set(reversibleEntries.kind, records.entries);
  if (records.commands.size > 0) found.set(commandEntries.kind, records.commands);
  return found;
}

function changesOf(draft: Draft): Changes {
  const byKind: Record<string, unknown[]> = {};
  for (const { kind, after } of draft.changes()) (byKind[kind.kind] ??= []).push(after);
  return {
    ...noChanges,
    members: (byKind[accounts.kind] ?? []) as MemberRecord[],
    profiles: (byKind[profiles.kind] ?? []) as ProfileRecord[],
    invoices: (byKind[invoices.kind] ?? []) as Changes['invoices'],
    challenges: (byKind[challenges.kind] ?? []) as Changes['challenges'],
    budgets: (byKind[budgets.kind] ?? []) as Changes['budgets'],
    jobs: (byKind[jobs.kind] ?? []) as Changes['jobs'],
    jobProblems: draft.appended(jobProblems),
    entries: draft.appended(entries),
    notes: draft.appended(notes),
  };
}
