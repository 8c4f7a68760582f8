import { programVersions } from '../program/program-versions.ts';
import type { StoredProgram } from '../program/program.ts';
import { removedRecord } from '../kernel/draft/loaded.ts';
import type { AnyRecordKind } from '../kernel/record.ts';
import { newerFormat } from './format-check.ts';
import { type Columns, damaged, isSealed, readable, sealed } from './seal.ts';
import type { ListPlace, PlaceChange, RecordChange, StoredRecord, StoredVersion, UniqueChange } from './stored-rows.ts';

/** The list of the records of an owner. */
export const ownerList = 'owner';
/** The list of the records that time changes. */
export const dueList = 'due';

/** The record that a row tells; the mark of a removed one where its body is null. */
export function recordOfRow(kind: AnyRecordKind, { key, format, body, version }: StoredRecord): unknown {
  if (body === null) return removedRecord;
  if (format > kind.format) throw newerFormat(kind.kind, format, kind.format);
  if (kind.version !== undefined && version === undefined) throw damaged(nameOf(kind, key));
  return readable(
    body,
    () => nameOf(kind, key),
    (text) => kind.codec.decode(text, format, key, version) as unknown,
  );
}

/** The rules that a row tells. */
export function versionOfRow({ version, definition }: StoredVersion): StoredProgram {
  const name = () => `Version ${version} of the program`;
  return readable(definition, name, (text) => programVersions.codec.decode(text, programVersions.format, version));
}

/** The same where the row must be as it was written. */
export function soundVersionOfRow(row: StoredVersion): StoredProgram {
  if (!isSealed(row.definition, [row.version])) throw damaged(`Version ${row.version} of the program`);
  return versionOfRow(row);
}

/** The record of a row that must be as it was written. */
export function soundRecordOfRow(kind: AnyRecordKind, row: StoredRecord): unknown {
  const { key } = row;
  checkRow({ ...row, kind: kind.kind });
  const record = recordOfRow(kind, row);
  if (record === null || (record !== removedRecord && kind.key(record) !== key)) throw damaged(nameOf(kind, key));
  return record;
}

/** Throws where a row is not as it was written, also where nothing is known of its kind but the name. */
export function checkRow({ kind, key, format, body, version }: StoredRecord): void {
  const isWritten = body === null || isSealed(body, sealedBeside({ kind }, key, format, version));
  if (!isWritten) throw damaged(nameOf({ kind }, key));
}

/** What a store writes of rules. */
export function storedVersion(rules: StoredProgram): StoredVersion {
  const { version } = rules;
  return { version, definition: sealed(programVersions.codec.encode(rules, programVersions.format), [version]) };
}

/**
 * What a store writes of a record: before is null where it is new, after where it was removed, and both where one batch
 * did both.
 */
export function recordChange(
  kind: AnyRecordKind,
  key: string,
  before: unknown,
  after: unknown,
  format: number = kind.format,
): RecordChange {
  const version = after === null ? undefined : kind.version?.(after);
  const body =
    after === null ? null : sealed(kind.codec.encode(after, format), sealedBeside(kind, key, format, version));
  return {
    isNew: before === null,
    record:
      version === undefined ? { kind: kind.kind, key, format, body } : { kind: kind.kind, key, format, body, version },
    uniques: uniqueChanges(kind, before, after),
    places: placeChanges(kind, before, after),
  };
}

function nameOf({ kind }: Pick<AnyRecordKind, 'kind'>, key: string): string {
  return `The record ${kind} ${JSON.stringify(key)}`;
}

function sealedBeside({ kind }: Pick<AnyRecordKind, 'kind'>, key: string, format: number, version?: string): Columns {
  return version === undefined ? [kind, key, format] : [kind, key, format, version];
}

const none: readonly never[] = [];

function uniqueChanges(kind: AnyRecordKind, before: unknown, after: unknown): readonly UniqueChange[] {
  const { unique } = kind;
  if (unique === undefined) return none;
  return Object.entries(unique)
    .map(([field, valueOf]) => ({
      field,
      from: before === null ? null : valueOf(before),
      to: after === null ? null : valueOf(after),
    }))
    .filter(({ from, to }) => from !== to);
}

function placeChanges(kind: AnyRecordKind, before: unknown, after: unknown): readonly PlaceChange[] {
  if (!kind.listed && !kind.due && !kind.isListedByOwner) return none;
  const from = placesOf(kind, before);
  const to = placesOf(kind, after);
  const lists = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...lists]
    .map((list) => ({ list, from: from[list] ?? null, to: to[list] ?? null }))
    .filter((change) => change.from?.value !== change.to?.value || change.from?.rank !== change.to?.rank);
}

/** Where a record stands in lists, by the list. */
export function placesOf(kind: AnyRecordKind, value: unknown): Readonly<Record<string, ListPlace>> {
  if (value === null) return {};
  const places: Record<string, ListPlace> = {};
  for (const [list, placeOf] of Object.entries(kind.listed ?? {})) {
    const place = placeOf(value);
    if (place !== null) places[list] = place;
  }
  const due = kind.due?.(value) ?? null;
  if (due !== null) places[dueList] = { value: '', rank: due };
  const owner = kind.isListedByOwner ? (kind.owner?.(value) ?? null) : null;
  if (owner !== null) places[ownerList] = { value: owner, rank: 0 };
  return places;
}
