import type { StoreError } from '@pointbook/core';
import type { FeedPlace, NotedRow, RecordReader, ShownRow, SumRow } from '@pointbook/core/store';
import type { ResultAsync } from 'neverthrow';
import { besideReader } from './beside-reader.ts';
import type { Dialect } from './dialect.ts';
import { findEntries, wordsIn } from './find-entries.ts';
import type { LoadRows } from './load.ts';
import { type Names, wordNames } from './names.ts';
import type { ReadStatements } from './read-statements.ts';
import { accountOf, entryOf, instantOf, noteOf, recordOf, shownEntryOf } from './rows.ts';
import { rowsOf, type Row, type SqlValue, type Steps } from './steps.ts';

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

const most = Number.MAX_SAFE_INTEGER;

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
  /** What the rows of one statement tell, whose first value is the program's number. */
  const rows = <T>(
    programId: string,
    statement: string,
    values: readonly SqlValue[],
    read: (row: Row) => T,
  ): ResultAsync<T[], StoreError> =>
    within(programId, function* (program) {
      const found = yield* rowsOf(statement, program, ...values);
      yield* names.meet(program, found);
      return found.map(read);
    });
  const noted = (row: Row): NotedRow => ({ entry: entryOf(row, names), note: noteOf(row) });
  const shown = (row: Row): ShownRow => ({ entry: shownEntryOf(row, names), note: noteOf(row) });
  const fed = (row: Row) => ({ ...noted(row), position: Number(row['position']) });
  const memberId = (row: Row) => row['member_id'] as string;
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
    ...besideReader(sql.beside, dialect, names, within),
    versions: (programId) =>
      rows(programId, sql.versions, [], (row) => ({
        version: row['fingerprint'] as string,
        definition: row['definition'] as string,
      })),
    list: (programId, { kind, list, value }, after, limit) =>
      within(programId, function* (program) {
        yield* names.find(wordNames([kind, list]));
        const place = [after?.rank ?? -most, after?.key ?? ''];
        const values = [program, names.word(kind), names.word(list), value, ...place, limit];
        const found = yield* rowsOf(sql.list, ...values);
        yield* names.meet(program, found);
        return found.map((row) => ({ rank: Number(row['rank']), record: recordOf(row, kind, names) }));
      }),
    records: (programId, kind, after, limit) =>
      within(programId, function* (program) {
        yield* names.find(wordNames([kind]));
        const found = yield* rowsOf(sql.records, program, names.word(kind), after ?? '', limit);
        yield* names.meet(program, found);
        return found.map((row) => recordOf(row, kind, names));
      }),
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
        [member, above ?? 0, below ?? most, limit],
        noted,
      ),
    statement: (programId, member, below, limit) =>
      rows(programId, sql.statement, [member, below ?? most, limit], shown),
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
      rows(programId, sql.entries, [after?.memberId ?? '', after?.sequence ?? 0, limit], (row) => entryOf(row, names)),
    nextEntryAt: (programId, from) =>
      rows(programId, sql.nextEntryAt, [from], (row) => instantOf(row['posted_at'])).map(([next = null]) => next),
    accountSums: (programId, after, limit) =>
      within(programId, function* (program) {
        const [found = []] = yield [sql.accountSums(program, after ?? '', limit)];
        const members = found.map((row) => ({ account: accountOf(row), summed: summedIn(row) }));
        yield* names.meet(
          0,
          members.flatMap(({ summed }) => summed),
        );
        return members.map(({ account, summed }) => ({ account, sums: summed.map(sumOf) }));
      }),
    entrySums: (programId, from, until) =>
      within(programId, function* (program) {
        const [found] = yield [sql.entrySums(program, from, until)];
        const row = found?.[0] ?? {};
        const summed = summedIn(row);
        yield* names.meet(0, summed);
        return { members: Number(row['members']), sums: summed.map(sumOf) };
      }),
  };
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
