import { canonicalDump, type LedgerDump } from '@pointbook/testing';

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
    accounts: `SELECT member_id, sequence, balance, debt, last_instant, account, activity ${from('accounts')}`,
    records: `SELECT ${word('kind')}, key, body ${from('records')} AND body IS NOT NULL`,
    uniques: `SELECT ${word('kind')}, ${word('field')}, value, key ${from('uniques')}`,
    lists: `SELECT ${word('kind')}, ${word('list')}, value, rank, key ${from('lists')}`,
    entries: `SELECT member_id, sequence, ${word('kind')}, ${word('cause')}, delta, balance_after, posted_at, effective_at,
      actor, ${word('reference_type')}, reference_id, reference_detail, effect, ${version}, command_key,
      command_fingerprint ${from('entries')}`,
    notes: `SELECT member_id, sequence, reason, comment ${from('notes')}`,
  };
}

/** What the rows of a program say, with nothing of the store that wrote them. */
export function dumpOf(rows: Rows): LedgerDump {
  const bodies = <R>(kind: string, besides: (row: Row) => object = () => ({})): R[] =>
    rows.records
      .filter((row) => row['kind'] === kind)
      .map((row) => ({ ...(json(row['body']) as object), ...besides(row) }) as R);
  const beside = (part: 'uniques' | 'lists', name: 'field' | 'list', of: Row, value: string): Row | undefined =>
    rows[part].find((row) => row['kind'] === of['kind'] && row['key'] === of['key'] && row[name] === value);

  return canonicalDump({
    programs: rows.versions.map((row) => json(row['definition']) as never),
    members: rows.accounts.map(memberOf),
    // With what stands beside the body, so that it shows where the two differ.
    profiles: bodies('profile', (row) => ({
      phone: beside('uniques', 'field', row, 'phone')?.['value'] ?? null,
      cardCode: beside('uniques', 'field', row, 'cardCode')?.['value'] ?? null,
      email: beside('lists', 'list', row, 'email')?.['value'] ?? null,
    })),
    invoices: bodies('invoice'),
    challenges: bodies('challenge'),
    budgets: bodies('code-budget'),
    jobs: bodies('job', (row) => ({
      startedAt: 0 - Number(beside('lists', 'list', row, 'date')?.['rank']),
      state: beside('lists', 'list', row, 'state')?.['value'],
    })),
    jobProblems: bodies('job-problem'),
    entries: rows.entries.map(entryOf),
    notes: rows.notes.map(
      (row) =>
        ({
          memberId: row['member_id'],
          sequence: row['sequence'],
          reason: row['reason'],
          comment: row['comment'],
        }) as never,
    ),
  });
}

function memberOf(row: Row): LedgerDump['members'][number] {
  return {
    account: {
      memberId: row['member_id'],
      sequence: row['sequence'],
      balance: row['balance'],
      debt: row['debt'],
      lastInstant: row['last_instant'],
      ...(json(row['account']) as object),
    },
    activity: json(row['activity']),
  } as never;
}

function entryOf(row: Row): LedgerDump['entries'][number] {
  const detail = row['reference_detail'] === null ? {} : { detail: row['reference_detail'] };
  return {
    memberId: row['member_id'],
    sequence: row['sequence'],
    kind: row['kind'],
    cause: row['cause'],
    delta: row['delta'],
    balanceAfter: row['balance_after'],
    postedAt: row['posted_at'],
    effectiveAt: row['effective_at'],
    actor: row['actor'],
    reference:
      row['reference_type'] === null ? null : { type: row['reference_type'], id: row['reference_id'], ...detail },
    effect: json(row['effect']),
    programVersion: row['program_version'],
    command: row['command_key'] === null ? null : { key: row['command_key'], fingerprint: row['command_fingerprint'] },
  } as never;
}

function json(text: unknown): unknown {
  return JSON.parse(String(text));
}
