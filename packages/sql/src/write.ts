import { StoreFailure, type StoredChanges, type StoredEntry } from '@pointbook/core/store';
import { insertInto, type Dialect, type InsertRows } from './dialect.ts';
import type { Loaded } from './load.ts';
import { wordsOf, type Names } from './names.ts';
import { accountValues, type columns, columnsOf, entryValues, noteValues } from './rows.ts';
import { rowsOf, type Question, type SqlValue, type Steps } from './steps.ts';
import type { Tables } from './tables.ts';

/** Writes what a decision changed; `loaded` is what it saw. */
export type WriteRows = (programId: string, loaded: Loaded, changes: StoredChanges, names: Names) => Steps<void>;

/** Whether there is nothing to write. */
export function isNothing({ versions, accounts, records, entries, notes }: StoredChanges): boolean {
  return versions.length + accounts.length + records.length + entries.length + notes.length === 0;
}

/** Gives numbers to all that changes name, and answers with that of the program. */
export function* giveNames(
  programId: string,
  { versions, records, entries }: StoredChanges,
  names: Names,
): Steps<number> {
  const program = names.program(programId) ?? (yield* names.giveProgram(programId));
  const words = new Set<string>();
  for (const { record, uniques, places } of records) {
    words.add(record.kind);
    for (const { field } of uniques) words.add(field);
    for (const { list } of places) words.add(list);
  }
  for (const entry of entries) for (const word of wordsOf(entry)) words.add(word);
  yield* names.giveWords(words);
  const fingerprints = new Set<string>();
  for (const { version } of versions) fingerprints.add(version);
  for (const { version } of entries) fingerprints.add(version);
  for (const fingerprint of fingerprints) yield* names.giveVersion(program, fingerprint);
  return program;
}

/** Refuses entries that do not follow each other, and the member's last one. */
export function* checkSequences(
  tables: Tables,
  program: number,
  { rows }: Loaded,
  entries: readonly StoredEntry[],
): Steps<void> {
  const last = new Map<string, number>();
  for (const { memberId, sequence } of rows.accounts) last.set(memberId, sequence);
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

/** Rows of one table, and what becomes of them. */
export interface Part {
  /** The table. */
  readonly table: keyof typeof columns;
  /** `remove` takes rows of these values away, `add` fails where the key is there already, `put` then writes over the row. */
  readonly how: 'remove' | 'add' | 'put';
  /** Each has the program and then the columns of the table. */
  readonly rows: readonly (readonly SqlValue[])[];
}

/**
 * The rows that changes write beside versions and accounts, whose names have numbers.
 *
 * @remarks All give up their unique values and places before any takes one.
 */
export function partsOf(program: number, { records, entries, notes }: StoredChanges, names: Names): Part[] {
  const rows = { freed: noRows(), left: noRows(), added: noRows(), put: noRows(), taken: noRows(), places: noRows() };
  for (const { isNew, record, uniques, places } of records) {
    const { key, format, body } = record;
    const kind = names.word(record.kind);
    rows[isNew ? 'added' : 'put'].push([program, kind, key, format, body]);
    for (const { field, from, to } of uniques) {
      if (from !== null) rows.freed.push([program, kind, names.word(field), from, key]);
      if (to !== null) rows.taken.push([program, kind, names.word(field), to, key]);
    }
    for (const { list, from, to } of places) {
      if (from !== null) rows.left.push([program, kind, names.word(list), from.value, from.rank, key]);
      if (to !== null) rows.places.push([program, kind, names.word(list), to.value, to.rank, key]);
    }
  }
  const parts: readonly Part[] = [
    { table: 'uniques', how: 'remove', rows: rows.freed },
    { table: 'lists', how: 'remove', rows: rows.left },
    { table: 'records', how: 'add', rows: rows.added },
    { table: 'records', how: 'put', rows: rows.put },
    { table: 'uniques', how: 'add', rows: rows.taken },
    { table: 'lists', how: 'add', rows: rows.places },
    { table: 'entries', how: 'add', rows: entries.map((entry) => entryValues(program, entry, names)) },
    { table: 'notes', how: 'add', rows: notes.map((note) => noteValues(program, note)) },
  ];
  return parts.filter((part) => part.rows.length > 0);
}

function noRows(): SqlValue[][] {
  return [];
}

/** The writer of rows, one statement each but for what `dialect.inserter` puts together. */
export function rowWriter(tables: Tables, dialect: Dialect): WriteRows {
  const { accounts, records, versions } = tables;
  const namesOf = (table: Part['table']) => ['program', ...columnsOf(table)];
  const tablesOfParts = ['records', 'uniques', 'lists', 'entries', 'notes'] as const;
  const insert = new Map<string, InsertRows>(
    tablesOfParts.map((table) => [table, dialect.inserter(tables[table], namesOf(table))]),
  );
  const addAccount = insertInto(accounts, namesOf('accounts'));
  const addRecord = insertInto(records, namesOf('records'));
  const putRecord = dialect.orUpdate(addRecord, ['program', 'kind', 'key'], ['format', 'body']);
  const remove = new Map<string, string>(
    (['uniques', 'lists'] as const).map((table) => [
      table,
      `DELETE FROM ${tables[table]} WHERE ${namesOf(table)
        .map((column) => `${column} = ?`)
        .join(' AND ')}`,
    ]),
  );
  const sql = {
    defineVersion: `UPDATE ${versions} SET definition = ? WHERE program = ? AND fingerprint = ? AND definition IS NULL`,
    addAccount,
    putAccount: dialect.orUpdate(addAccount, ['program', 'member_id'], columnsOf('accounts').slice(1)),
    // Most changes move no due instant: its index is left alone.
    updateAccount: `UPDATE ${accounts} SET sequence = ?, balance = ?, lot_points = ?, held = ?, debt = ?,
      last_instant = ?, format = ?, account = ?, activity = ? WHERE program = ? AND member_id = ?`,
  };

  return function* (programId, loaded, changes, names) {
    if (isNothing(changes)) return;
    const program = yield* giveNames(programId, changes, names);
    yield* checkSequences(tables, program, loaded, changes.entries);
    const questions: Question[] = [];
    const ask = (text: string, values: readonly SqlValue[]) => void questions.push({ sql: text, values });

    for (const { version, definition } of changes.versions) ask(sql.defineVersion, [definition, program, version]);
    for (const { isNew, dueWas, account: a } of changes.accounts) {
      if (isNew || dueWas !== a.dueAt) ask(isNew ? sql.addAccount : sql.putAccount, accountValues(program, a));
      else {
        const figures = [a.sequence, a.balance, a.lotPoints, a.held, a.debt, a.lastInstant, a.format];
        ask(sql.updateAccount, [...figures, a.account, a.activity, program, a.memberId]);
      }
    }
    for (const { table, how, rows } of partsOf(program, changes, names)) {
      if (how === 'add') for (const question of insert.get(table)?.(rows) ?? []) questions.push(question);
      else for (const values of rows) ask(how === 'put' ? putRecord : (remove.get(table) ?? ''), values);
    }
    yield questions;
  };
}
