import type {
  FedEntry,
  FeedCursor,
  JobState,
  LedgerReader,
  ProfileSearch,
  ProgramId,
  StoreError,
} from '@pointbook/core';
import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import { entryTotalsOf, memberTotalsOf, sumQueries } from './entry-sums.ts';
import { entrySearch, type EntrySearch } from './find-entries.ts';
import { challengeOf, invoiceOf, programOf } from './json-rows.ts';
import { jobOf, jobProblemOf } from './job-rows.ts';
import {
  entryOf,
  instantOf,
  memberColumns,
  memberOf,
  namesOf,
  notedEntryOf,
  profileOf,
  type Row,
  stepColumns,
  stepOf,
  type Value,
} from './rows.ts';
import { prepared, type Question, type Statement } from './session.ts';
import { storeErrorOf } from './store-errors.ts';
import type { Tables } from './tables.ts';

/** Asks one thing and waits as long as it takes; what is small may share a connection. */
export type Ask = (question: Question) => ResultAsync<readonly Row[], StoreError>;

/** The queries over these tables; each is one range of one index, read no further than its limit. */
export function postgresReader(tables: Tables, ask: Ask, askSmall: Ask): LedgerReader {
  const search = entrySearch(tables);
  const sql = statementsFor(tables, search);
  const sums = sumQueries(tables);

  const through =
    (asking: Ask) =>
    <T>(statement: Statement, values: readonly Value[], recordsOf: (rows: readonly Row[]) => T) =>
      asking({ statement, values }).andThen((rows) => attempt(() => recordsOf(rows)));
  const [read, readSmall] = [through(ask), through(askSmall)];
  const one = <T>(statement: Statement, values: readonly Value[], recordOf: (row: Row) => T) =>
    readSmall(statement, values, ([row]) => (row === undefined ? null : recordOf(row)));
  const many = <T>(statement: Statement, values: readonly Value[], recordOf: (row: Row) => T) =>
    read(statement, values, (rows) => rows.map(recordOf));

  return {
    program: (programId, version) => one(sql.program, [programId, version], programOf),
    programs: (programId) => many(sql.programs, [programId], programOf),
    member: (programId, memberId) => one(sql.member, [programId, memberId], memberOf),
    profile: (programId, memberId) => one(sql.profile, [programId, memberId], profileOf),
    findProfiles: (programId, by, limit) => {
      const [statement, value] = profileSearch(sql, by);
      return many(statement, [programId, value, limit], profileOf);
    },
    invoice: (programId, invoiceId) => one(sql.invoice, [programId, invoiceId], invoiceOf),
    challenge: (programId, challengeId) => one(sql.challenge, [programId, challengeId], challengeOf),
    statement: (programId, memberId, before, limit) =>
      readSmall(sql.statement, [programId, memberId, before ?? Number.MAX_SAFE_INTEGER, limit], (rows) =>
        rows.map(notedEntryOf),
      ),
    history: (programId, memberId, after, limit) => many(sql.history, [programId, memberId, after, limit], entryOf),
    findEntries: (programId, filter, before, limit) => {
      const { statement, values } = search.matching(programId, filter, before, limit);
      return many(statement, values, notedEntryOf);
    },
    feed: (programId, after, limit) =>
      after === null
        ? many(sql.feed, [programId, limit], fedEntryOf)
        : // The page begins with the cursor's own entry.
          read(sql.feedAfter, [...feedValues(programId, after), limit + 1], (rows) => {
            const [first, ...entries] = rows.map(fedEntryOf);
            return first !== undefined && isAt(first, after) ? entries : null;
          }),
    dueMembers: (programId, now, limit) => many(sql.due, [programId, now, limit], (row) => row.member_id),
    // No id is empty, so all of them come after the empty text.
    scanMembers: (programId, after, limit) => many(sql.scan, [programId, after ?? '', limit], memberOf),
    scanMemberIds: (programId, after, limit) =>
      many(sql.scanIds, [programId, after ?? '', limit], (row) => row.member_id),
    scanProfiles: (programId, after, limit) => many(sql.scanProfiles, [programId, after ?? '', limit], profileOf),
    memberTotals: (programId, after, limit) => many(sums.ofMembers, [programId, after ?? '', limit], memberTotalsOf),
    entryTotals: (programId, from, until) =>
      read(sums.between, [programId, from, until], ([row]) =>
        row === undefined ? { members: 0, sums: [] } : entryTotalsOf(row),
      ),
    nextEntryAt: (programId, from) => one(sums.next, [programId, from], (row) => instantOf(row.posted_at)),
    scanSteps: (programId, after, limit) =>
      many(sql.scanSteps, [programId, after?.memberId ?? '', after?.sequence ?? 0, limit], stepOf),
    countMembers: (programId) => read(sql.countMembers, [programId], ([row]) => Number(row?.count)),
    scanChallenges: (programId, after, limit) => many(sql.scanChallenges, [programId, after ?? '', limit], challengeOf),
    job: (programId, jobId) => one(sql.job, [programId, jobId], jobOf),
    jobs: (programId, state, before, limit) => {
      const { startedAt, jobId } = before ?? { startedAt: Number.MAX_SAFE_INTEGER, jobId: '' };
      return many(sql.jobs[state ?? 'any'], [programId, startedAt, jobId, limit], jobOf);
    },
    jobProblems: (programId, jobId, after, limit) =>
      many(sql.jobProblems, [programId, jobId, after, limit], jobProblemOf),
  };
}

function attempt<T>(work: () => T): Result<T, StoreError> {
  try {
    return ok(work());
  } catch (thrown) {
    return err(storeErrorOf(thrown));
  }
}

function fedEntryOf(row: Row): FedEntry {
  return { ...notedEntryOf(row), position: Number(row.position) };
}

