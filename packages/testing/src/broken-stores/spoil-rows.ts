import type { LoadedRows, RecordChange, RecordStore, StoredChanges } from '@pointbook/core/store';
import { type BrokenStore, withParts } from './broken-store.ts';

export type Records = StoredChanges['records'];

/** A store that writes other records than it was given. */
export function records(name: string, noticedBy: string, change: (records: Records) => Records): BrokenStore {
  return changed(name, noticedBy, (changes) => ({ ...changes, records: change(changes.records) }));
}

/** A store that keeps other bodies than it was given. */
export function body(name: string, noticedBy: string, change: (text: string) => string): BrokenStore {
  return records(name, noticedBy, (changes) =>
    changes.map((each) => withBody(each, each.record.body === null ? null : change(each.record.body))),
  );
}

/** A store that writes something else than it was given. */
export function changed(
  name: string,
  noticedBy: string,
  change: (changes: StoredChanges) => StoredChanges,
): BrokenStore {
  return { name, noticedBy, spoil: (store) => withChanged(store, change) };
}

/** The same, made of a store. */
export function withChanged(store: RecordStore, change: (changes: StoredChanges) => StoredChanges): RecordStore {
  return withParts(store, {
    transact: (programId, request, decide) =>
      store.transact(programId, request, (rows) => {
        const decided = decide(rows);
        return 'changes' in decided ? { ...decided, changes: change(decided.changes) } : decided;
      }),
  });
}

/** A store that shows something else than it loaded. */
export function withLoaded(store: RecordStore, change: (rows: LoadedRows) => LoadedRows): RecordStore {
  return withParts(store, {
    transact: (programId, request, decide) => store.transact(programId, request, (rows) => decide(change(rows))),
    rows: { ...store.rows, load: (programId, request) => store.rows.load(programId, request).map(change) },
  });
}

/** A change with another body. */
export function withBody(change: RecordChange, text: string | null): RecordChange {
  return { ...change, record: { ...change.record, body: text } };
}
