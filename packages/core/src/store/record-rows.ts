import { removedRecord } from '../kernel/found.ts';
import type { AnyRecordKind } from '../kernel/record.ts';
import { storeFailureOfFormat } from './format.ts';
import type { ListPlace, PlaceChange, RecordChange, StoredRecord, UniqueChange } from './stored.ts';

/** The list of the records of an owner. */
export const ownerList = 'owner';
/** The list of the records that time changes. */
export const dueList = 'due';

/** The record that a row tells; the mark of a removed one where its body is null. */
export function recordOfRow(kind: AnyRecordKind, { format, body }: StoredRecord): unknown {
  if (body === null) return removedRecord;
  if (format > kind.format) throw storeFailureOfFormat(kind.kind, format, kind.format);
  return kind.codec.decode(body, format) as unknown;
}

/** What a store writes of a record: before is null where it is new, after where it was removed, and both where one batch did both. */
export function recordChange(
  kind: AnyRecordKind,
  key: string,
  before: unknown,
  after: unknown,
  format: number = kind.format,
): RecordChange {
  const body = after === null ? null : kind.codec.encode(after, format);
  return {
    isNew: before === null,
    record: { kind: kind.kind, key, format, body },
    uniques: uniqueChanges(kind, before, after),
    places: placeChanges(kind, before, after),
  };
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

function placesOf(kind: AnyRecordKind, value: unknown): Readonly<Record<string, ListPlace>> {
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
