import { canonicalDump, type LedgerDump } from '@pointbook/testing';

/** A row of a table, its JSON read and its yes and no as true and false. */
export type Row = Record<string, never>;

/** The tables of a ledger, in every database. */
export const tables = [
  'programs',
  'members',
  'profiles',
  'invoices',
  'challenges',
  'budgets',
  'jobs',
  'job_problems',
  'entries',
  'notes',
] as const;

/** All rows of a program. */
export type Rows = Record<(typeof tables)[number], Row[]>;

/** The rows of every table, as they are asked for one after another. */
export function rowsOfEach(rowsOf: (table: string) => Row[]): Rows {
  return Object.fromEntries(tables.map((table) => [table, rowsOf(table)])) as Rows;
}

/** What the rows of a program say, with nothing of the store that wrote them. */
export function dumpOf(rows: Rows): LedgerDump {
  const { programs, members, profiles, invoices, challenges, budgets, jobs, job_problems, entries, notes } = rows;
  return canonicalDump({
    programs: programs.map((row) => row['program'] as never),
    members: members.map(memberOf),
    profiles: profiles.map(profileOf),
    invoices: invoices.map((row) => row['invoice'] as never),
    challenges: challenges.map((row) => row['challenge'] as never),
    budgets: budgets.map((row) => row['budget'] as never),
    jobs: jobs.map(jobOf),
    jobProblems: job_problems.map(jobProblemOf),
    entries: entries.map(entryOf),
    notes: notes.map(
      (row) =>
        ({
          memberId: row['member_id'],
          sequence: row['sequence'],
          reason: row['reason'],
          comment: row['comment'],
        }) as never,
    ),
  });
}

function memberOf(row: Row): LedgerDump['members'][number] {
  return {
    account: {
      memberId: row['member_id'],
      sequence: row['sequence'],
      balance: row['balance'],
      debt: row['debt'],
      lastInstant: row['last_instant'],
      ...withoutVersion(row['account']),
    },
    activity: withoutVersion(row['activity']),
  } as never;
}

function profileOf(row: Row): LedgerDump['profiles'][number] {
  return {
    memberId: row['member_id'],
    name: row['name'],
    phone: row['phone'],
    phoneVerified: row['phone_verified'],
    email: row['email'],
    emailVerified: row['email_verified'],
    cardCode: row['card_code'],
    birthday: row['birthday'],
    tier: row['tier'],
    enrolledAt: row['enrolled_at'],
    ...withoutVersion(row['saves']),
  } as never;
}

/** With what stands beside the JSON, so that it shows where the two differ. */
function jobOf(row: Row): LedgerDump['jobs'][number] {
  return { ...(row['job'] as object | undefined), startedAt: row['started_at'], state: row['state'] } as never;
}

function jobProblemOf(row: Row): LedgerDump['jobProblems'][number] {
  return {
    jobId: row['job_id'],
    number: row['number'],
    memberId: row['member_id'],
    kind: row['kind'],
    message: row['message'],
  } as never;
}

function entryOf(row: Row): LedgerDump['entries'][number] {
  const detail = row['reference_detail'] === null ? {} : { detail: row['reference_detail'] };
  return {
    memberId: row['member_id'],
    sequence: row['sequence'],
    kind: row['kind'],
    cause: row['cause'],
    delta: row['delta'],
    balanceAfter: row['balance_after'],
    postedAt: row['posted_at'],
    effectiveAt: row['effective_at'],
    actor: row['actor'],
    reference:
      row['reference_type'] === null ? null : { type: row['reference_type'], id: row['reference_id'], ...detail },
    effect: withoutVersion(row['effect']),
    programVersion: row['program_version'],
    command: row['command_key'] === null ? null : { key: row['command_key'], fingerprint: row['command_fingerprint'] },
  } as never;
}

function withoutVersion(json: { readonly v: number } | undefined): object {
  const { v: _, ...rest } = json ?? { v: 1 };
  return rest;
}
