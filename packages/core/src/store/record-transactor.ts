import type { Result, ResultAsync } from 'neverthrow';
import type { Draft } from '../kernel/draft.ts';
import type { AnyRecordKind } from '../kernel/record.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { Decide, SyncTransactor, Transactor } from '../kernel/transactor.ts';
import { uniteWanted, type Wanted } from '../kernel/wanted.ts';
import { nextDueAt } from '../ledger/due.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import { accounts, commandEntries, entries, notes, reversibleEntries } from '../ledger/ledger-kinds.ts';
import type { Program } from '../program/program.ts';
import { programVersions } from '../records/kinds.ts';
import { storedAccount, storedEntry } from './ledger-rows.ts';
import type { LoadRequest } from './load-request.ts';
import { foundIn, type KindsByName, requestOf } from './loading.ts';
import { recordChange } from './record-rows.ts';
import type { AsyncTransaction, RecordStore, StoreDecide, SyncTransaction } from './record-store.ts';
import type { AccountChange, RecordChange, StoredChanges } from './stored.ts';

/** What a transactor works for: a program, and the kinds of records that its ledger knows. */
export interface TransactorSetting {
  readonly program: Program;
  readonly kinds: KindsByName;
}

/** How the kernel reaches one program's records. The program's own version is asked for until it is known to be stored. */
export function recordTransactor(store: Pick<RecordStore, 'transact'>, setting: TransactorSetting): Transactor {
  let isStored = false;
  return {
    transact<Value>(wanted: Wanted, decide: Decide<Value>): ResultAsync<Value, StoreError> {
      const first = isStored ? wanted : withProgram(wanted, setting.program);
      let stores = false;
      const decided = decisionOver(first, decide, setting, (does) => (stores = does));
      return store.transact(setting.program.programId, requestOf(first), decided).map((value) => {
        isStored ||= stores;
        return value;
      });
    },
  };
}

/** The same inside the host's own transaction; the program's version is asked for each time. */
export function joinedRecords(transaction: SyncTransaction, setting: TransactorSetting): SyncTransactor {
  return {
    transact<Value>(wanted: Wanted, decide: Decide<Value>): Result<Value, StoreError> {
      const first = withProgram(wanted, setting.program);
      return transaction.transact(setting.program.programId, requestOf(first), decisionOver(first, decide, setting));
    },
  };
}

/** The same where the driver answers later. */
export function joinedRecordsAsync(transaction: AsyncTransaction, setting: TransactorSetting): Transactor {
  return {
    transact<Value>(wanted: Wanted, decide: Decide<Value>): ResultAsync<Value, StoreError> {
      const first = withProgram(wanted, setting.program);
      return transaction.transact(setting.program.programId, requestOf(first), decisionOver(first, decide, setting));
    },
  };
}

function withProgram(wanted: Wanted, { version }: Program): Wanted {
  return uniteWanted(wanted, new Map([[programVersions.kind, new Set([version])]]));
}

/** A decision of the kernel as a store runs it: what it misses widens the request, and stays in it when a store begins anew. */
function decisionOver<Value>(
  first: Wanted,
  decide: Decide<Value>,
  { program, kinds }: TransactorSetting,
  tell: (storesProgram: boolean) => void = () => {},
): StoreDecide<Value> {
  let wanted = first;
  return (rows) => {
    const found = foundIn(rows, wanted, kinds);
    const decided = decide(found);
    if ('wanted' in decided) {
      wanted = uniteWanted(wanted, decided.wanted);
      return { request: requestOf(wanted) satisfies LoadRequest };
    }
    const changes = changesOf(decided.draft);
    const stored = found.get(programVersions.kind)?.get(program.version);
    const writes = changes.accounts.length + changes.records.length > 0;
    const adds = stored === null && writes;
    tell(adds || stored != null);
    return { changes: adds ? { ...changes, versions: [versionOf(program)] } : changes, value: decided.value };
  };
}

function versionOf(program: Program) {
  return { version: program.version, definition: programVersions.codec.encode(program) };
}

function changesOf(draft: Draft): StoredChanges {
  const written: AccountChange[] = [];
  const records: RecordChange[] = [];
  for (const { kind, key, before, after } of draft.changes()) {
    if (kind.kind === accounts.kind) written.push(accountChange(before as MemberRecord | null, after as MemberRecord));
    else if (!isLookup(kind)) records.push(recordChange(kind, key, before, after));
  }
  for (const [kind, appended] of draft.appendedRecords())
    if (kind !== entries && kind !== notes)
      for (const record of appended) records.push(recordChange(kind, kind.key(record), null, record));
  return {
    versions: [],
    accounts: written,
    records,
    entries: draft.appended(entries).map(storedEntry),
    notes: draft.appended(notes),
  };
}

/** Entries that are looked up are written as entries. */
function isLookup({ kind }: AnyRecordKind): boolean {
  return kind === reversibleEntries.kind || kind === commandEntries.kind;
}

function accountChange(before: MemberRecord | null, after: MemberRecord): AccountChange {
  const dueWas = before === null ? undefined : nextDueAt(before.account);
  return { isNew: before === null, dueWas, account: storedAccount(after) };
}
