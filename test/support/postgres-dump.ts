import type { ProgramId } from '@pointbook/core';
import { canonicalDump, type LedgerDump } from '@pointbook/testing';
import type pg from 'pg';

const tables = ['programs', 'members', 'profiles', 'invoices', 'entries', 'notes'] as const;
type Row = Record<string, never>;
type Rows = Record<(typeof tables)[number], Row[]>;

/** Reads a ledger in PostgreSQL by plain SQL, in one statement and with nothing of the store that wrote it. */
export async function postgresDump(
  client: pg.ClientBase | pg.Pool,
  schema: string,
  programId: ProgramId,
): Promise<LedgerDump> {
  const { programs, members, profiles, invoices, entries, notes } = await rowsIn(client, schema, programId);
  return canonicalDump({
    programs: programs.map((row) => row['program'] as never),
    members: members.map(memberOf),
    profiles: profiles.map(profileOf),
    invoices: invoices.map((row) => row['invoice'] as never),
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

/** All rows as JSON, in which every whole number that the tables admit is exact; none where there are no tables yet. */
async function rowsIn(client: pg.ClientBase | pg.Pool, schema: string, programId: ProgramId): Promise<Rows> {
  const rowsOf = (table: string) =>
    `'${table}', (SELECT coalesce(json_agg(row), '[]') FROM "${schema}"."${table}" AS row WHERE program_id = $1)`;
  try {
    const statement = `SELECT json_build_object(${tables.map(rowsOf).join(', ')}) AS rows`;
    const { rows } = await client.query<{ rows: Rows }>(statement, [programId]);
    return rows[0]?.rows as Rows;
  } catch (thrown) {
    if ((thrown as { code?: string }).code !== '42P01') throw thrown;
    return { programs: [], members: [], profiles: [], invoices: [], entries: [], notes: [] };
  }
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
