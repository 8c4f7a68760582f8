import type { Entry, MemberRecord, Note, StoredProgram } from '@pointbook/core';
import { byKind, type RecordsByKind } from '../view/kinds.ts';

/**
 * All that a ledger holds of one program, read without the store that wrote it: by plain SQL, or from a copy of its
 * memory.
 */
export interface LedgerDump extends RecordsByKind {
  /** All versions of the program. */
  readonly programs: readonly StoredProgram[];
  /** All accounts. */
  readonly members: readonly MemberRecord[];
  /** All entries. */
  readonly entries: readonly Entry[];
  /** All notes. */
  readonly notes: readonly Note[];
}

/**
 * The dump in one order of rows, of fields and of parts, so that equal ledgers compare equal whatever store they lay
 * in.
 */
export function canonicalDump(dump: LedgerDump): LedgerDump {
  const ordered = {
    programs: inOrder(dump.programs, (program) => program.version),
    members: inOrder(dump.members, ({ account }) => account.memberId),
    ...byKind((kind, name) => inOrder<unknown>(dump[name], kind.key)),
    entries: inOrder(dump.entries, numbered),
    notes: inOrder(dump.notes, numbered),
  };
  return sortFields(ordered) as LedgerDump;
}

function inOrder<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);
}

function numbered({ memberId, sequence }: { memberId: string; sequence: number }): string {
  return `${memberId} ${String(sequence).padStart(16, '0')}`;
}

/** A copy without absent fields, the others sorted by name. */
export function sortFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortFields);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(
    fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, sortFields(field)]),
  );
}
