import type { NotedRow, RecordReader, StoreError } from '@pointbook/core/store';
import * as sql from '@pointbook/sql';
import type { ResultAsync } from 'neverthrow';
import { addTo, type Group, summed, sumsOf } from './group-sums.ts';
import { type Stretch, type Walk, walk } from './walk.ts';

/** What these queries are made of. */
export interface WalkingParts {
  /** The tables of the ledger. */
  readonly tables: sql.Tables;
  /** How SQLite writes SQL. */
  readonly dialect: sql.Dialect;
  /** The numbers of programs, versions and words. */
  readonly names: sql.Names;
  /** Does work that may take long. */
  run<T>(work: sql.Steps<T>): ResultAsync<T, StoreError>;
}

const byDate = 'e.posted_at DESC, e.member_id, e.sequence DESC';

/** The queries that may have to look at all entries. */
export function walkingReader({
  tables,
  dialect,
  names,
  run,
}: WalkingParts): Pick<RecordReader, 'findEntries' | 'entrySums' | 'accountSums'> {
  const { accounts, entries, notes } = tables;
  /** Work that begins with the number of the program. */
  const within = <T>(programId: string, work: (program: number) => sql.Steps<T>): ResultAsync<T, StoreError> =>
    run(
      (function* () {
        return yield* work(yield* names.findProgram(programId));
      })(),
    );
  const of = (stretch: Stretch) => `FROM (${stretch.sql}) k CROSS JOIN ${entries} e ON e.position = k.position`;
  /** Adds entries up, as they come. */
  const addUp = (program: number, path: Walk, groupsOf: (memberId: string) => Group[]): sql.Steps<void> =>
    walk(path, function* (stretch) {
      const rows = yield* sql.rowsOf(`SELECT e.member_id, ${summed} ${of(stretch)}`, ...stretch.values);
      yield* names.meet(program, rows);
      let memberId: string | null = null;
      let groups: Group[] = [];
      for (const row of rows) {
        if (row['member_id'] !== memberId) groups = groupsOf((memberId = row['member_id'] as string));
        addTo(groups, row);
      }
      return false;
    });

  return {
    findEntries: (programId, filter, after, limit) =>
      within(programId, function* (program) {
        yield* names.find(sql.wordsIn(filter));
        const { memberId, until } = filter;
        const isOfMember = memberId !== undefined;
        const isElsewhere = isOfMember && after !== null && after.memberId !== memberId;
        const index = sql.indexFor(filter);
        const terms = [...sql.asked(dialect, names, filter), ...(isElsewhere ? [sql.behind(after)] : [])];
        const found: NotedRow[] = [];
        const path: Walk = {
          table: entries,
          follow: index === undefined ? '' : dialect.follow(index),
          terms: sql.led(program, names, filter),
          order: isOfMember ? 'of-member' : 'by-date',
          after: isElsewhere ? null : after,
          until,
          first: limit,
        };
        yield* walk(path, function* (stretch) {
          const rows = yield* sql.rowsOf(
            `SELECT ${sql.selected('entries', 'e')}, n.sequence AS noted, n.reason, n.comment ${of(stretch)}
            ${dialect.join('LEFT JOIN', notes, 'n', 'e', ['program', 'member_id', 'sequence'])}
            WHERE ${['true', ...terms.map(([term]) => term)].join(' AND ')}
            ORDER BY ${isOfMember ? 'e.sequence DESC' : byDate} LIMIT ?`,
            ...stretch.values,
            ...terms.flatMap(([, ...values]) => values),
            limit - found.length,
          );
          yield* names.meet(program, rows);
          for (const row of rows) found.push({ entry: sql.entryOf(row, names), note: sql.noteOf(row) });
          return found.length >= limit;
        });
        return found;
      }),

    entrySums: (programId, from, until) =>
      within(programId, function* (program) {
        const members = new Set<string>();
        const groups: Group[] = [];
        const terms: readonly sql.Term[] = [
          ['e.program = ?', program],
          ['e.posted_at >= ?', from],
        ];
        const follow = dialect.follow('entries_date');
        yield* addUp(program, { table: entries, follow, terms, order: 'by-date', after: null, until }, (memberId) => {
          members.add(memberId);
          return groups;
        });
        return { members: members.size, sums: sumsOf(groups, names) };
      }),

    accountSums: (programId, after, limit) =>
      within(programId, function* (program) {
        // One statement, so that the entries are those that the accounts are made of.
        const page = yield* sql.rowsOf(
          `SELECT ${sql.selected('accounts')}, (SELECT max(position) FROM ${entries}) AS newest
          FROM ${accounts} WHERE program = ? AND member_id > ? ORDER BY member_id LIMIT ?`,
          program,
          after ?? '',
          limit,
        );
        const groups = new Map(page.map((row): [unknown, Group[]] => [row['member_id'], []]));
        const path: Walk = {
          table: entries,
          follow: '',
          terms: [
            ['e.program = ?', program],
            ['e.member_id <= ?', page.at(-1)?.['member_id'] ?? ''],
          ],
          order: 'by-member',
          after: { memberId: after ?? '', sequence: Number.MAX_SAFE_INTEGER, postedAt: 0 as never },
          newest: Number(page[0]?.['newest'] ?? 0),
        };
        // An entry may have no account.
        yield* addUp(program, path, (memberId) => groups.get(memberId) ?? []);
        return page.map((row) => ({
          account: sql.accountOf(row),
          sums: sumsOf(groups.get(row['member_id']) ?? [], names),
        }));
      }),
  };
}
