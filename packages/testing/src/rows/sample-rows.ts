import type { Instant } from '@pointbook/core';
import {
  type AccountChange,
  type ListPlace,
  type LoadedRows,
  type LoadRequest,
  nothingToLoad,
  nothingToStore,
  type RecordChange,
  type RecordStore,
  type StoredAccount,
  type StoredChanges,
  type StoredEntry,
} from '@pointbook/core/store';
import { errorOf, valueOf } from '../conformance/claim.ts';
import { noon, shop } from '../conformance/sample-records.ts';

/** A record of a kind that no ledger knows, with what it is found by. */
export interface Sketch {
  readonly kind: string;
  readonly key: string;
  readonly body: string;
  readonly format?: number;
  readonly version?: string;
  /** Values by field. */
  readonly uniques?: Readonly<Record<string, string>>;
  /** Places by list. */
  readonly places?: Readonly<Record<string, ListPlace>>;
}

/** What a change writes of a record: `before` is null where it is new, `after` where it is removed. */
export function recordOf(before: Sketch | null, after: Sketch | null): RecordChange {
  const { kind, key, format = 1 } = after ?? before ?? missing();
  const version = after?.version === undefined ? {} : { version: after.version };
  const fields = namesIn(before?.uniques, after?.uniques);
  const lists = namesIn(before?.places, after?.places);
  return {
    isNew: before === null,
    record: { kind, key, format, body: after?.body ?? null, ...version },
    uniques: fields
      .map((field) => ({ field, from: before?.uniques?.[field] ?? null, to: after?.uniques?.[field] ?? null }))
      .filter(({ from, to }) => from !== to),
    places: lists
      .map((list) => ({ list, from: before?.places?.[list] ?? null, to: after?.places?.[list] ?? null }))
      .filter(({ from, to }) => from?.value !== to?.value || from?.rank !== to?.rank),
  };
}

/** New records, written. */
export function newRecords(sketches: readonly Sketch[]): RecordChange[] {
  return sketches.map((sketch) => recordOf(null, sketch));
}

/** An account with so many points and entries; its texts are whatever they are. */
export function accountRow(memberId: string, sequence: number, balance: number, text = '{}'): StoredAccount {
  return {
    memberId,
    sequence,
    balance,
    lotPoints: Math.max(balance, 0),
    held: 0,
    debt: Math.max(-balance, 0),
    lastInstant: noon,
    dueAt: null,
    format: 1,
    account: text,
    activity: text,
  };
}

/** What a change writes of an account. */
export function accountOf(before: StoredAccount | null, after: StoredAccount): AccountChange {
  return { isNew: before === null, dueWas: before === null ? undefined : before.dueAt, account: after };
}

/** An entry, of which only what matters is said. */
export function entryRow(
  memberId: string,
  sequence: number,
  delta: number,
  parts: Partial<StoredEntry> = {},
): StoredEntry {
  return {
    memberId,
    sequence,
    kind: 'adjustment',
    cause: 'points-added',
    delta,
    balanceAfter: delta,
    postedAt: noon,
    effectiveAt: noon,
    actor: 'staff-1',
    referenceType: null,
    referenceId: null,
    referenceDetail: null,
    format: 1,
    effect: '{}',
    version: 'version-1',
    commandKey: null,
    commandFingerprint: null,
    ...parts,
  };
}

/** An instant so many milliseconds after noon. */
export function later(ms: number): Instant {
  return (noon + ms) as Instant;
}

type Transactor = Pick<RecordStore, 'transact'>;

/** Writes changes that ask nothing. */
export async function writeRows(store: Transactor, parts: Partial<StoredChanges>, programId = shop): Promise<void> {
  valueOf(await writing(store, parts, programId));
}

/** Writes what a store must refuse, and answers how it did. */
export async function refusalOf(store: Transactor, parts: Partial<StoredChanges>) {
  return errorOf(await writing(store, parts, shop));
}

function writing(store: Transactor, parts: Partial<StoredChanges>, programId: typeof shop) {
  return store.transact(programId, nothingToLoad, () => ({ changes: { ...nothingToStore, ...parts }, value: null }));
}

/** What a decision is shown of a request. */
export async function seenRows(
  store: Transactor,
  request: Partial<LoadRequest>,
  programId = shop,
): Promise<LoadedRows> {
  return valueOf(
    await store.transact(programId, { ...nothingToLoad, ...request }, (rows) => ({
      changes: nothingToStore,
      value: rows,
    })),
  );
}

/** What a reader is shown of a request. */
export async function readRows(
  { rows }: Pick<RecordStore, 'rows'>,
  request: Partial<LoadRequest>,
  programId = shop,
): Promise<LoadedRows> {
  return valueOf(await rows.load(programId, { ...nothingToLoad, ...request }));
}

/** Rows in one order: a store may load them in any. */
export function inAnyOrder<Row>(rows: readonly Row[]): Row[] {
  return rows
    .map((row) => ({ row, text: JSON.stringify(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row);
}

function namesIn(...sets: readonly (object | undefined)[]): string[] {
  return [...new Set(sets.flatMap((set) => Object.keys(set ?? {})))];
}

function missing(): never {
  throw new Error('A change is of something before or after.');
}
