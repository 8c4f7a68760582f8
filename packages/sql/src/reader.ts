import type { StoreError } from '@pointbook/core';
import type { EntryName, FeedPlace, HeldPlace, NotedRow, RecordReader, ShownRow, SumRow } from '@pointbook/core/store';
import type { ResultAsync } from 'neverthrow';
import type { Dialect } from './dialect.ts';
import { findEntries, wordsIn } from './find-entries.ts';
import { firstOfKinds, lowestWord } from './first-of-kinds.ts';
import type { LoadRows } from './load.ts';
import type { Name, Names } from './names.ts';
import type { ReadStatements } from './read-statements.ts';
import { accountOf, entryOf, instantOf, noteOf, recordOf, shownEntryOf, writtenNoteOf } from './rows.ts';
import { type Question, rowsOf, type Row, type SqlValue, type Steps } from './steps.ts';

/** What a reader is made of. */
export interface ReaderParts {
  /** How this database writes SQL. */
  readonly dialect: Dialect;
  /** The numbers of programs, versions and words. */
  readonly names: Names;
  /** The statements that read. */
  readonly statements: ReadStatements;
  /** Loads what a request names, without locks. */
  readonly load: LoadRows;
  /** The rows of a page of the feed, from its place on; as the statements say unless given. */
  readonly fedRows?: FedRows;
  /** Does work when a connection is free. */
  run<T>(work: () => Steps<T>): ResultAsync<T, StoreError>;
}

/** Rows of the feed from a place on, itself included, or from the first one. */
export type FedRows = (program: number, from: FeedPlace | null, limit: number) => Steps<readonly Row[]>;

const maxSafe = Number.MAX_SAFE_INTEGER;