function feedValues(programId: ProgramId, { position, memberId, sequence }: FeedCursor): Value[] {
  return [programId, position, memberId, sequence];
}

function isAt({ entry, position }: FedEntry, cursor: FeedCursor): boolean {
  return position === cursor.position && entry.memberId === cursor.memberId && entry.sequence === cursor.sequence;
}

function profileSearch(
  { phone, cardCode, email }: ReturnType<typeof statementsFor>,
  by: ProfileSearch,
): readonly [Statement, string] {
  if ('phone' in by) return [phone, by.phone];
  return 'cardCode' in by ? [cardCode, by.cardCode] : [email, by.email];
}

function statementsFor(tables: Tables, { noted }: EntrySearch) {
  const members = `SELECT ${memberColumns} FROM ${tables.members} WHERE program_id = $1`;
  const profiles = `SELECT ${namesOf('profiles')} FROM ${tables.profiles} WHERE program_id = $1`;
  const challenges = `SELECT challenge FROM ${tables.challenges} WHERE program_id = $1`;
  const fed = `${noted('e.position')} WHERE e.program_id = $1`;
  const inOrder = 'ORDER BY e.position, e.member_id, e.sequence';
  const final = finalBelow(tables);
  return {
    program: prepared(`SELECT program FROM ${tables.programs} WHERE program_id = $1 AND version = $2`),
    programs: prepared(`SELECT program FROM ${tables.programs} WHERE program_id = $1`),
    member: prepared(`${members} AND member_id = $2`),
    profile: prepared(`${profiles} AND member_id = $2`),
    // There is at most one for these, and an order would offer the planner a walk through the members.
    phone: prepared(`${profiles} AND phone = $2 LIMIT $3`),
    cardCode: prepared(`${profiles} AND card_code = $2 LIMIT $3`),
    email: prepared(`${profiles} AND email = $2 ORDER BY member_id LIMIT $3`),
    invoice: prepared(`SELECT invoice FROM ${tables.invoices} WHERE program_id = $1 AND invoice_id = $2`),
    challenge: prepared(`${challenges} AND challenge_id = $2`),
    statement: prepared(`${noted()} WHERE e.program_id = $1 AND e.member_id = $2 AND e.sequence < $3
      ORDER BY e.sequence DESC LIMIT $4`),
    history: prepared(`SELECT ${namesOf('entries')} FROM ${tables.entries}
      WHERE program_id = $1 AND member_id = $2 AND sequence > $3 ORDER BY sequence LIMIT $4`),
    scanSteps: prepared(`SELECT ${stepColumns} FROM ${tables.entries}
      WHERE program_id = $1 AND (member_id, sequence) > ($2, $3) ORDER BY member_id, sequence LIMIT $4`),
    feed: prepared(`${fed} AND e.position < ${final} ${inOrder} LIMIT $2`),
    feedAfter: prepared(`${fed} AND (e.position, e.member_id, e.sequence) >= ($2, $3, $4)
      AND e.position < greatest(${final}, $2 + 1) ${inOrder} LIMIT $5`),
    due: prepared(`SELECT member_id FROM ${tables.members} WHERE program_id = $1 AND due_at <= $2
      ORDER BY due_at, member_id LIMIT $3`),
    scan: prepared(`${members} AND member_id > $2 ORDER BY member_id LIMIT $3`),
    scanIds: prepared(`SELECT member_id FROM ${tables.members} WHERE program_id = $1 AND member_id > $2
      ORDER BY member_id LIMIT $3`),
    scanProfiles: prepared(`${profiles} AND member_id > $2 ORDER BY member_id LIMIT $3`),
    countMembers: prepared(`SELECT count(*) AS count FROM ${tables.members} WHERE program_id = $1`),
    scanChallenges: prepared(`${challenges} AND challenge_id > $2 ORDER BY challenge_id LIMIT $3`),
    job: prepared(`SELECT job FROM ${tables.jobs} WHERE program_id = $1 AND job_id = $2`),
    jobs: jobPages(tables),
    jobProblems: prepared(`SELECT ${namesOf('jobProblems')} FROM ${tables.jobProblems}
      WHERE program_id = $1 AND job_id = $2 AND number > $3 ORDER BY number LIMIT $4`),
  };
}

/** Jobs after a cursor, newest first; few run at a time, and those have an index of their own. */
function jobPages({ jobs }: Tables): Record<JobState | 'any', Statement> {
  // Behind a coalesce() the planner cannot see how few are left: it would read all of them, and sort.
  const page = (term = '') =>
    prepared(`SELECT job FROM ${jobs} WHERE program_id = $1 AND started_at >= 0 AND started_at <= $2
      AND coalesce(started_at < $2 OR job_id > $3, false)${term} ORDER BY started_at DESC, job_id LIMIT $4`);
  return {
    any: page(),
    running: page(" AND state = 'running'"),
    stopped: page(" AND coalesce(state = 'stopped', false)"),
    finished: page(" AND coalesce(state = 'finished', false)"),
  };
}

/**
 * Below this position all entries are there that ever will be: every transaction with a lower number is over, as this
 * very statement sees the world. In a ledger that was restored and not written to since, that is all it has.
 */
function finalBelow({ entries, feeds }: Tables): string {
  return `(SELECT CASE WHEN l.newest >= b.base + pg_snapshot_xmax(pg_current_snapshot())::text::bigint
      THEN l.newest + 1 ELSE b.base + pg_snapshot_xmin(pg_current_snapshot())::text::bigint END
    FROM (SELECT coalesce((SELECT base FROM ${feeds} WHERE program_id = $1), 0) AS base) b,
      (SELECT (SELECT position FROM ${entries} WHERE program_id = $1 ORDER BY position DESC LIMIT 1) AS newest) l)`;
}
