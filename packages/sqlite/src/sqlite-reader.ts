import type {
  FedEntry,
  FeedCursor,
  JobState,
  LedgerReader,
  MemberId,
  ProfileSearch,
  StoreError,
} from '@pointbook/core';
import type { ResultAsync } from 'neverthrow';
import type { Connection } from './driver.ts';
import { entryTotalsOf, memberTotalsOf, sumQueries } from './entry-sums.ts';
import { entrySearch } from './find-entries.ts';
import { challengeOf, invoiceOf, programOf } from './json-rows.ts';
import { jobOf, jobProblemOf } from './job-rows.ts';
import {
  columns,
  entryOf,
  fedEntryOf,
  memberColumns,
  memberOf,
  notedEntryOf,
  profileOf,
  type Row,
  stepColumns,
  stepOf,
} from './rows.ts';
import type { Tables } from './tables.ts';

/** Runs a query when the connection is free. */
export type Use = <T>(query: (connection: Connection) => T) => ResultAsync<T, StoreError>;

/** The queries over these tables; each is one range of one index, read no further than its limit. */
export function sqliteReader(tables: Tables, use: Use): LedgerReader {
  const members = `SELECT ${memberColumns} FROM ${tables.members} WHERE program_id = ?`;
  const profiles = `SELECT ${columns.profiles.join(', ')} FROM ${tables.profiles}`;
  const challenges = `SELECT challenge FROM ${tables.challenges} WHERE program_id = ?`;
  const jobs = `SELECT job FROM ${tables.jobs}`;
  const search = entrySearch(tables);
  const sums = sumQueries(tables);
  const sql = {
    member: `${members} AND member_id = ?`,
    profile: `${profiles} WHERE program_id = ? AND member_id = ?`,
    invoice: `SELECT invoice FROM ${tables.invoices} WHERE program_id = ? AND invoice_id = ?`,
    challenge: `${challenges} AND challenge_id = ?`,
    program: `SELECT program FROM ${tables.programs} WHERE program_id = ? AND version = ?`,
    programs: `SELECT program FROM ${tables.programs} WHERE program_id = ?`,
    statement: `${search.noted()} WHERE e.program_id = ? AND e.member_id = ? AND e.sequence < ?
      ORDER BY e.sequence DESC LIMIT ?`,
    history: `SELECT ${columns.entries.join(', ')} FROM ${tables.entries}
      WHERE program_id = ? AND member_id = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
    scanSteps: `SELECT ${stepColumns} FROM ${tables.entries}
      WHERE program_id = ? AND (member_id, sequence) > (?, ?) ORDER BY member_id, sequence LIMIT ?`,
    feed: `${search.noted('feed')} WHERE e.program_id = ? AND e.position >= ? ORDER BY e.position LIMIT ?`,
    due: `SELECT member_id FROM ${tables.members} WHERE program_id = ? AND due_at <= ? ORDER BY due_at, member_id LIMIT ?`,
    scan: `${members} AND member_id > ? ORDER BY member_id LIMIT ?`,
    scanIds: `SELECT member_id FROM ${tables.members} WHERE program_id = ? AND member_id > ? ORDER BY member_id LIMIT ?`,
    scanProfiles: `${profiles} WHERE program_id = ? AND member_id > ? ORDER BY member_id LIMIT ?`,
    countMembers: `SELECT count(*) AS members FROM ${tables.members} WHERE program_id = ?`,
    scanChallenges: `${challenges} AND challenge_id > ? ORDER BY challenge_id LIMIT ?`,
    job: `${jobs} WHERE program_id = ? AND job_id = ?`,
    jobs: jobPages(tables, jobs),
    jobProblems: `SELECT ${columns.jobProblems.join(', ')} FROM ${tables.jobProblems}
      WHERE program_id = ? AND job_id = ? AND number > ? ORDER BY number LIMIT ?`,
  };

  const one = <R, T>(statement: string, values: readonly unknown[], recordOf: (row: R) => T) =>
    use((connection) => {
      const row = connection.prepare(statement).get(...values);
      return row === undefined ? null : recordOf(row as R);
    });
  const many = <R, T>(statement: string, values: readonly unknown[], recordOf: (row: R) => T) =>
    use((connection) => (connection.prepare(statement).all(...values) as R[]).map(recordOf));

  return {
    program: (programId, version) => one(sql.program, [programId, version], programOf),
    programs: (programId) => many(sql.programs, [programId], programOf),
    member: (programId, memberId) => one(sql.member, [programId, memberId], memberOf),
    profile: (programId, memberId) => one(sql.profile, [programId, memberId], profileOf),
    findProfiles: (programId, by, limit) => {
      const [column, value] = columnOf(by);
      // Left to itself the planner takes a program for a handful of rows, and reads all of its profiles.
      const indexed = `${profiles} INDEXED BY ${tables.profiles}_${column}`;
      const statement = `${indexed} WHERE program_id = ? AND ${column} = ? ORDER BY member_id LIMIT ?`;
      return many(statement, [programId, value, limit], profileOf);
    },
    invoice: (programId, invoiceId) => one(sql.invoice, [programId, invoiceId], invoiceOf),
    challenge: (programId, challengeId) => one(sql.challenge, [programId, challengeId], challengeOf),
    statement: (programId, memberId, before, limit) =>
      many(sql.statement, [programId, memberId, before ?? Number.MAX_SAFE_INTEGER, limit], notedEntryOf),
    history: (programId, memberId, after, limit) => many(sql.history, [programId, memberId, after, limit], entryOf),
    findEntries: (programId, filter, before, limit) => {
      const { statement, values } = search.matching(programId, filter, before);
      return many(statement, [...values, limit], notedEntryOf);
    },
    feed: (programId, after, limit) => {
      if (after === null) return many(sql.feed, [programId, 0, limit], fedEntryOf);
      // From the cursor's own entry on, which shows that it is there.
      return many(sql.feed, [programId, after.position, limit + 1], fedEntryOf).map(([last, ...rows]) =>
        isAt(after, last) ? rows : null,
      );
    },
    dueMembers: (programId, now, limit) => many(sql.due, [programId, now, limit], memberIdOf),
    // No id is empty, so all of them come after the empty text.
    scanMembers: (programId, after, limit) => many(sql.scan, [programId, after ?? '', limit], memberOf),
    scanMemberIds: (programId, after, limit) => many(sql.scanIds, [programId, after ?? '', limit], memberIdOf),
    scanProfiles: (programId, after, limit) => many(sql.scanProfiles, [programId, after ?? '', limit], profileOf),
    memberTotals: (programId, after, limit) => many(sums.ofMembers, [programId, after ?? '', limit], memberTotalsOf),
    entryTotals: (programId, from, until) => {
      const range = [programId, from, until];
      return one(sums.between, [...range, ...range], entryTotalsOf).map((totals) => totals ?? { members: 0, sums: [] });
    },
    nextEntryAt: (programId, from) => one(sums.next, [programId, from], (row: Row<'entries'>) => row.posted_at),
    scanSteps: (programId, after, limit) =>
      many(sql.scanSteps, [programId, after?.memberId ?? '', after?.sequence ?? 0, limit], stepOf),
    countMembers: (programId) =>
      one(sql.countMembers, [programId], ({ members: count }: { members: number }) => count).map((count) => count ?? 0),
    scanChallenges: (programId, after, limit) => many(sql.scanChallenges, [programId, after ?? '', limit], challengeOf),
    job: (programId, jobId) => one(sql.job, [programId, jobId], jobOf),
    jobs: (programId, state, before, limit) => {
      const { startedAt, jobId } = before ?? { startedAt: Number.MAX_SAFE_INTEGER, jobId: '' };
      return many(sql.jobs[state ?? 'any'], [programId, startedAt, startedAt, jobId, limit], jobOf);
    },
    jobProblems: (programId, jobId, after, limit) =>
      many(sql.jobProblems, [programId, jobId, after, limit], jobProblemOf),
  };
}

function memberIdOf(row: Row<'members'>): MemberId {
  return row.member_id;
}

/** Jobs after a cursor, newest first; few run at a time, and those have an index of their own. */
function jobPages(tables: Tables, jobs: string): Record<JobState | 'any', string> {
  const page = (index: string, term = '') => `${jobs} INDEXED BY ${tables.jobs}_${index}
    WHERE program_id = ? AND started_at <= ? AND (started_at < ? OR job_id > ?)${term}
    ORDER BY started_at DESC, job_id LIMIT ?`;
  return {
    any: page('date'),
    running: page('running', " AND state = 'running'"),
    stopped: page('date', " AND state = 'stopped'"),
    finished: page('date', " AND state = 'finished'"),
  };
}

function isAt({ position, memberId, sequence }: FeedCursor, found: FedEntry | undefined): boolean {
  return found?.position === position && found.entry.memberId === memberId && found.entry.sequence === sequence;
}

function columnOf(by: ProfileSearch): readonly [column: string, value: string] {
  if ('phone' in by) return ['phone', by.phone];
  return 'cardCode' in by ? ['card_code', by.cardCode] : ['email', by.email];
}
