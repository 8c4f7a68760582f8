import type { AnyRecordKind } from '../kernel/record.ts';
import { kindsByName, tillKinds } from './till-kinds.ts';
import type { Entry, Note } from '../ledger/entry.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import type { StoredProgram } from '../program/program.ts';
import { memberOfRow } from './account-rows.ts';
import { entryOfRow } from './entry-rows.ts';
import { recordOfRow, versionOfRow } from './record-rows.ts';
import type { StoredAccount, StoredEntry, StoredNote, StoredRecord, StoredVersion } from './stored-rows.ts';

/** Rows of a ledger, however they were read. */
export interface LedgerRows {
  /** All versions of the program. */
  readonly versions: readonly StoredVersion[];
  /** All accounts. */
  readonly accounts: readonly StoredAccount[];
  /** All entries. */
  readonly entries: readonly StoredEntry[];
  /** All notes. */
  readonly notes: readonly StoredNote[];
  /** All records of every kind. */
  readonly records: readonly StoredRecord[];
}

/** What rows tell. */
export interface DecodedLedger {
  /** All versions of the program. */
  readonly programs: readonly StoredProgram[];
  /** All accounts. */
  readonly members: readonly MemberRecord[];
  /** All entries. */
  readonly entries: readonly Entry[];
  /** All notes. */
  readonly notes: readonly Note[];
  /** By kind; removed records are left out, and so are those of kinds that are not known. */
  readonly records: ReadonlyMap<string, readonly unknown[]>;
}

/**
 * Reads rows as the ledger does, for tools that read a store's tables without the store.
 *
 * @param ofPlugins - the kinds of records that plugins keep.
 */
export function ledgerOfRows(rows: LedgerRows, ofPlugins: readonly AnyRecordKind[] = []): DecodedLedger {
  const kinds = kindsByName([...tillKinds, ...ofPlugins]);
  const records = new Map<string, unknown[]>();
  for (const row of rows.records) {
    const kind = kinds.get(row.kind);
    if (kind === undefined || row.body === null) continue;
    const decoded = recordOfRow(kind, row);
    const others = records.get(row.kind);
    if (others === undefined) records.set(row.kind, [decoded]);
    else others.push(decoded);
  }
  return {
    programs: rows.versions.map(versionOfRow),
    members: rows.accounts.map(memberOfRow),
    entries: rows.entries.map(entryOfRow),
    notes: rows.notes as readonly Note[],
    records,
  };
}
