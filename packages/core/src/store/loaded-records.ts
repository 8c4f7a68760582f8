import type { Loaded } from '../kernel/draft/loaded.ts';
import type { AnyRecordKind, KindsByName } from '../kernel/record.ts';
import { contentsOf, shelfOfIndex, shelfOfOwner, shelfOfRange } from '../kernel/shelf-names.ts';
import type { Wanted } from '../kernel/draft/wanted.ts';
import { commandId, commandOfId, entryId, entryOfId } from '../ledger/entry-keys.ts';
import { accounts, commandEntries, reversibleEntries } from '../ledger/ledger-kinds.ts';
import { programVersions } from '../program/program-versions.ts';
import { invariant } from '../values/invariant.ts';
import { ledgerRecords } from './ledger-record.ts';
import { memberOfRow, soundMemberOfRow } from './account-rows.ts';
import { entryOfRow, soundEntryOfRow } from './entry-rows.ts';
import type {
  CommandName,
  EntryName,
  ListName,
  LoadedRows,
  LoadRequest,
  RangeName,
  RecordName,
  UniqueName,
} from './load-request.ts';
import type { StoredRecord } from './stored-rows.ts';
import { ownerList, recordOfRow, soundRecordOfRow, soundVersionOfRow, versionOfRow } from './record-rows.ts';

/** What a store loads for what the kernel wants. */
export function requestOf(wanted: Wanted): LoadRequest {
  const request = {
    versions: [] as string[],
    accounts: [] as string[],
    entries: [] as EntryName[],
    commands: [] as CommandName[],
    records: [] as RecordName[],
    uniques: [] as UniqueName[],
    lists: [] as ListName[],
    ranges: [] as RangeName[],
  };
  for (const [shelf, keys] of wanted) {
    if (shelf === accounts.kind) request.accounts.push(...keys);
    else if (shelf === programVersions.kind) request.versions.push(...keys);
    else if (shelf === reversibleEntries.kind) for (const key of keys) request.entries.push(entryOfId(key));
    else if (shelf === commandEntries.kind) for (const key of keys) request.commands.push(commandNameOf(key));
    else addRecords(request, shelf, keys);
  }
  return request;
}

function commandNameOf(id: string): CommandName {
  const { memberId, key } = commandOfId(id);
  return { memberId, commandKey: key };
}

function addRecords(
  {
    records,
    uniques,
    lists,
    ranges,
  }: { records: RecordName[]; uniques: UniqueName[]; lists: ListName[]; ranges: RangeName[] },
  shelf: string,
  keys: ReadonlySet<string>,
): void {
  const { kind, index, isByOwner, isRange } = contentsOf(shelf);
  for (const key of keys)
    if (index !== null) uniques.push({ kind, field: index, value: key });
    else if (isByOwner) lists.push({ kind, list: ownerList, value: key });
    else if (isRange) ranges.push(rangeOf(kind, key));
    else if (kind === ledgerRecords.kind) records.push({ kind, key, isShared: true });
    else records.push({ kind, key });
}

/** The keys that begin with a text that ends with a blank: `!` comes next after it. */
function rangeOf(kind: string, prefix: string): RangeName {
  invariant(prefix.endsWith(' '), 'the text that keys begin with ends with a blank');
  return { kind, from: prefix, until: `${prefix.slice(0, -1)}!` };
}

/** The records in the rows that a store loaded; null for what was wanted and is not there. */
export function loadedFrom(rows: LoadedRows, wanted: Wanted, kinds: KindsByName): Loaded {
  const loaded = new Map<string, Map<string, unknown>>();
  for (const [shelf, keys] of wanted) {
    const { isByOwner, isRange } = contentsOf(shelf);
    const shelved = new Map<string, unknown>();
    for (const key of keys) shelved.set(key, isByOwner || isRange ? [] : null);
    loaded.set(shelf, shelved);
  }
  for (const row of rows.accounts) loaded.get(accounts.kind)?.set(row.memberId, memberOfRow(row));
  for (const row of rows.versions) loaded.get(programVersions.kind)?.set(row.version, versionOfRow(row));
  for (const { entry: row, reversed } of rows.entries) {
    const entry = entryOfRow(row);
    loaded.get(reversibleEntries.kind)?.set(entryId(entry), { entry, reversed });
  }
  for (const row of rows.commands) {
    const entry = entryOfRow(row);
    const key = entry.command?.key ?? 'key:';
    loaded.get(commandEntries.kind)?.set(commandId({ memberId: entry.memberId, key }), entry);
  }
  for (const row of rows.records) loaded.get(row.kind)?.set(row.key, recordOfRow(kindOf(kinds, row.kind), row));
  for (const { kind, field, value, key } of rows.uniques) loaded.get(shelfOfIndex(kind, field))?.set(value, key);
  const list = (shelf: string, key: string, { kind, record }: KindRow) => {
    const keys = loaded.get(shelf)?.get(key) as string[] | undefined;
    keys?.push(record.key);
    shelfOf(loaded, kind).set(record.key, recordOfRow(kindOf(kinds, kind), record));
  };
  for (const row of rows.lists) list(shelfOfOwner(row.kind), row.value, row);
  for (const row of rows.ranges) list(shelfOfRange(row.kind), row.from, row);
  return loaded;
}

/** A record of a list or a range, with its kind. */
interface KindRow {
  readonly kind: string;
  readonly record: StoredRecord;
}

/** Throws where a row is not as it was written. */
export function checkSeals(rows: LoadedRows, kinds: KindsByName): void {
  rows.accounts.forEach(soundMemberOfRow);
  rows.versions.forEach(soundVersionOfRow);
  for (const { entry } of rows.entries) soundEntryOfRow(entry);
  rows.commands.forEach(soundEntryOfRow);
  const listed = [...rows.lists, ...rows.ranges].map(({ kind, record }) => ({ ...record, kind }));
  for (const row of [...rows.records, ...listed]) soundRecordOfRow(kindOf(kinds, row.kind), row);
}

function shelfOf(loaded: Map<string, Map<string, unknown>>, shelf: string): Map<string, unknown> {
  const shelved = loaded.get(shelf) ?? new Map<string, unknown>();
  loaded.set(shelf, shelved);
  return shelved;
}

function kindOf(kinds: KindsByName, name: string): AnyRecordKind {
  const kind = kinds.get(name);
  invariant(kind !== undefined, `a record of kind ${name} is read where its kind is known`);
  return kind;
}
