import type { StoredAccount, StoredEntry, StoredNote, StoredRecord } from '@pointbook/core/store';
import type { SqlType } from './dialect.ts';
import type { Names } from './names.ts';
import type { Row, SqlValue } from './steps.ts';

/** The columns of each table after the program, in the order of the values that are written to it. */
export const columns = {
  accounts: {
    member_id: 'key',
    sequence: 'figure',
    balance: 'figure',
    lot_points: 'figure',
    held: 'figure',
    debt: 'figure',
    last_instant: 'figure',
    due_at: 'figure',
    format: 'word',
    account: 'text',
    activity: 'text',
  },
  entries: {
    member_id: 'key',
    sequence: 'figure',
    kind: 'word',
    cause: 'word',
    delta: 'figure',
    balance_after: 'figure',
    posted_at: 'figure',
    effective_at: 'figure',
    actor: 'key',
    reference_type: 'word',
    reference_id: 'key',
    reference_detail: 'key',
    format: 'word',
    effect: 'text',
    version: 'number',
    command_key: 'key',
    command_fingerprint: 'key',
  },
  records: { kind: 'word', key: 'key', format: 'word', body: 'text' },
  uniques: { kind: 'word', field: 'word', value: 'key', key: 'key' },
  lists: { kind: 'word', list: 'word', value: 'key', rank: 'figure', key: 'key' },
  notes: { member_id: 'key', sequence: 'figure', reason: 'text', comment: 'text' },
} as const satisfies Record<string, Readonly<Record<string, SqlType>>>;

/** The names of a table's columns after the program. */
export function columnsOf(table: keyof typeof columns): readonly string[] {
  return Object.keys(columns[table]);
}

/** Them in a SELECT. */
export function selected(table: keyof typeof columns, alias?: string): string {
  return columnsOf(table)
    .map((column) => (alias === undefined ? column : `${alias}.${column}`))
    .join(', ');
}

/** The account that a row tells. */
export function accountOf(row: Row): StoredAccount {
  return {
    memberId: row['member_id'] as string,
    sequence: Number(row['sequence']),
    balance: Number(row['balance']),
    lotPoints: Number(row['lot_points']),
    held: Number(row['held']),
    debt: Number(row['debt']),
    lastInstant: instantOf(row['last_instant']),
    dueAt: row['due_at'] === null ? null : instantOf(row['due_at']),
    format: Number(row['format']),
    account: row['account'] as string,
    activity: row['activity'] as string,
  };
}

/** The values of an account, the program first. */
export function accountValues(program: number, account: StoredAccount): SqlValue[] {
  return [
    program,
    account.memberId,
    account.sequence,
    account.balance,
    account.lotPoints,
    account.held,
    account.debt,
    account.lastInstant,
    account.dueAt,
    account.format,
    account.account,
    account.activity,
  ];
}

/** The entry of a row, whose numbers `names` must know. */
export function entryOf(row: Row, names: Names): StoredEntry {
  const type = row['reference_type'] ?? null;
  return {
    memberId: row['member_id'] as string,
    sequence: Number(row['sequence']),
    kind: names.wordOf(row['kind']),
    cause: names.wordOf(row['cause']),
    delta: Number(row['delta']),
    balanceAfter: Number(row['balance_after']),
    postedAt: instantOf(row['posted_at']),
    effectiveAt: instantOf(row['effective_at']),
    actor: row['actor'] as string,
    referenceType: type === null ? null : names.wordOf(type),
    referenceId: row['reference_id'] as string | null,
    referenceDetail: row['reference_detail'] as string | null,
    format: Number(row['format']),
    effect: row['effect'] as string,
    version: names.versionOf(row['version']),
    commandKey: row['command_key'] as string | null,
    commandFingerprint: row['command_fingerprint'] as string | null,
  };
}

/** The values of an entry whose names have numbers, the program first. */
export function entryValues(program: number, entry: StoredEntry, names: Names): SqlValue[] {
  return [
    program,
    entry.memberId,
    entry.sequence,
    names.word(entry.kind),
    names.word(entry.cause),
    entry.delta,
    entry.balanceAfter,
    entry.postedAt,
    entry.effectiveAt,
    entry.actor,
    entry.referenceType === null ? null : names.word(entry.referenceType),
    entry.referenceId,
    entry.referenceDetail,
    entry.format,
    entry.effect,
    names.version(program, entry.version),
    entry.commandKey,
    entry.commandFingerprint,
  ];
}

/** The note beside an entry: `noted` is null where there is none. */
export function noteOf(row: Row): StoredNote | null {
  if (row['noted'] === null) return null;
  return {
    memberId: row['member_id'] as string,
    sequence: Number(row['sequence']),
    reason: row['reason'] as string | null,
    comment: row['comment'] as string | null,
  };
}

/** The values of a note, in the order of its columns. */
export function noteValues(program: number, { memberId, sequence, reason, comment }: StoredNote): SqlValue[] {
  return [program, memberId, sequence, reason, comment];
}

/** The record that a row tells. */
export function recordOf(row: Row, kind: string): StoredRecord {
  return { kind, key: row['key'] as string, format: Number(row['format']), body: row['body'] as string | null };
}

/** A figure of a row as an instant. */
export function instantOf(figure: string | number | null | undefined): StoredAccount['lastInstant'] {
  return Number(figure) as StoredAccount['lastInstant'];
}
