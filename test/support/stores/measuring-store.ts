import type { LoadedRows, RecordStore, StoredAccount, StoredChanges, StoredRecord } from '@pointbook/core/store';

/** What one decision read and wrote. */
export interface Traffic {
  /** How many rows were read. */
  readonly read: number;
  /** How many rows were written, with the unique values and places in lists that changed. */
  readonly written: number;
  /** The length of the texts that were read and written. */
  readonly text: number;
}

/** A store that counts the rows of each call, those of all its rounds together. */
export function measuringStore(inner: RecordStore): { readonly store: RecordStore; readonly last: () => Traffic } {
  let traffic: Traffic = { read: 0, written: 0, text: 0 };
  const store: RecordStore = {
    ...inner,
    transact(programId, request, decide) {
      traffic = { read: 0, written: 0, text: 0 };
      return inner.transact(programId, request, (rows) => {
        traffic = withRead(traffic, rows);
        const decided = decide(rows);
        if ('changes' in decided) traffic = withWritten(traffic, decided.changes);
        return decided;
      });
    },
  };
  return { store, last: () => traffic };
}

function withRead({ read, written, text }: Traffic, rows: LoadedRows): Traffic {
  const records = [...rows.records, ...[...rows.lists, ...rows.ranges].map(({ record }) => record)];
  const others = [rows.versions, rows.accounts, rows.entries, rows.commands, rows.uniques];
  return {
    read: read + records.length + others.reduce((sum, { length }) => sum + length, 0),
    written,
    text: text + textOf(records, rows.accounts),
  };
}

function withWritten({ read, written, text }: Traffic, { records, accounts, entries }: StoredChanges): Traffic {
  const found = records.reduce((sum, { uniques, places }) => sum + uniques.length + places.length, 0);
  return {
    read,
    written: written + records.length + found + accounts.length + entries.length,
    text:
      text +
      textOf(
        records.map(({ record }) => record),
        accounts.map(({ account }) => account),
      ),
  };
}

function textOf(
  records: readonly Pick<StoredRecord, 'body'>[],
  accounts: readonly Pick<StoredAccount, 'account' | 'activity'>[],
): number {
  const ofRecords = records.reduce((sum, { body }) => sum + (body?.length ?? 0), 0);
  return accounts.reduce((sum, { account, activity }) => sum + account.length + activity.length, ofRecords);
}
