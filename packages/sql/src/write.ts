import { type LoadedRows, StoreFailure, type StoredChanges, type StoredEntry } from '@pointbook/core/store';
import { insertInto, type Dialect, type InsertRows } from './dialect.ts';
import { type Name, type Names, versionName, wordNames, wordsOf } from './names.ts';
import { columns, columnsOf, type WrittenTable } from './columns.ts';
import { accountValues, entryValues, noteValues } from './rows.ts';
import { rowsOf, type Question, type SqlValue, type Steps } from './steps.ts';
import type { Tables } from './tables.ts';

/** Writes what a decision changed; `loaded` is what it saw. */
export type WriteRows = (programId: string, loaded: LoadedRows, changes: StoredChanges, names: Names) => Steps<void>;

/** Whether there is nothing to write. */
export function isNothing({ versions, accounts, records, entries, notes }: StoredChanges): boolean {
  return versions.length + accounts.length + records.length + entries.length + notes.length === 0;
}

/** The words and versions that changes name. */
export function namesOf(program: number, { versions, records, entries }: StoredChanges): Name[] {
  const words = new Set<string>();
  for (const { record, uniques, places } of records) {
    words.add(record.kind);
    for (const { field } of uniques) words.add(field);
    for (const { list } of places) words.add(list);
  }
  const fingerprints = new Set<string>();
  for (const { version } of versions) fingerprints.add(version);
  for (const { record } of records) if (record.version !== undefined) fingerprints.add(record.version);
  // Entries of a job name the same: sets are asked once for all that follow each other.
  let before: StoredEntry | null = null;
  for (const entry of entries) {
    if (before === null || !isNamedAlike(entry, before)) {
      for (const word of wordsOf(entry)) words.add(word);
      fingerprints.add(entry.version);
    }
    before = entry;
  }
  return [...wordNames(words), ...Array.from(fingerprints, (fingerprint) => versionName(program, fingerprint))];
}

function isNamedAlike(a: StoredEntry, b: StoredEntry): boolean {
  return a.kind === b.kind && a.cause === b.cause && a.referenceType === b.referenceType && a.version === b.version;
}

/** Refuses entries that do not follow each other, and the member's last one. */
export function* checkSequences(
  tables: Tables,
  program: number,
  loaded: LoadedRows,
  entries: readonly StoredEntry[],
): Steps<void> {
  const last = new Map<string, number>();
  for (const { memberId, sequence } of loaded.accounts) last.set(memberId, sequence);
  for (const { memberId, sequence } of entries) {
    if (sequence !== (last.get(memberId) ?? 0) + 1) {
      // An account that was not loaded, or one that its entries have overtaken by somebody's hand.
      const stored = `SELECT max(sequence) AS last FROM ${tables.entries} WHERE program = ? AND member_id = ?`;
      const [row] = yield* rowsOf(stored, program, memberId);
      if (sequence !== Number(row?.['last']) + 1)
        throw new StoreFailure(
          'store-rejected',
          `An entry was numbered ${sequence}, which is not the member's next number.`,
        );
    }
    last.set(memberId, sequence);
  }
}

/** Rows of one table, each with the program and then the columns of the table, and what becomes of them. */
export type RowChange = { readonly rows: readonly (readonly SqlValue[])[] } & (
  | { /** Takes rows of these values away. */ readonly how: 'remove'; readonly table: 'uniques' | 'lists' }
  | { /** Fails where the key is there already. */ readonly how: 'add'; readonly table: WrittenTable }
  | { /** Writes over the row of the key. */ readonly how: 'put'; readonly table: 'accounts' | 'records' }
);

/**
 * The rows that changes write beside versions and accounts, whose names have numbers.
 *
 * @remarks All give up their unique values and places before any takes one.
 */
