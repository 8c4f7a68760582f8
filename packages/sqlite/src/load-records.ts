import {
  commandId,
  entryId,
  type MemberId,
  type MemberRecord,
  type ProgramId,
  type RecordKeys,
  type Records,
} from '@pointbook/core';
import type { Connection } from './driver.ts';
import { budgetOf, challengeOf, invoiceOf, programOf } from './json-rows.ts';
import { jobOf } from './job-rows.ts';
import { columns, entryOf, memberColumns, memberOf, profileOf, type Row } from './rows.ts';
import type { Tables } from './tables.ts';

/** From so many on one query is faster than one for each. */
const manyMembers = 20;

/** Reads what keys name, on a connection with an open transaction. */
export type LoadRecords = (connection: Connection, programId: ProgramId, keys: RecordKeys) => Records;

/** The reader of the records in these tables: a lookup by primary key or unique index for each key. */
export function recordLoader(tables: Tables): LoadRecords {
  const selectEntry = `SELECT ${columns.entries.join(', ')} FROM ${tables.entries} WHERE program_id = ? AND member_id = ?`;
  const sql = {
    program: `SELECT program FROM ${tables.programs} WHERE program_id = ? AND version = ?`,
    members: `SELECT ${memberColumns} FROM ${tables.members}
      WHERE program_id = ? AND member_id IN (SELECT value FROM json_each(?))`,
    member: `SELECT ${memberColumns} FROM ${tables.members} WHERE program_id = ? AND member_id = ?`,
    profile: `SELECT ${columns.profiles.join(', ')} FROM ${tables.profiles} WHERE program_id = ? AND member_id = ?`,
    phone: `SELECT member_id FROM ${tables.profiles} WHERE program_id = ? AND phone = ?`,
    cardCode: `SELECT member_id FROM ${tables.profiles} WHERE program_id = ? AND card_code = ?`,
    invoice: `SELECT invoice FROM ${tables.invoices} WHERE program_id = ? AND invoice_id = ?`,
    challenge: `SELECT challenge FROM ${tables.challenges} WHERE program_id = ? AND challenge_id = ?`,
    budget: `SELECT budget FROM ${tables.budgets} WHERE program_id = ? AND budget_key = ?`,
    job: `SELECT job FROM ${tables.jobs} WHERE program_id = ? AND job_id = ?`,
    entry: `${selectEntry} AND sequence = ?`,
    reversed: `SELECT coalesce(sum(abs(delta)), 0) AS points FROM ${tables.entries}
      WHERE program_id = ? AND member_id = ? AND reference_id = ? AND kind = 'reversal' AND reference_type = 'entry'`,
    command: `${selectEntry} AND command_key = ?`,
  };

  return (connection, programId, keys) => {
    /** What one statement finds for each key. */
    const find = <Key, Found, Id = Key>(
      named: readonly Key[] | undefined,
      statement: string,
      valuesOf: (key: Key) => readonly unknown[],
      recordOf: (row: never, key: Key) => Found,
      idOf: (key: Key) => Id = (key) => key as unknown as Id,
    ): Map<Id, Found | null> => {
      const found = new Map<Id, Found | null>();
      if (named === undefined || named.length === 0) return found;
      const prepared = connection.prepare(statement);
      for (const key of named) {
        const row = prepared.get(programId, ...valuesOf(key));
        found.set(idOf(key), row === undefined ? null : recordOf(row as never, key));
      }
      return found;
    };
    /** One query, where there are so many that they outweigh the list of them. */
    const findMembers = (named: readonly MemberId[] = []): Map<MemberId, MemberRecord | null> => {
      if (named.length < manyMembers) return find(named, sql.member, itself, memberOf);
      const found = new Map<MemberId, MemberRecord | null>();
      for (const memberId of named) found.set(memberId, null);
      for (const row of connection.prepare(sql.members).all(programId, JSON.stringify(named))) {
        const member = memberOf(row as Row<'members'>);
        found.set(member.account.memberId, member);
      }
      return found;
    };
    const itself = (key: string) => [key];
    const holder = (row: Row<'profiles'>) => row.member_id;

    return {
      programVersions: find(keys.programVersions, sql.program, itself, programOf),
      members: findMembers(keys.members),
      profiles: find(keys.profiles, sql.profile, itself, profileOf),
      phones: find(keys.phones, sql.phone, itself, holder),
      cardCodes: find(keys.cardCodes, sql.cardCode, itself, holder),
      invoices: find(keys.invoices, sql.invoice, itself, invoiceOf),
      challenges: find(keys.challenges, sql.challenge, itself, challengeOf),
      budgets: find(keys.budgets, sql.budget, itself, budgetOf),
      jobs: find(keys.jobs, sql.job, itself, jobOf),
      entries: find(
        keys.entries,
        sql.entry,
        (key) => [key.memberId, key.sequence],
        (row, key) => {
          const sum = connection.prepare(sql.reversed).get(programId, key.memberId, String(key.sequence));
          return { entry: entryOf(row), reversed: (sum as { points: number }).points };
        },
        entryId,
      ),
      commands: find(keys.commands, sql.command, (key) => [key.memberId, key.key], entryOf, commandId),
    };
  };
}
