import type { AccountSums, NotedRow, RecordReader, StoreError } from '@pointbook/core/store';
import {
  accountOf,
  asked,
  behind,
  type Dialect,
  entryOf,
  indexFor,
  led,
  type Names,
  noteOf,
  type Question,
  type Row,
  runNow,
  selected,
  type Tables,
  type Term,
  wordsIn,
} from '@pointbook/sql';
import { err, type Result, ResultAsync } from 'neverthrow';
import { addTo, type Group, summed, sumsOf } from './group-sums.ts';
import { type Ask, type Stretch, type Walk, walk } from './walk.ts';

/** What these queries are made of. */
export interface WalkingParts {
  /** The tables of the ledger. */
  readonly tables: Tables;
  /** How SQLite writes SQL. */
  readonly dialect: Dialect;
  /** The numbers of programs, versions and words. */
  readonly names: Names;
  /** Does work when nothing is in the way. */
  use<T>(work: (ask: Ask) => T): ResultAsync<T, StoreError>;
}

const byDate = 'e.posted_at DESC, e.member_id, e.sequence DESC';

/** The queries that may have to look at all entries. */
export function walkingReader({
  tables,
  dialect,
  names,
  use,
}: WalkingParts): Pick<RecordReader, 'findEntries' | 'entrySums' | 'accountSums'> {
  const { accounts, entries, notes } = tables;
  /** Work that begins with the number of the program. */
  const begin = <T>(programId: string, work: (program: number, ask: Ask) => T) =>
    use((ask) => work(names.program(programId) ?? runNow(names.findProgram(programId), ask), ask));
  const of = (stretch: Stretch) => `FROM (${stretch.sql}) k CROSS JOIN ${entries} e ON e.position = k.position`;
  /** The rows of a SELECT of entries whose words and versions are met. */
  const entryRows = (ask: Ask, program: number, sql: string, values: Question['values']): readonly Row[] => {
    const rows = ask({ sql, values });
    runNow(names.meet(program, rows), ask);
    return rows;
  };
  /** Adds a stretch of entries up, as they come. */
  const addUp = (ask: Ask, program: number, stretch: Stretch, groupsOf: (memberId: string) => Group[]): false => {
    const sql = `SELECT e.member_id, ${summed} ${of(stretch)}`;
    let memberId: string | null = null;
    let groups: Group[] = [];
    for (const row of entryRows(ask, program, sql, stretch.values)) {
      if (row['member_id'] !== memberId) groups = groupsOf((memberId = row['member_id'] as string));
      addTo(groups, row);
    }
    return false;
  };

  return {
    findEntries: (programId, filter, after, limit) =>
      begin(programId, (program, ask) => {
        runNow(names.find(wordsIn(filter)), ask);
        return program;
      }).andThen((program) => {
        const { memberId, until } = filter;
        const isOfMember = memberId !== undefined;
        const isElsewhere = isOfMember && after !== null && after.memberId !== memberId;
        const index = indexFor(filter);
        const terms: readonly Term[] = [...asked(dialect, names, filter), ...(isElsewhere ? [behind(after)] : [])];
        const sql = (stretch: Stretch) =>
          `SELECT ${selected('entries', 'e')}, n.sequence AS noted, n.reason, n.comment ${of(stretch)}
          ${dialect.join('LEFT JOIN', notes, 'n', 'e', ['program', 'member_id', 'sequence'])}
          WHERE ${['true', ...terms.map(([term]) => term)].join(' AND ')}
          ORDER BY ${isOfMember ? 'e.sequence DESC' : byDate} LIMIT ?`;
        const given = terms.flatMap(([, ...values]) => values);
        const found: NotedRow[] = [];
        const path: Walk = {
          table: entries,
          follow: index === undefined ? '' : dialect.follow(index),
          terms: led(program, names, filter),
          order: isOfMember ? 'of-member' : 'by-date',
          after: isElsewhere ? null : after,
          ...(until === undefined ? {} : { until }),
          first: limit,
        };
        return walk(path, use, (stretch, ask) => {
          const values = [...stretch.values, ...given, limit - found.length];
          for (const row of entryRows(ask, program, sql(stretch), values))
            found.push({ entry: entryOf(row, names), note: noteOf(row) });
          return found.length >= limit;
        }).map(() => found);
      }),

    entrySums: (programId, from, until) =>
      begin(programId, (program) => program).andThen((program) => {
        const members = new Set<string>();
        const groups: Group[] = [];
        const terms: readonly Term[] = [
          ['e.program = ?', program],
          ['e.posted_at >= ?', from],
        ];
        const follow = dialect.follow('entries_date');
        const path: Walk = { table: entries, follow, terms, order: 'by-date', after: null, until };
        const groupsOf = (memberId: string) => {
          members.add(memberId);
          return groups;
        };
        return walk(path, use, (stretch, ask) => addUp(ask, program, stretch, groupsOf)).map(() => ({
          members: members.size,
          sums: sumsOf(groups, names),
        }));
      }),

    accountSums: (programId, after, limit) => new ResultAsync(accountSums(programId, after, limit)),
  };

  /** Awaited step by step: of a chain of results V8 keeps each page until it collects all that is old. */
  async function accountSums(programId: string, after: string | null, limit: number): AccountSumsRead {
    const found = await begin(programId, (program, ask) => {
      // One statement, so that the entries are those that the accounts are made of.
      const sql = `SELECT ${selected('accounts')}, (SELECT max(position) FROM ${entries}) AS newest
        FROM ${accounts} WHERE program = ? AND member_id > ? ORDER BY member_id LIMIT ?`;
      return { program, page: ask({ sql, values: [program, after ?? '', limit] }) };
    });
    if (found.isErr()) return err(found.error);
    const { program, page } = found.value;
    const members = page.map((row) => ({ account: accountOf(row), groups: [] as Group[] }));
    const last = members.at(-1);
    const path: Walk = {
      table: entries,
      follow: '',
      terms: [
        ['e.program = ?', program],
        ['e.member_id <= ?', last?.account.memberId ?? ''],
      ],
      order: 'by-member',
      after: { memberId: after ?? '', sequence: Number.MAX_SAFE_INTEGER, postedAt: 0 as never },
      newest: Number(page[0]?.['newest'] ?? 0),
    };
    // Members and entries are in one order; an entry may have no account.
    let place = 0;
    const groupsOf = (memberId: string) => {
      for (let next = place; next < members.length; next += 1) {
        const member = members[next];
        if (member?.account.memberId !== memberId) continue;
        place = next;
        return member.groups;
      }
      return [];
    };
    const walked = await walk(path, use, (stretch, ask) => addUp(ask, program, stretch, groupsOf));
    return walked.map(() => members.map(({ account, groups }) => ({ account, sums: sumsOf(groups, names) })));
  }
}

/** The answer of `accountSums`. */
type AccountSumsRead = Promise<Result<readonly AccountSums[], StoreError>>;