/** The queries over the tables of a ledger. */
export function sqlReader({
  dialect,
  names,
  statements: sql,
  load,
  run,
  fedRows = fedBy(sql),
}: ReaderParts): RecordReader {
  /** Work that begins with the number of the program, which is mostly known: each generator that is left out shows. */
  const within = <T>(programId: string, work: (program: number) => Steps<T>): ResultAsync<T, StoreError> =>
    run(() => {
      const program = names.program(programId);
      return program === undefined ? withNumber(programId, work) : work(program);
    });
  function* withNumber<T>(programId: string, work: (program: number) => Steps<T>): Steps<T> {
    return yield* work(yield* names.findProgram(programId));
  }
  /** What the rows of one statement tell, whose first value is the program's number; words stand for their numbers. */
  const rows = <T>(
    programId: string,
    statement: string,
    values: readonly (SqlValue | Name)[],
    read: (row: Row) => T,
  ): ResultAsync<T[], StoreError> =>
    within(programId, function* (program) {
      const words = values.filter(isName);
      if (words.length > 0) yield* names.find(words);
      const numbers = values.map((value) => (isName(value) ? names.word(value[1]) : value));
      const found = yield* rowsOf(statement, program, ...numbers);
      yield* names.meet(program, found);
      return found.map(read);
    });
  const text = (row: Row, column: string) => row[column] as string;
  const noted = (row: Row): NotedRow => ({ entry: entryOf(row, names), note: noteOf(row) });
  const shown = (row: Row): ShownRow => ({ entry: shownEntryOf(row, names), note: noteOf(row) });
  const fed = (row: Row) => ({ ...noted(row), position: Number(row['position']) });
  const memberId = (row: Row) => text(row, 'member_id');
  const versionOf = (row: Row) => ({ version: text(row, 'fingerprint'), definition: text(row, 'definition') });
  const placeOf = (row: Row): HeldPlace => ({
    list: names.wordOf(row['kind']),
    value: text(row, 'value'),
    rank: Number(row['rank']),
    key: text(row, 'key'),
  });
  /** A sum of a column by `string_agg`, once its words are met. */
  const sumOf = ({ kind, cause, entries, points, lastAt }: Row): SumRow => ({
    kind: names.wordOf(kind),
    cause: names.wordOf(cause),
    entries: Number(entries),
    points: Number(points),
    lastAt: instantOf(lastAt),
  });

  return {
    load: (programId, request) => within(programId, (program) => load(program, request, names)),
    programIds: (limit) =>
      run(function* () {
        const ids: string[] = [];
        for (const { number } of yield* rowsOf(sql.programsInUse, limit)) {
          const [row] = yield* rowsOf(sql.programId, Number(number));
          ids.push(row?.['program_id'] as string);
        }
        return ids;
      }),
    versions: (programId) => rows(programId, sql.versions, [], versionOf),
    programs: (limit) =>
      run(function* () {
        const found = yield* rowsOf(sql.versionsOfAll, limit);
        return found.map((row) => ({ ...versionOf(row), programId: (row['program_id'] ?? null) as string | null }));
      }),
    kinds: (programId) => within(programId, (program) => firstOfKinds(sql, names, program)),
    list: (programId, { kind, list, value }, after, limit) =>
      rows(
        programId,
        sql.list,
        [word(kind), word(list), value, after?.rank ?? -maxSafe, after?.key ?? '', limit],
        (row) => ({ rank: Number(row['rank']), record: recordOf(row, kind, names) }),
      ),
    records: (programId, kind, after, limit) =>
      rows(programId, sql.records, [word(kind), after ?? '', limit], (row) => recordOf(row, kind, names)),
    // No id is empty, so all of them come after the empty text.
    accounts: (programId, after, limit) => rows(programId, sql.accounts, [after ?? '', limit], accountOf),
    memberIds: (programId, after, limit) => rows(programId, sql.memberIds, [after ?? '', limit], memberId),
    countAccounts: (programId) =>
      rows(programId, sql.countAccounts, [], (row) => Number(row['members'])).map(([count = 0]) => count),
    due: (programId, now, limit) => rows(programId, sql.due, [now, limit], memberId),
    memberEntries: (programId, member, { above, below, order }, limit) =>
      rows(
        programId,
        order === 'oldest-first' ? sql.oldestFirst : sql.newestFirst,
        [member, above ?? 0, below ?? maxSafe, limit],
        noted,
      ),
    statement: (programId, member, below, limit) =>
      rows(programId, sql.statement, [member, below ?? maxSafe, limit], shown),
    findEntries: (programId, filter, after, limit) =>
      within(programId, function* (program) {
        yield* names.find(wordsIn(filter));
        const [found = []] = yield [findEntries(dialect, names, sql.noted, program, filter, after, limit)];
        yield* names.meet(program, found);
        return found.map(noted);
      }),
    feed: (programId, after, limit) =>
      within(programId, function* (program) {
        const found = yield* fedRows(program, after, after === null ? limit : limit + 1);
        yield* names.meet(program, found);
        const page = found.map(fed);
        if (after === null) return page;
        const [last, ...more] = page;
        const { position, memberId: member, sequence } = after;
        const isThere =
          last?.position === position && last.entry.memberId === member && last.entry.sequence === sequence;
        return isThere ? more : null;
      }),
    entries: (programId, after, limit) =>
      rows(programId, sql.entries, afterEntry(after, limit), (row) => entryOf(row, names)),
    notes: (programId, after, limit) => rows(programId, sql.notes, afterEntry(after, limit), writtenNoteOf),
    positions: (programId, after, limit) =>
      rows(programId, sql.positions, afterEntry(after, limit), (row) => ({
        memberId: memberId(row),
        sequence: Number(row['sequence']),
        position: Number(row['position']),
      })),
    uniques: (programId, kind, after, limit) =>
      rows(
        programId,
        sql.uniques,
        [word(kind), ...(after === null ? [lowestWord, ''] : [word(after.field), after.value]), limit],
        (row) => ({ field: names.wordOf(row['kind']), value: text(row, 'value'), key: text(row, 'key') }),
      ),
    places: (programId, kind, after, limit) => {
      const { value, rank, key } = after ?? { value: '', rank: 0, key: '' };
      const list = after === null ? lowestWord : word(after.list);
      return rows(programId, sql.places, [word(kind), list, value, rank, key, limit], placeOf);
    },
    standing: (programId, kind, places) =>
      within(programId, function* (program) {
        yield* names.find([kind, ...places.map(({ list }) => list)].map(word));
        const of = names.word(kind);
        const keys = places.map(({ list, value, rank, key }) => [of, names.word(list), value, rank, key]);
        const questions: Question[] = [];
        sql.place(questions, program, keys);
        const found = (yield questions).flat();
        yield* names.meet(program, found);
        return found.map(placeOf);
      }),
    nextEntryAt: (programId, from) =>
      rows(programId, sql.nextEntryAt, [from], (row) => instantOf(row['posted_at'])).map(([next = null]) => next),
    accountSums: (programId, after, limit) =>
      within(programId, function* (program) {
        const last = after ?? '';
        const found = yield* rowsOf(sql.accountSums, program, last, limit, program, last);
        const members = found.map((row) => ({ account: accountOf(row), summed: summedIn(row) }));
        yield* names.meet(
          0,
          members.flatMap(({ summed }) => summed),
        );
        return members.map(({ account, summed }) => ({ account, sums: summed.map(sumOf) }));
      }),
    entrySums: (programId, from, until) =>
      within(programId, function* (program) {
        const [row = {}] = yield* rowsOf(sql.entrySums, program, from, until);
        const summed = summedIn(row);
        yield* names.meet(0, summed);
        return { members: Number(row['members']), sums: summed.map(sumOf) };
      }),
  };
}

function word(name: string): Name {
  return ['word', name];
}

function isName(value: SqlValue | Name): value is Name {
  return Array.isArray(value);
}

function afterEntry(after: EntryName | null, limit: number): SqlValue[] {
  return [after?.memberId ?? '', after?.sequence ?? 0, limit];
}

/** The rows of one statement. */
export function fedBy(sql: ReadStatements): FedRows {
  return (program, from, limit) =>
    from === null
      ? rowsOf(sql.feed, program, limit)
      : rowsOf(sql.feedAfter, program, from.position, from.memberId, from.sequence, limit);
}

/** The sums in a row's column by `string_agg`; null where there is no entry. */
function summedIn({ sums }: Row): Row[] {
  if (sums == null) return [];
  return String(sums)
    .split(',')
    .map((sum) => {
      const [kind = null, cause = null, entries = null, points = null, lastAt = null] = sum.split(' ');
      return { kind, cause, entries, points, lastAt };
    });
}
