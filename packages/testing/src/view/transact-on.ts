import { commandId, entryId, type Instant, nextDueAt, type ProgramId } from '@pointbook/core';
import type { AnyRecordKind } from '@pointbook/core/plugin';
import {
  entryOfRow,
  type LoadedRows,
  type LoadRequest,
  memberOfRow,
  recordChange,
  recordOfRow,
  storedVersion,
  versionOfRow,
  type RecordStore,
  storedAccount,
  type StoredChanges,
  type StoreDecide,
  type StoreError,
  storedEntry,
} from '@pointbook/core/store';
import { ResultAsync } from 'neverthrow';
import { kindNames, recordKinds } from './kinds.ts';
import type { Changes, Decide, RecordKeys, Records } from './records.ts';
import { countKeys, uniteKeys } from './unite-keys.ts';

/** The kinds that decisions of the kit look up by key. */
const lookedUp = ['profiles', 'invoices', 'challenges', 'budgets', 'jobs'] as const;

/** Runs a decision on typed records over a store of rows. What it writes and did not name is loaded first. */
export function transactOn<Value>(
  store: Pick<RecordStore, 'transact'>,
  programId: ProgramId,
  first: RecordKeys,
  decide: Decide<Value>,
): ResultAsync<Value, StoreError> {
  let keys = uniteKeys(first);
  const run: StoreDecide<Value> = (rows) => {
    const records = recordsOf(rows, keys);
    const decided = decide(records);
    const wider = uniteKeys(keys, 'needs' in decided ? decided.needs : keysOf(decided.changes));
    if (countKeys(wider) > countKeys(keys)) {
      keys = wider;
      return { request: requestOf(keys) };
    }
    if ('needs' in decided) throw new Error('A decision needs only what it was not given.');
    return { changes: storedChanges(decided.changes, records), value: decided.value };
  };
  return new ResultAsync((async () => store.transact(programId, requestOf(keys), run))());
}

function requestOf(keys: Required<RecordKeys>): LoadRequest {
  const named = ({ kind }: AnyRecordKind, of: readonly string[]) => of.map((key) => ({ kind, key }));
  const held = (field: string, values: readonly string[]) =>
    values.map((value) => ({ kind: recordKinds.profiles.kind, field, value }));
  return {
    versions: keys.programVersions,
    accounts: keys.members,
    entries: keys.entries,
    commands: keys.commands.map(({ memberId, key }) => ({ memberId, commandKey: key })),
    records: lookedUp.flatMap((name) => named(recordKinds[name], keys[name])),
    uniques: [...held('phone', keys.phones), ...held('cardCode', keys.cardCodes)],
    lists: [],
    ranges: [],
  };
}

function recordsOf(rows: LoadedRows, keys: Required<RecordKeys>): Records {
  const found = <Key, Value>(named: readonly Key[], values: readonly (readonly [Key, unknown])[]) =>
    new Map<Key, Value | null>([
      ...named.map((key) => [key, null] as const),
      ...values.map(([key, value]) => [key, value as Value] as const),
    ]);
  const ofKind = (kind: AnyRecordKind) =>
    rows.records
      .filter((row) => row.kind === kind.kind && row.body !== null)
      .map((row) => [row.key as never, recordOfRow(kind, row)] as const);
  const holders = (of: string) =>
    rows.uniques.filter(({ field }) => field === of).map(({ value, key }) => [value as never, key] as const);
  const entries = rows.entries.map(({ entry, reversed }) => ({ entry: entryOfRow(entry), reversed }));
  return {
    programVersions: found(
      keys.programVersions,
      rows.versions.map((row) => [row.version as never, versionOfRow(row)]),
    ),
    members: found(
      keys.members,
      rows.accounts.map((row) => [row.memberId as never, memberOfRow(row)]),
    ),
    phones: found(keys.phones, holders('phone')),
    cardCodes: found(keys.cardCodes, holders('cardCode')),
    ...(Object.fromEntries(
      lookedUp.map((name) => [name, found<string, unknown>(keys[name], ofKind(recordKinds[name]))]),
    ) as unknown as Pick<Records, (typeof lookedUp)[number]>),
    entries: found(
      keys.entries.map(entryId),
      entries.map((each) => [entryId(each.entry), each]),
    ),
    commands: found(
      keys.commands.map(commandId),
      rows.commands.map((row) => {
        const entry = entryOfRow(row);
        return [commandId({ memberId: entry.memberId, key: entry.command?.key ?? 'key:' }), entry];
      }),
    ),
  };
}

/** What changes write over: it must be loaded to know what they change. */
function keysOf(changes: Changes): RecordKeys {
  return {
    members: changes.members.map(({ account }) => account.memberId),
    ...Object.fromEntries(
      lookedUp.map((name) => {
        const kind: AnyRecordKind = recordKinds[name];
        return [name, changes[name].map((record) => kind.key(record))];
      }),
    ),
  };
}

function storedChanges(changes: Changes, was: Records): StoredChanges {
  const write = (kind: AnyRecordKind, loaded: ReadonlyMap<string, unknown>, records: readonly unknown[]) =>
    records.map((record) => recordChange(kind, kind.key(record), loaded.get(kind.key(record)) ?? null, record));
  return {
    versions: changes.programs.map(storedVersion),
    accounts: changes.members.map((member) => {
      const before = was.members.get(member.account.memberId) ?? null;
      const dueWas: Instant | null | undefined = before === null ? undefined : nextDueAt(before.account);
      return { isNew: before === null, dueWas, account: storedAccount(member) };
    }),
    records: kindNames.flatMap((name) =>
      write(recordKinds[name], isLookedUp(name) ? was[name] : new Map(), changes[name]),
    ),
    entries: changes.entries.map((entry) =>
      storedEntry(
        entry,
        undefined,
        changes.notes.find((note) => note.memberId === entry.memberId && note.sequence === entry.sequence),
      ),
    ),
    notes: changes.notes,
  };
}

function isLookedUp(name: string): name is (typeof lookedUp)[number] {
  return lookedUp.some((each) => each === name);
}
