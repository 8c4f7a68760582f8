import {
  byBytes,
  type EntryName,
  type LoadedRows,
  type LoadRequest,
  type PlacedRecord,
  type RangeName,
  type StoredAccount,
  type StoredEntry,
  type StoredNote,
  type StoredRecord,
} from '@pointbook/core/store';

/** All that is kept of one program. */
export interface Tables {
  /** Definitions by version. */
  readonly versions: Map<string, string>;
  /** By member id. */
  readonly accounts: Map<string, StoredAccount>;
  /** Each member's entries by sequence, from 1. */
  readonly entries: Map<string, StoredEntry[]>;
  /** All of them in the order of commit. */
  readonly feed: StoredEntry[];
  /** By `nameOf` member and command key. */
  readonly commands: Map<string, StoredEntry>;
  /** By `nameOf` member and sequence. */
  readonly notes: Map<string, StoredNote>;
  /** By kind, then by key; removed ones are kept. */
  readonly records: Map<string, Map<string, StoredRecord>>;
  /** The key of the holder, by `nameOf` kind, field and value. */
  readonly uniques: Map<string, string>;
  /** Ranks by key, by `nameOf` kind, list and value. */
  readonly lists: Map<string, Map<string, number>>;
}

/** Tables without rows. */
export function emptyTables(): Tables {
  return {
    versions: new Map(),
    accounts: new Map(),
    entries: new Map(),
    feed: [],
    commands: new Map(),
    notes: new Map(),
    records: new Map(),
    uniques: new Map(),
    lists: new Map(),
  };
}

/** One text for several; no part can be mistaken for another. */
export function nameOf(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts);
}

/** The rows that a request names. */
export function load(tables: Tables, request: LoadRequest): LoadedRows {
  return {
    request,
    versions: present(request.versions, (version) => {
      const definition = tables.versions.get(version);
      return definition === undefined ? undefined : { version, definition };
    }),
    accounts: present(request.accounts, (memberId) => tables.accounts.get(memberId)),
    entries: present(request.entries, (name) => reversible(tables, name)),
    commands: present(request.commands, ({ memberId, commandKey }) =>
      tables.commands.get(nameOf(memberId, commandKey)),
    ),
    records: present(request.records, ({ kind, key }) => tables.records.get(kind)?.get(key)),
    uniques: present(request.uniques, (name) => {
      const key = tables.uniques.get(nameOf(name.kind, name.field, name.value));
      return key === undefined ? undefined : { ...name, key };
    }),
    lists: request.lists.flatMap((name) =>
      placed(tables, name.kind, name.list, name.value).map(({ record }) => ({ ...name, record })),
    ),
    ranges: request.ranges.flatMap((name) => within(tables, name).map((record) => ({ ...name, record }))),
  };
}

/** The records of a list, in no particular order. */
export function placed(tables: Tables, kind: string, list: string, value: string): PlacedRecord[] {
  const ranks = tables.lists.get(nameOf(kind, list, value)) ?? new Map<string, number>();
  return [...ranks].flatMap(([key, rank]) => {
    const record = tables.records.get(kind)?.get(key);
    return record === undefined ? [] : [{ rank, record }];
  });
}

function within(tables: Tables, { kind, from, until }: RangeName): StoredRecord[] {
  const records = tables.records.get(kind)?.values() ?? [];
  return [...records].filter(({ key, body }) => body !== null && byBytes(key, from) >= 0 && byBytes(key, until) < 0);
}

function reversible(tables: Tables, { memberId, sequence }: EntryName) {
  const entries = tables.entries.get(memberId) ?? [];
  const entry = entries[sequence - 1];
  if (entry === undefined) return undefined;
  const reversals = entries.filter(
    ({ kind, referenceType, referenceId }) =>
      kind === 'reversal' && referenceType === 'entry' && referenceId === String(sequence),
  );
  return { entry, reversed: reversals.reduce((sum, { delta }) => sum + Math.abs(delta), 0) };
}

function present<Name, Row>(names: readonly Name[], find: (name: Name) => Row | undefined): Row[] {
  return names.map(find).filter((row) => row !== undefined);
}