export function rowChanges(program: number, changes: StoredChanges, names: Names): RowChange[] {
  const all = {
    freed: { table: 'uniques', how: 'remove', rows: noRows() },
    left: { table: 'lists', how: 'remove', rows: noRows() },
    added: { table: 'records', how: 'add', rows: noRows() },
    put: { table: 'records', how: 'put', rows: noRows() },
    taken: { table: 'uniques', how: 'add', rows: noRows() },
    placed: { table: 'lists', how: 'add', rows: noRows() },
    entries: { table: 'entries', how: 'add', rows: changes.entries.map((entry) => entryValues(program, entry, names)) },
    notes: { table: 'notes', how: 'add', rows: changes.notes.map((note) => noteValues(program, note)) },
  } as const;
  for (const { isNew, record, uniques, places } of changes.records) {
    const { key, format, body, version = null } = record;
    const kind = names.word(record.kind);
    const number = version && names.version(program, version);
    all[isNew ? 'added' : 'put'].rows.push([program, kind, key, format, number, body]);
    for (const { field, from, to } of uniques) {
      if (from !== null) all.freed.rows.push([program, kind, names.word(field), from, key]);
      if (to !== null) all.taken.rows.push([program, kind, names.word(field), to, key]);
    }
    for (const { list, from, to } of places) {
      if (from !== null) all.left.rows.push([program, kind, names.word(list), from.value, from.rank, key]);
      if (to !== null) all.placed.rows.push([program, kind, names.word(list), to.value, to.rank, key]);
    }
  }
  return Object.values(all).filter(({ rows }) => rows.length > 0);
}

function noRows(): SqlValue[][] {
  return [];
}

/** What defines versions that have numbers. */
export function versionDefinitions(tables: Tables, program: number, { versions }: StoredChanges): Question[] {
  const sql = `UPDATE ${tables.versions} SET definition = ? WHERE program = ? AND fingerprint = ? AND definition IS NULL`;
  return versions.map(({ version, definition }) => ({ sql, values: [definition, program, version] }));
}

/** The writer of rows, one statement each but for what `dialect.inserter` puts together. */
export function rowWriter(tables: Tables, dialect: Dialect): WriteRows {
  const columnsIn = (table: WrittenTable) => ['program', ...columnsOf(table)];
  const removing = (table: WrittenTable) =>
    `DELETE FROM ${tables[table]} WHERE ${columnsIn(table).join(' = ? AND ')} = ?`;
  const putting = (table: WrittenTable, keys: number) => {
    const all = columnsIn(table);
    return dialect.orUpdate(insertInto(tables[table], all), all.slice(0, keys), all.slice(keys));
  };
  const add = Object.fromEntries(
    (Object.keys(columns) as WrittenTable[]).map((table) => [table, dialect.inserter(tables[table], columnsIn(table))]),
  ) as Record<WrittenTable, InsertRows>;
  const remove = { uniques: removing('uniques'), lists: removing('lists') };
  const put = { accounts: putting('accounts', 2), records: putting('records', 3) };
  // Most changes move no due instant: its index is left alone.
  const updateAccount = `UPDATE ${tables.accounts} SET sequence = ?, balance = ?, lot_points = ?, held = ?, debt = ?,
    last_instant = ?, format = ?, account = ?, activity = ? WHERE program = ? AND member_id = ?`;

  return function* (programId, loaded, changes, names) {
    if (isNothing(changes)) return;
    const program = names.program(programId) ?? (yield* names.giveProgram(programId));
    yield* names.give(namesOf(program, changes));
    yield* checkSequences(tables, program, loaded, changes.entries);
    const questions = versionDefinitions(tables, program, changes);
    const newAccounts: SqlValue[][] = [];
    for (const { isNew, dueWas, account: a } of changes.accounts) {
      if (isNew) newAccounts.push(accountValues(program, a));
      else if (dueWas !== a.dueAt) questions.push({ sql: put.accounts, values: accountValues(program, a) });
      else {
        const figures = [a.sequence, a.balance, a.lotPoints, a.held, a.debt, a.lastInstant, a.format];
        questions.push({ sql: updateAccount, values: [...figures, a.account, a.activity, program, a.memberId] });
      }
    }
    questions.push(...add.accounts(newAccounts));
    for (const change of rowChanges(program, changes, names)) {
      const { table, how, rows } = change;
      if (how === 'add') questions.push(...add[table](rows));
      else for (const values of rows) questions.push({ sql: how === 'put' ? put[table] : remove[table], values });
    }
    yield questions;
  };
}
