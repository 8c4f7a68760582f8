import { StoreFailure, type StoredChanges, type StoredEntry } from '@pointbook/core/store';
import { insertInto, type Dialect } from './dialect.ts';
import type { Loaded } from './load.ts';
import { wordsOf, type Names } from './names.ts';
import { accountValues, columnsOf, entryValues, noteValues } from './rows.ts';
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

/** The writer of rows, one statement each but for what `dialect.inserter` puts together. */
export function rowWriter(tables: Tables, dialect: Dialect): WriteRows {
  const { accounts, records, uniques, lists, versions } = tables;
  const accountColumns = ['program', ...columnsOf('accounts')];
  const inserter = (table: 'records' | 'uniques' | 'lists' | 'entries' | 'notes') =>
    dialect.inserter(tables[table], ['program', ...columnsOf(table)]);
  const insert = {
    records: inserter('records'),
    uniques: inserter('uniques'),
    lists: inserter('lists'),
    entries: inserter('entries'),
    notes: inserter('notes'),
  };
  const addAccount = insertInto(accounts, accountColumns);
  const addRecord = insertInto(records, ['program', ...columnsOf('records')]);
  const sql = {
    defineVersion: `UPDATE ${versions} SET definition = ? WHERE program = ? AND fingerprint = ? AND definition IS NULL`,
    addAccount,
    putAccount: dialect.orUpdate(addAccount, ['program', 'member_id'], columnsOf('accounts').slice(1)),
    // Most changes move no due instant: its index is left alone.
    updateAccount: `UPDATE ${accounts} SET sequence = ?, balance = ?, lot_points = ?, held = ?, debt = ?,
      last_instant = ?, format = ?, account = ?, activity = ? WHERE program = ? AND member_id = ?`,
    putRecord: dialect.orUpdate(addRecord, ['program', 'kind', 'key'], ['format', 'body']),
    freeUnique: `DELETE FROM ${uniques} WHERE program = ? AND kind = ? AND field = ? AND value = ? AND key = ?`,
    leaveList: `DELETE FROM ${lists} WHERE program = ? AND kind = ? AND list = ? AND value = ? AND rank = ? AND key = ?`,
  };

  return function* (programId, loaded, changes, names) {
    if (isNothing(changes)) return;
    const program = yield* giveNames(programId, changes, names);
    yield* checkSequences(tables, program, loaded, changes.entries);
    const questions: Question[] = [];
    const ask = (text: string, values: readonly SqlValue[]) => void questions.push({ sql: text, values });
    const add = (table: keyof typeof insert, rows: readonly (readonly SqlValue[])[]) => {
      if (rows.length > 0) for (const question of insert[table](rows)) questions.push(question);
    };

    for (const { version, definition } of changes.versions) ask(sql.defineVersion, [definition, program, version]);
    for (const { isNew, dueWas, account: a } of changes.accounts) {
      if (isNew || dueWas !== a.dueAt) ask(isNew ? sql.addAccount : sql.putAccount, accountValues(program, a));
      else {
        const figures = [a.sequence, a.balance, a.lotPoints, a.held, a.debt, a.lastInstant, a.format];
        ask(sql.updateAccount, [...figures, a.account, a.activity, program, a.memberId]);
      }
    }
    // All give up their unique values and places before any takes one.
    const added: SqlValue[][] = [];
    const taken: SqlValue[][] = [];
    const places: SqlValue[][] = [];
    for (const { isNew, record, uniques: values, places: moves } of changes.records) {
      const { key, format, body } = record;
      const kind = names.word(record.kind);
      if (isNew) added.push([program, kind, key, format, body]);
      else ask(sql.putRecord, [program, kind, key, format, body]);
      for (const { field, from, to } of values) {
        if (from !== null) ask(sql.freeUnique, [program, kind, names.word(field), from, key]);
        if (to !== null) taken.push([program, kind, names.word(field), to, key]);
      }
      for (const { list, from, to } of moves) {
        if (from !== null) ask(sql.leaveList, [program, kind, names.word(list), from.value, from.rank, key]);
        if (to !== null) places.push([program, kind, names.word(list), to.value, to.rank, key]);
      }
    }
    add('records', added);
    add('uniques', taken);
    add('lists', places);
    const entries = changes.entries.map((entry) => entryValues(program, entry, names));
    const notes = changes.notes.map((note) => noteValues(program, note));
    add('entries', entries);
    add('notes', notes);
    yield questions;
  };
}
