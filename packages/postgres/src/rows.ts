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
  type Instant,
  type MemberRecord,
  type Note,
  type NotedEntry,
  type ProfileRecord,
} from '@pointbook/core';

/** What a column holds. */
export type ColumnType = 'text' | 'bigint' | 'boolean' | 'json';

/** The columns of each table after `program_id`, in the order of the values that are written to them; the key comes first. */
export const columns = {
  programs: { version: 'text', program: 'json' },
  members: {
    member_id: 'text',
    sequence: 'bigint',
    balance: 'bigint',
    lot_points: 'bigint',
    held: 'bigint',
    debt: 'bigint',
    last_instant: 'bigint',
    due_at: 'bigint',
    account: 'json',
    activity: 'json',
  },
  profiles: {
    member_id: 'text',
    name: 'text',
    phone: 'text',
    phone_verified: 'boolean',
    email: 'text',
    email_verified: 'boolean',
    card_code: 'text',
    birthday: 'text',
    tier: 'text',
    enrolled_at: 'bigint',
    saves: 'json',
  },
  invoices: { invoice_id: 'text', invoice: 'json' },
  challenges: { challenge_id: 'text', challenge: 'json' },
  budgets: { budget_key: 'text', budget: 'json' },
  jobs: { job_id: 'text', started_at: 'bigint', state: 'text', job: 'json' },
  jobProblems: { job_id: 'text', number: 'bigint', member_id: 'text', kind: 'text', message: 'text' },
  entries: {
    member_id: 'text',
    sequence: 'bigint',
    kind: 'text',
    cause: 'text',
    delta: 'bigint',
    balance_after: 'bigint',
    posted_at: 'bigint',
    effective_at: 'bigint',
    actor: 'text',
    reference_type: 'text',
    reference_id: 'text',
    reference_detail: 'text',
    effect: 'json',
    program_version: 'text',
    command_key: 'text',
    command_fingerprint: 'text',
  },
  notes: { member_id: 'text', sequence: 'bigint', reason: 'text', comment: 'text' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

/** The names of a table's columns, for a SELECT; `of` is what the table is called there. */
export function namesOf(table: keyof typeof columns, of = ''): string {
  return Object.keys(columns[table])
    .map((name) => (of === '' ? name : `${of}.${name}`))
    .join(', ');
}

/** The columns that an account is read from; the others repeat them for checks and indexes. */
export const accountColumns = 'member_id, sequence, balance, debt, last_instant, account';

/** The columns that a member is read from. */
export const memberColumns = `${accountColumns}, activity`;

/** What a parameter is given: points and instants are numbers, JSON is text, an array is a Buffer. */
export type Value = string | number | boolean | null | Buffer;

/** A row as the server wrote it: each value is text, or null; whoever reads one knows which column is what. */
export type Row = { readonly [Column in ColumnName]: never };

type ColumnName = { [Table in keyof typeof columns]: keyof (typeof columns)[Table] }[keyof typeof columns] | Derived;
/** Columns that a statement reckons. */
type Derived = 'position' | 'noted' | 'reversed' | 'count' | 'base' | 'settled' | 'sums';

/** Points and instants are whole numbers that a double holds exactly: the tables see to it. */
export function instantOf(text: string): Instant {
  return Number(text) as Instant;
}

function isTrue(text: string): boolean {
  return text === 't';
}

/** The version of the JSON that this package writes. */
const v = 1;

/** The record of a `members` row. */
export function memberOf(row: Row): MemberRecord {
  const { purchases, days } = parseVersioned<Activity>(row.activity);
  return { account: accountOf(row), activity: { purchases, days } };
}

/** The account of a `members` row. */
export function accountOf(row: Row): Account {
  const { lots, holds, lapsed, inactivity } = parseVersioned<Account>(row.account);
  return {
    memberId: row.member_id,
    sequence: Number(row.sequence),
    balance: Number(row.balance),
    debt: Number(row.debt),
    lots,
    holds,
    lapsed,
    inactivity,
    lastInstant: instantOf(row.last_instant),
  };
}

/** The values of a `members` row. */
export function memberValues({ account, activity }: MemberRecord): Value[] {
  const { memberId, sequence, balance, debt, lastInstant, lots, holds, lapsed, inactivity } = account;
  return [
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
export function profileOf(row: Row): ProfileRecord {
  return {
    memberId: row.member_id,
    name: row.name,
    phone: row.phone,
    phoneVerified: isTrue(row.phone_verified),
    email: row.email,
    emailVerified: isTrue(row.email_verified),
    cardCode: row.card_code,
    birthday: row.birthday,
    tier: row.tier,
    enrolledAt: instantOf(row.enrolled_at),
    saves: parseVersioned<Pick<ProfileRecord, 'saves'>>(row.saves).saves,
  };
}

/** The values of a `profiles` row. */
export function profileValues(profile: ProfileRecord): Value[] {
  return [
    profile.memberId,
    profile.name,
    profile.phone,
    profile.phoneVerified,
    profile.email,
    profile.emailVerified,
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
export function stepOf(row: Row): EntryStep {
  const { v: _, ...effect } = parseVersioned<Effect>(row.effect);
  return {
    memberId: row.member_id,
    sequence: Number(row.sequence),
    delta: Number(row.delta),
    balanceAfter: Number(row.balance_after),
    postedAt: instantOf(row.posted_at),
    effect,
  };
}

/** The entry of an `entries` row. */
export function entryOf(row: Row): Entry {
  const { reference_type: type, reference_id: id, reference_detail: detail } = row;
  return {
    ...stepOf(row),
    kind: row.kind,
    cause: row.cause,
    effectiveAt: instantOf(row.effective_at),
    actor: row.actor,
    reference: type === null ? null : detail === null ? { type, id } : { type, id, detail },
    programVersion: row.program_version,
    command: row.command_key === null ? null : { key: row.command_key, fingerprint: row.command_fingerprint },
  };
}

/** The values of an `entries` row. */
export function entryValues(entry: Entry): Value[] {
  const { reference, command } = entry;
  return [
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

/** An entry with its note, of an `entries` row joined with `notes`: `noted` says whether there is one. */
export function notedEntryOf(row: Row): NotedEntry {
  const entry = entryOf(row);
  const { memberId, sequence } = entry;
  return { entry, note: !isTrue(row.noted) ? null : { memberId, sequence, reason: row.reason, comment: row.comment } };
}

/** The values of a `notes` row. */
export function noteValues({ memberId, sequence, reason, comment }: Note): Value[] {
  return [memberId, sequence, reason, comment];
}
