import type { ShownEntry, StoredAccount, StoredEntry, StoredNote, StoredRecord } from '@pointbook/core/store';
import type { Names } from './names.ts';
import type { Row, SqlValue } from './steps.ts';

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
  return Object.assign(shownEntryOf(row, names), {
    effect: row['effect'] as string,
    version: names.versionOf(row['version']),
    commandKey: row['command_key'] as string | null,
    commandFingerprint: row['command_fingerprint'] as string | null,
  });
}

/** The same of a row that has what people are shown of an entry. */
export function shownEntryOf(row: Row, names: Names): ShownEntry {
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
  return row['noted'] === null ? null : writtenNoteOf(row);
}

/** The note of a row of notes. */
export function writtenNoteOf(row: Row): StoredNote {
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

/** The record of a row, whose numbers `names` must know. */
export function recordOf(row: Row, kind: string, names: Names): StoredRecord {
  const { key, format, body, version } = row;
  const record = { kind, key: key as string, format: Number(format), body: body as string | null };
  return version == null ? record : { ...record, version: names.versionOf(version) };
}

/** A figure of a row as an instant. */
export function instantOf(figure: string | number | null | undefined): StoredAccount['lastInstant'] {
  return Number(figure) as StoredAccount['lastInstant'];
}
