import {
  commandId,
  entryId,
  type EntryKey,
  type InvoiceId,
  type MemberCommand,
  type MemberId,
  type MemberRecord,
  type ProgramId,
  type RecordKeys,
  type Records,
} from '@pointbook/core';
import { binaryArray } from './binary-array.ts';
import { budgetOf, challengeOf, invoiceOf, programOf } from './json-rows.ts';
import { jobOf } from './job-rows.ts';
import { entryOf, memberOf, profileOf, type ColumnType, type Row, type Value } from './rows.ts';
import { loadStatements, type OneOrMany } from './load-statements.ts';
import { isOvertaken } from './overtaken.ts';
import type { Answer, Question, Statement } from './session.ts';
import type { Tables } from './tables.ts';

/** What keys name, as it is in the transaction that has locked it. */
export interface Loaded {
  readonly records: Records;
  /** Where each member's last entry stands in the feed. */
  readonly positions: ReadonlyMap<MemberId, number>;
  /** Whether somebody came in between the locks and what was read after them: begin again. */
  readonly isOvertaken: boolean;
}

/** The questions that lock and read what keys name, and the reader of their answers. */
export interface Load {
  readonly questions: readonly Question[];
  read(answers: readonly Answer[]): Loaded;
}

/**
 * The loader of records from these tables.
 *
 * @remarks Members are locked first, then invoices, challenges, budgets and jobs, each in the order of their ids, so that
 * no two loads wait for each other. A member's lock covers the profile, the entries and the commands too: whoever writes
 * one of those holds it.
 * Each question sees what was committed when it began, so what a lock had to wait for is seen by those after it.
 */
export function recordLoader(tables: Tables): (programId: ProgramId, keys: RecordKeys) => Load {
  const sql = loadStatements(tables);

  return (programId, keys) => {
    const questions: Question[] = [];
    const readers: ((rows: readonly Row[]) => void)[] = [];
    const positions = new Map<MemberId, number>();

    /** Asks for what some keys name, and answers with the map that will hold it. */
    const find = <Key, Id, Found>(
      keysOf: readonly Key[] | undefined,
      statement: Statement,
      valuesOf: (keys: readonly Key[]) => readonly Value[],
      idOf: (key: Key) => Id,
      put: (found: Map<Id, Found | null>, row: Row) => void,
    ): Map<Id, Found | null> => {
      const found = new Map<Id, Found | null>();
      if (keysOf === undefined || keysOf.length === 0) return found;
      for (const key of keysOf) found.set(idOf(key), null);
      questions.push({ statement, values: [programId, ...valuesOf(keysOf)] });
      readers.push((rows) => {
        for (const row of rows) put(found, row);
      });
      return found;
    };
    const itself = <Key extends string>(key: Key): Key => key;
    const ids = (of: readonly string[]) => (of.length === 1 ? (of as Value[]) : [binaryArray('text', of)]);
    const by = ({ one, many }: OneOrMany, of: readonly string[] | undefined) => (of?.length === 1 ? one : many);

    const locked = lockedMembers(keys);
    const allMembers: Map<MemberId, MemberRecord | null> = find(
      locked,
      by(sql.members, locked),
      ids,
      itself,
      (found, row) => {
        const member = memberOf(row);
        found.set(member.account.memberId, member);
        positions.set(member.account.memberId, Number(row.position));
      },
    );
    const records: Records = {
      members: allMembers,
      invoices: find(keys.invoices, by(sql.invoices, keys.invoices), ids, itself, (found, row) =>
        found.set(row.invoice_id as InvoiceId, invoiceOf(row)),
      ),
      challenges: find(keys.challenges, by(sql.challenges, keys.challenges), ids, itself, (found, row) =>
        found.set(row.challenge_id, challengeOf(row)),
      ),
      budgets: find(keys.budgets, by(sql.budgets, keys.budgets), ids, itself, (found, row) =>
        found.set(row.budget_key, budgetOf(row)),
      ),
      jobs: find(keys.jobs, by(sql.jobs, keys.jobs), ids, itself, (found, row) => found.set(row.job_id, jobOf(row))),
      programVersions: find(keys.programVersions, sql.programs.many, idsOf, itself, (found, row) =>
        found.set(row.version, programOf(row)),
      ),
      profiles: find(keys.profiles, by(sql.profiles, keys.profiles), ids, itself, (found, row) =>
        found.set(row.member_id, profileOf(row)),
      ),
      phones: find(keys.phones, sql.phones, idsOf, itself, (found, row) => found.set(row.phone, row.member_id)),
      cardCodes: find(keys.cardCodes, sql.cardCodes, idsOf, itself, (found, row) =>
        found.set(row.card_code, row.member_id),
      ),
      entries: find(keys.entries, sql.entries, entryKeys, entryId, (found, row) => {
        const entry = entryOf(row);
        found.set(entryId(entry), { entry, reversed: Number(row.reversed) });
      }),
      commands: find(keys.commands, sql.commands, commandKeys, commandId, (found, row) => {
        const entry = entryOf(row);
        if (entry.command) found.set(commandId({ memberId: entry.memberId, key: entry.command.key }), entry);
      }),
    };
    return {
      questions,
      read: (answers) => {
        readers.forEach((read, index) => read(answers[index]?.rows ?? []));
        return {
          records: { ...records, members: namedAmong(allMembers, keys.members) },
          positions,
          isOvertaken: isOvertaken(allMembers, records),
        };
      },
    };
  };
}

/** Every member whose profile, entries or commands are named, and those named themselves. */
function lockedMembers({ members = [], profiles = [], entries = [], commands = [] }: RecordKeys): readonly MemberId[] {
  if (profiles.length + entries.length + commands.length === 0) return members;
  const others = [...entries, ...commands].map(({ memberId }) => memberId);
  return [...new Set([...members, ...profiles, ...others])];
}

/** The members that the keys name; a decision is to see no other. */
function namedAmong<Found>(
  locked: ReadonlyMap<MemberId, Found>,
  named: readonly MemberId[] = [],
): ReadonlyMap<MemberId, Found> {
  return locked.size === named.length
    ? locked
    : new Map(named.map((memberId) => [memberId, locked.get(memberId) as Found]));
}

function idsOf(of: readonly string[]): Value[] {
  return [binaryArray('text', of)];
}

function entryKeys(keys: readonly EntryKey[]): Value[] {
  return [arrayOf(keys, 'text', (key) => key.memberId), arrayOf(keys, 'bigint', (key) => key.sequence)];
}

function commandKeys(keys: readonly MemberCommand[]): Value[] {
  return [arrayOf(keys, 'text', (key) => key.memberId), arrayOf(keys, 'text', (key) => key.key)];
}

function arrayOf<Key>(keys: readonly Key[], type: ColumnType, valueOf: (key: Key) => Value): Value {
  return binaryArray(type, keys.map(valueOf));
}
