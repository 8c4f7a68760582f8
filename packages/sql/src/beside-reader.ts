import type { BesideReader, HeldPlace, HeldValue, StoreError } from '@pointbook/core/store';
import type { ResultAsync } from 'neverthrow';
import type { Dialect } from './dialect.ts';
import { placeLookup } from './lookups.ts';
import { type Names, wordNames } from './names.ts';
import { noteOf } from './rows.ts';
import { type Question, rowsOf, type Row, type SqlValue, type Steps } from './steps.ts';
import type { Tables } from './tables.ts';

/** Looks up the number of a program, and works with it. */
type Within = <T>(programId: string, work: (program: number) => Steps<T>) => ResultAsync<T, StoreError>;

/** Below every number of a word. */
const noWord = -32768;

/** The statements of these queries. */
export function besideStatements(tables: Tables, dialect: Dialect) {
  const { entries, notes, uniques, lists } = tables;
  const ofKind = (columns: string, table: string, key: string, values: string) =>
    `SELECT ${columns} FROM ${table} WHERE program = ? AND kind = ? AND (${key}) > (${values}) ORDER BY ${key} LIMIT ?`;
  return {
    /** Program, member, sequence, limit. */
    notes: `SELECT member_id, sequence, sequence AS noted, reason, comment FROM ${notes}
      WHERE program = ? AND (member_id, sequence) > (?, ?) ORDER BY member_id, sequence LIMIT ?`,
    /** Program, member, sequence, limit. */
    positions: `SELECT member_id, sequence, position FROM ${entries}
      WHERE program = ? AND (member_id, sequence) > (?, ?) ORDER BY member_id, sequence LIMIT ?`,
    /** Program, kind, field, value, limit. */
    uniques: ofKind('field, value, key', uniques, 'field, value', '?, ?'),
    /** Program, kind, list, value, rank, key, limit. */
    places: ofKind('list, value, rank, key', lists, 'list, value, rank, key', '?, ?, ?, ?'),
    place: placeLookup(tables, dialect),
  };
}

/** The queries over what stands beside entries and records. */
export function besideReader(
  sql: ReturnType<typeof besideStatements>,
  dialect: Pick<Dialect, 'many'>,
  names: Names,
  within: Within,
): BesideReader {
  const text = (row: Row, column: string) => row[column] as string;
  const placeOf = (row: Row): HeldPlace => ({
    list: names.wordOf(row['list']),
    value: text(row, 'value'),
    rank: Number(row['rank']),
    key: text(row, 'key'),
  });
  /** Reads the words that a column has. */
  const meet = (rows: readonly Row[], column: string) =>
    names.meet(
      0,
      rows.map((row) => ({ kind: row[column] ?? null })),
    );

  return {
    notes: (programId, after, limit) =>
      within(programId, function* (program) {
        const rows = yield* rowsOf(sql.notes, program, after?.memberId ?? '', after?.sequence ?? 0, limit);
        return rows.flatMap((row) => noteOf(row) ?? []);
      }),
    positions: (programId, after, limit) =>
      within(programId, function* (program) {
        const rows = yield* rowsOf(sql.positions, program, after?.memberId ?? '', after?.sequence ?? 0, limit);
        return rows.map((row) => ({
          memberId: text(row, 'member_id'),
          sequence: Number(row['sequence']),
          position: Number(row['position']),
        }));
      }),
    uniques: (programId, kind, after, limit) =>
      within(programId, function* (program) {
        yield* names.find(wordNames([kind]));
        const from = after === null ? [noWord, ''] : [names.word(after.field), after.value];
        const rows = yield* rowsOf(sql.uniques, program, names.word(kind), ...from, limit);
        yield* meet(rows, 'field');
        return rows.map((row): HeldValue => ({
          field: names.wordOf(row['field']),
          value: text(row, 'value'),
          key: text(row, 'key'),
        }));
      }),
    places: (programId, kind, after, limit) =>
      within(programId, function* (program) {
        yield* names.find(wordNames([kind]));
        const from =
          after === null ? [noWord, '', 0, ''] : [names.word(after.list), after.value, after.rank, after.key];
        const rows = yield* rowsOf(sql.places, program, names.word(kind), ...from, limit);
        yield* meet(rows, 'list');
        return rows.map(placeOf);
      }),
    standing: (programId, kind, places) =>
      within(programId, function* (program) {
        yield* names.find(wordNames([kind, ...places.map(({ list }) => list)]));
        const keys = places.map(({ list, value, rank, key }): SqlValue[] => [
          names.word(kind),
          names.word(list),
          value,
          rank,
          key,
        ]);
        const questions: Question[] =
          sql.place.many !== null && keys.length >= dialect.many
            ? [sql.place.many(program, keys)]
            : keys.map((key) => ({ sql: sql.place.one, values: [program, ...key] }));
        const rows = (yield questions).flat();
        yield* meet(rows, 'list');
        return rows.map(placeOf);
      }),
  };
}
