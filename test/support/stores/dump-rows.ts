import type { LedgerRows } from '@pointbook/core/store';
import { dumpOfRows, type LedgerDump } from '@pointbook/testing';

/** A row of a table, as the database gave it. */
export type Row = Record<string, never>;

/** The parts of a ledger that are read. */
export const parts = ['versions', 'accounts', 'records', 'uniques', 'lists', 'entries', 'notes'] as const;

/** All rows of a program, with names in place of numbers. */
export type Rows = Record<(typeof parts)[number], readonly Row[]>;

/** The rows of every part, as they are asked for one after another. */
export function rowsOfEach(rowsOf: (part: (typeof parts)[number]) => readonly Row[]): Rows {
  return Object.fromEntries(parts.map((part) => [part, rowsOf(part)])) as Rows;
}

/** How the rows of each part are read in plain SQL; `programId` is the placeholder of the program's id. */
export function selects(table: (name: string) => string, programId: string): Record<(typeof parts)[number], string> {
  const word = (column: string) => `(SELECT name FROM ${table('words')} WHERE word = t.${column}) AS ${column}`;
  const from = (name: string) =>
    `FROM ${table(name)} t WHERE program = (SELECT program FROM ${table('programs')} WHERE program_id = ${programId})`;
  const version = `(SELECT fingerprint FROM ${table('versions')} v WHERE v.version = t.version) AS program_version`;
  return {
    versions: `SELECT fingerprint, definition ${from('versions')} AND definition IS NOT NULL`,
    accounts: `SELECT member_id, sequence, balance, lot_points, held, debt, last_instant, due_at, format, account, activity
      ${from('accounts')}`,
    records: `SELECT ${word('kind')}, key, format, ${version}, body ${from('records')}`,
    uniques: `SELECT ${word('kind')}, ${word('field')}, value, key ${from('uniques')}`,
    lists: `SELECT ${word('kind')}, ${word('list')}, value, rank, key ${from('lists')}`,
    entries: `SELECT member_id, sequence, ${word('kind')}, ${word('cause')}, delta, balance_after, posted_at, effective_at,
      actor, ${word('reference_type')}, reference_id, reference_detail, format, effect, ${version}, command_key,
      command_fingerprint ${from('entries')}`,
    notes: `SELECT member_id, sequence, reason, comment ${from('notes')}`,
  };
}

/** What the rows of a program say: core decodes the texts, and all else is read past the store that wrote it. */
export function dumpOf(rows: Rows): LedgerDump {
  const dump = dumpOfRows({
    versions: rows.versions.map((row) => fieldsOf(row) as unknown as LedgerRows['versions'][number]),
    accounts: rows.accounts.map((row) => fieldsOf(row) as unknown as LedgerRows['accounts'][number]),
    entries: rows.entries.map((row) => fieldsOf(row) as unknown as LedgerRows['entries'][number]),
    notes: rows.notes.map((row) => fieldsOf(row) as unknown as LedgerRows['notes'][number]),
    records: rows.records.map((row) => recordOf(fieldsOf(row)) as unknown as LedgerRows['records'][number]),
  });
  const found = new Map(
    [...rows.uniques, ...rows.lists].map((row) => [nameOf(row['kind'], row['field'] ?? row['list'], row['key']), row]),
  );
  const beside = (kind: string, name: string, key: string) => found.get(nameOf(kind, name, key));
  // With what stands beside a body, so that it shows where the two differ.
  return {
    ...dump,
    profiles: dump.profiles.map((profile) => ({
      ...profile,
      phone: beside('profile', 'phone', profile.memberId)?.['value'] ?? null,
      cardCode: beside('profile', 'cardCode', profile.memberId)?.['value'] ?? null,
      email: beside('profile', 'email', profile.memberId)?.['value'] ?? null,
    })),
    jobs: dump.jobs.map((job) => ({
      ...job,
      startedAt: (0 - Number(beside('job', 'date', job.jobId)?.['rank'])) as typeof job.startedAt,
      state: beside('job', 'state', job.jobId)?.['value'] as unknown as typeof job.state,
    })),
  };
}

function nameOf(...names: readonly unknown[]): string {
  return JSON.stringify(names);
}

/** A row with the names that the port has for its columns. */
/** A record that names no version has no field for one. */
function recordOf({ version, ...record }: Record<string, unknown>): Record<string, unknown> {
  return version === null ? record : { ...record, version };
}

function fieldsOf(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column === 'fingerprint' || column === 'program_version'
        ? 'version'
        : column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
