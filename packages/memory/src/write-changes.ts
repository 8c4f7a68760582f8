import type { PlaceChange, RecordChange, StoredChanges, StoredEntry } from '@pointbook/core/store';
import { nameOf, type Tables } from './tables.ts';

/** Writes changes in which `problemWith` found nothing wrong. */
export function writeChanges(tables: Tables, changes: StoredChanges): void {
  for (const { version, definition } of changes.versions)
    if (!tables.versions.has(version)) tables.versions.set(version, definition);
  for (const { account } of changes.accounts) tables.accounts.set(account.memberId, Object.freeze(account));
  for (const note of changes.notes) tables.notes.set(nameOf(note.memberId, note.sequence), Object.freeze({ ...note }));
  for (const entry of changes.entries) writeEntry(tables, Object.freeze(entry));
  for (const { record } of changes.records) recordsOf(tables, record.kind).set(record.key, Object.freeze(record));
  writeUniques(tables, changes.records);
  for (const { record, places } of changes.records)
    for (const change of places) writePlace(tables, record.kind, record.key, change);
}

function writeEntry(tables: Tables, entry: StoredEntry): void {
  const entries = tables.entries.get(entry.memberId);
  if (entries === undefined) tables.entries.set(entry.memberId, [entry]);
  else entries.push(entry);
  tables.feed.push(entry);
  if (entry.commandKey !== null) tables.commands.set(nameOf(entry.memberId, entry.commandKey), entry);
}

/** First all give up their values, so that two records may swap them. */
function writeUniques(tables: Tables, records: readonly RecordChange[]): void {
  for (const { record, uniques } of records)
    for (const { field, from } of uniques) if (from !== null) tables.uniques.delete(nameOf(record.kind, field, from));
  for (const { record, uniques } of records)
    for (const { field, to } of uniques)
      if (to !== null) tables.uniques.set(nameOf(record.kind, field, to), record.key);
}

function writePlace(tables: Tables, kind: string, key: string, { list, from, to }: PlaceChange): void {
  if (from !== null) tables.lists.get(nameOf(kind, list, from.value))?.delete(key);
  if (to === null) return;
  const name = nameOf(kind, list, to.value);
  const ranks = tables.lists.get(name) ?? new Map<string, number>();
  tables.lists.set(name, ranks.set(key, to.rank));
}

function recordsOf(tables: Tables, kind: string) {
  const records = tables.records.get(kind) ?? new Map();
  tables.records.set(kind, records);
  return records;
}
