import { nextDueAt, type Changes, type ProfileRecord, type ProgramId, type Records } from '@pointbook/core';
import type { Connection } from './driver.ts';
import { budgetValues, challengeValues, invoiceValues, programValues } from './json-rows.ts';
import { jobProblemValues, jobValues } from './job-rows.ts';
import { rowInserter } from './insert-rows.ts';
import { columns, entryValues, memberValues, noteValues, profileValues } from './rows.ts';
import type { Tables } from './tables.ts';

/** Writes what a decision changed; `records` are those that it saw. */
export type WriteChanges = (connection: Connection, programId: ProgramId, records: Records, changes: Changes) => void;

/** The writer of records to these tables. */
export function changeWriter(tables: Tables): WriteChanges {
  const sql = {
    addProgram: `${insertInto(tables, 'programs')} ON CONFLICT DO NOTHING`,
    saveMember: upsertInto(tables, 'members'),
    // Most changes move no due date: its index is left alone.
    updateMember: `UPDATE ${tables.members} SET sequence = ?, balance = ?, lot_points = ?, held = ?, debt = ?,
      last_instant = ?, account = ?, activity = ? WHERE program_id = ? AND member_id = ?`,
    saveProfile: upsertInto(tables, 'profiles'),
    freeProfile: `UPDATE ${tables.profiles} SET phone = NULL, card_code = NULL WHERE program_id = ? AND member_id = ?`,
    addInvoice: insertInto(tables, 'invoices'),
    saveInvoice: upsertInto(tables, 'invoices'),
    saveChallenge: upsertInto(tables, 'challenges'),
    saveBudget: upsertInto(tables, 'budgets'),
    saveJob: upsertInto(tables, 'jobs'),
    addJobProblem: insertInto(tables, 'jobProblems'),
  };
  const addEntries = rowInserter(tables.entries, columns.entries);
  const addNotes = rowInserter(tables.notes, columns.notes);

  return (connection, programId, records, changes) => {
    const write = <Item>(
      statement: string,
      items: readonly Item[],
      valuesOf: (programId: ProgramId, item: Item) => readonly unknown[],
    ) => {
      if (items.length === 0) return;
      const prepared = connection.prepare(statement);
      for (const item of items) prepared.run(...valuesOf(programId, item));
    };
    write(sql.addProgram, changes.programs, programValues);
    for (const member of changes.members) {
      const values = memberValues(programId, member);
      const before = records.members.get(member.account.memberId);
      if (before && nextDueAt(before.account) === values[dueAtColumn]) {
        const [program, memberId, sequence, balance, lots, held, debt, last, , account, activity] = values;
        const prepared = connection.prepare(sql.updateMember);
        prepared.run(sequence, balance, lots, held, debt, last, account, activity, program, memberId);
      } else {
        connection.prepare(sql.saveMember).run(...values);
      }
    }
    write(sql.freeProfile, swapping(records, changes.profiles), (_, profile) => [programId, profile.memberId]);
    write(sql.saveProfile, changes.profiles, profileValues);
    for (const invoice of changes.invoices) {
      const isNew = records.invoices.get(invoice.invoiceId) === null;
      connection.prepare(isNew ? sql.addInvoice : sql.saveInvoice).run(...invoiceValues(programId, invoice));
    }
    write(sql.saveChallenge, changes.challenges, challengeValues);
    write(sql.saveBudget, changes.budgets, budgetValues);
    write(sql.saveJob, changes.jobs, jobValues);
    write(sql.addJobProblem, changes.jobProblems, jobProblemValues);
    addEntries(
      connection,
      changes.entries.map((entry) => entryValues(programId, entry)),
    );
    addNotes(
      connection,
      changes.notes.map((note) => noteValues(programId, note)),
    );
  };
}

const dueAtColumn = columns.members.indexOf('due_at');

/** Those of several profiles that must first give up a phone or a card, for another of them may take it over. */
function swapping(records: Records, profiles: readonly ProfileRecord[]): readonly ProfileRecord[] {
  if (profiles.length < 2) return [];
  return profiles.filter(({ memberId, phone, cardCode }) => {
    const before = records.profiles.get(memberId);
    return before !== null && (before?.phone !== phone || before.cardCode !== cardCode);
  });
}

function insertInto(tables: Tables, table: keyof typeof columns): string {
  const values = columns[table].map(() => '?');
  return `INSERT INTO ${tables[table]} (${columns[table].join(', ')}) VALUES (${values.join(', ')})`;
}

/** Where the row is there already, under the first two columns, the others are written over it. */
function upsertInto(
  tables: Tables,
  table: 'members' | 'profiles' | 'invoices' | 'challenges' | 'budgets' | 'jobs',
): string {
  const [program, id, ...others] = columns[table];
  const sets = others.map((column) => `${column} = excluded.${column}`);
  return `${insertInto(tables, table)} ON CONFLICT (${program}, ${id}) DO UPDATE SET ${sets.join(', ')}`;
}
