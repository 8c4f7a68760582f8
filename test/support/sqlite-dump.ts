import type { ProgramId } from '@pointbook/core';
import { canonicalDump, type LedgerDump } from '@pointbook/testing';
import type Database from 'better-sqlite3';

type Row = Record<string, never>;

/** Reads a ledger in SQLite by plain SQL, with nothing of the store that wrote it. */
export function sqliteDump(database: Database.Database, programId: ProgramId): LedgerDump {
  const isEmpty = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'pointbook_entries'").get() === undefined;
  const rows = (table: string): Row[] =>
    isEmpty ? [] : (database.prepare(`SELECT * FROM pointbook_${table} WHERE program_id = ?`).all(programId) as Row[]);
  return canonicalDump({
    programs: rows('programs').map((row) => JSON.parse(String(row['program'])) as never),
    members: rows('members').map(memberOf),
    profiles: rows('profiles').map(profileOf),
    invoices: rows('invoices').map((row) => JSON.parse(String(row['invoice'])) as never),
    entries: rows('entries').map(entryOf),
    notes: rows('notes').map(
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
    phoneVerified: row['phone_verified'] === 1,
    email: row['email'],
    emailVerified: row['email_verified'] === 1,
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

function withoutVersion(json: string | undefined): object {
  const { v: _, ...rest } = JSON.parse(json ?? '{}') as { v: number };
  return rest;
}
