import type { ProgramId } from '@pointbook/core';
import { nothingToLoad, type RecordName, type RecordStore, type StoredChanges } from '@pointbook/core/store';
import { dumpOfRows } from '../auditor/dump-of-rows.ts';
import type { LedgerDump } from '../auditor/ledger-dump.ts';
import { valueOf } from './claim.ts';

/** A store that remembers the names of what it was given, so that all of it can be read back. */
export interface RecordingStore<Store = RecordStore> {
  /** The store that remembers. */
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
    ...inner,
    transact: (programId, request, decide) =>
      inner.transact(programId, request, (rows) => {
        const decided = decide(rows);
        if ('changes' in decided) remember(seenIn(seen, programId), decided.changes);
        return decided;
      }),
  };
  return { store, dump: (programId) => readBack(inner, programId, seenIn(seen, programId)) };
}

interface Seen {
  readonly members: Set<string>;
  readonly versions: Set<string>;
  /** By kind, the keys. */
  readonly records: Map<string, Set<string>>;
}

function seenIn(seen: Map<ProgramId, Seen>, programId: ProgramId): Seen {
  const known = seen.get(programId) ?? { members: new Set(), versions: new Set(), records: new Map() };
  seen.set(programId, known);
  return known;
}

function remember(seen: Seen, changes: StoredChanges): void {
  for (const { account } of changes.accounts) seen.members.add(account.memberId);
  for (const { memberId } of [...changes.entries, ...changes.notes]) seen.members.add(memberId);
  for (const { version } of changes.versions) seen.versions.add(version);
  for (const { record } of changes.records) {
    const keys = seen.records.get(record.kind) ?? new Set();
    seen.records.set(record.kind, keys.add(record.key));
  }
}

const all = 1_000_000;
const everyEntry = { above: null, below: null, order: 'oldest-first' } as const;

async function readBack({ rows }: RecordStore, programId: ProgramId, seen: Seen): Promise<LedgerDump> {
  const names: RecordName[] = [...seen.records].flatMap(([kind, keys]) => [...keys].map((key) => ({ kind, key })));
  const request = { ...nothingToLoad, versions: [...seen.versions], accounts: [...seen.members], records: names };
  const { versions, accounts, records } = valueOf(await rows.load(programId, request));
  const lines = [];
  for (const memberId of seen.members)
    lines.push(...valueOf(await rows.memberEntries(programId, memberId, everyEntry, all)));
  const entries = lines.map(({ entry }) => entry);
  return dumpOfRows({ versions, accounts, records, entries, notes: lines.flatMap(({ note }) => note ?? []) });
}
