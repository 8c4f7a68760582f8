import {
  parseVersioned,
  heldPoints,
  lotPoints,
  nextDueAt,
  type Account,
  type Activity,
  type Effect,
  type Entry,
  type EntryStep,
  type FedEntry,
  type MemberRecord,
  type Note,
  type NotedEntry,
  type ProfileRecord,
  type ProgramId,
} from '@pointbook/core';

/** The columns of each table, in the order of the values that are written to it; `program_id` comes first. */
export const columns = {
  programs: ['program_id', 'version', 'program'],
  members: [
    'program_id',
    'member_id',
    'sequence',
    'balance',
    'lot_points',
    'held',
    'debt',
    'last_instant',
    'due_at',
    'account',
    'activity',
  ],
  profiles: [
    'program_id',
    'member_id',
    'name',
    'phone',
    'phone_verified',
    'email',
    'email_verified',
    'card_code',
    'birthday',
    'tier',
    'enrolled_at',
    'saves',
  ],
  invoices: ['program_id', 'invoice_id', 'invoice'],
  challenges: ['program_id', 'challenge_id', 'challenge'],
  budgets: ['program_id', 'budget_key', 'budget'],
  jobs: ['program_id', 'job_id', 'started_at', 'state', 'job'],
  jobProblems: ['program_id', 'job_id', 'number', 'member_id', 'kind', 'message'],
  entries: [
    'program_id',
    'member_id',
    'sequence',
    'kind',
    'cause',
    'delta',
    'balance_after',
    'posted_at',
    'effective_at',
    'actor',
    'reference_type',
    'reference_id',
    'reference_detail',
    'effect',
    'program_version',
    'command_key',
    'command_fingerprint',
  ],
  notes: ['program_id', 'member_id', 'sequence', 'reason', 'comment'],
} as const;

/** The columns that an account is read from; the others repeat them for checks and indexes. */
export const accountColumns = 'member_id, sequence, balance, debt, last_instant, account';

/** The columns that a member is read from. */
export const memberColumns = `${accountColumns}, activity`;

/** A row as the driver gives it. */
export type Row<Table extends keyof typeof columns> = { readonly [Column in (typeof columns)[Table][number]]: never };

/** The version of the JSON that this package writes. */
const v = 1;

/** The record of a `members` row. */
export function memberOf(row: Row<'members'>): MemberRecord {
  const { purchases, days } = parseVersioned<Activity>(row.activity);
  return { account: accountOf(row), activity: { purchases, days } };
}

/** The account of a `members` row. */
export function accountOf(row: Row<'members'>): Account {
  const { lots, holds, lapsed, inactivity } = parseVersioned<Account>(row.account);
  return {
    memberId: row.member_id,
    sequence: row.sequence,
    balance: row.balance,
    debt: row.debt,
    lots,
    holds,
    lapsed,
    inactivity,
    lastInstant: row.last_instant,
  };
}

/** The values of a `members` row. */
export function memberValues(programId: ProgramId, { account, activity }: MemberRecord): unknown[] {
  const { memberId, sequence, balance, debt, lastInstant, lots, holds, lapsed, inactivity } = account;
  return [
    programId,
    memberId,
    sequence,
    balance,
    lotPoints(account),
    heldPoints(account),
    debt,
    lastInstant,
    nextDueAt(account),
    JSON.stringify({ v, lots, holds, lapsed, inactivity }),
    JSON.stringify({ v, purchases: activity.purchases, days: activity.days }),
  ];
}

/** The record of a `profiles` row. */
export function profileOf(row: Row<'profiles'>): ProfileRecord {
  return {
    memberId: row.member_id,
    name: row.name,
    phone: row.phone,
    phoneVerified: row.phone_verified === 1,
    email: row.email,
    emailVerified: row.email_verified === 1,
    cardCode: row.card_code,
    birthday: row.birthday,
    tier: row.tier,
    enrolledAt: row.enrolled_at,
    saves: parseVersioned<Pick<ProfileRecord, 'saves'>>(row.saves).saves,
  };
}

/** The values of a `profiles` row. */
export function profileValues(programId: ProgramId, profile: ProfileRecord): unknown[] {
  return [
    programId,
    profile.memberId,
    profile.name,
    profile.phone,
    profile.phoneVerified ? 1 : 0,
    profile.email,
    profile.emailVerified ? 1 : 0,
    profile.cardCode,
    profile.birthday,
    profile.tier,
    profile.enrolledAt,
    JSON.stringify({ v, saves: profile.saves }),
  ];
}

/** The columns that the step of an entry is read from. */
export const stepColumns = 'member_id, sequence, delta, balance_after, posted_at, effect';

/** The step of an `entries` row. */
export function stepOf(row: Row<'entries'>): EntryStep {
  const { v: _, ...effect } = parseVersioned<Effect>(row.effect);
  return {
    memberId: row.member_id,
    sequence: row.sequence,
    delta: row.delta,
    balanceAfter: row.balance_after,
    postedAt: row.posted_at,
    effect,
  };
}

/** The entry of an `entries` row. */
export function entryOf(row: Row<'entries'>): Entry {
  const { reference_type: type, reference_id: id, reference_detail: detail } = row;
  return {
    ...stepOf(row),
    kind: row.kind,
    cause: row.cause,
    effectiveAt: row.effective_at,
    actor: row.actor,
    reference: type === null ? null : detail === null ? { type, id } : { type, id, detail },
    programVersion: row.program_version,
    command: row.command_key === null ? null : { key: row.command_key, fingerprint: row.command_fingerprint },
  };
}

/** The values of an `entries` row. */
export function entryValues(programId: ProgramId, entry: Entry): unknown[] {
  const { reference, command } = entry;
  return [
    programId,
    entry.memberId,
    entry.sequence,
    entry.kind,
    entry.cause,
    entry.delta,
    entry.balanceAfter,
    entry.postedAt,
    entry.effectiveAt,
    entry.actor,
    reference?.type ?? null,
    reference?.id ?? null,
    reference?.detail ?? null,
    JSON.stringify({ v, ...entry.effect }),
    entry.programVersion,
    command?.key ?? null,
    command?.fingerprint ?? null,
  ];
}

/** An `entries` row joined with `notes`: `noted` says whether there is one. */
type NotedRow = Row<'entries'> & Row<'notes'> & { readonly noted: number };

/** An entry with its note. */
export function notedEntryOf(row: NotedRow): NotedEntry {
  const entry = entryOf(row);
  const { memberId, sequence } = entry;
  return { entry, note: row.noted === 0 ? null : { memberId, sequence, reason: row.reason, comment: row.comment } };
}

/** The same with its place in the feed. */
export function fedEntryOf(row: NotedRow & { readonly position: number }): FedEntry {
  return { ...notedEntryOf(row), position: row.position };
}

/** The values of a `notes` row. */
export function noteValues(programId: ProgramId, { memberId, sequence, reason, comment }: Note): unknown[] {
  return [programId, memberId, sequence, reason, comment];
}
