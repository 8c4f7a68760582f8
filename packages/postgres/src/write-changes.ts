import type { Changes, MemberId, ProfileRecord, ProgramId, Records } from '@pointbook/core';
import { binaryArray } from './binary-array.ts';
import type { Loaded } from './load-records.ts';
import { budgetValues, challengeValues, invoiceValues, programValues } from './json-rows.ts';
import { jobProblemValues, jobValues } from './job-rows.ts';
import { entryValues, memberValues, noteValues, profileValues, type Value } from './rows.ts';
import { prepared, type Question } from './session.ts';
import type { Tables } from './tables.ts';
import { statementWriter, type Part } from './write-statement.ts';

/** What to ask so that changes are written; `loaded` is what the decision saw, `base` that of the program's feed. */
export type WriteChanges = (programId: ProgramId, base: number, loaded: Loaded, changes: Changes) => Question[];

/** The writer of records to these tables. */
export function changeWriter(tables: Tables): WriteChanges {
  const write = statementWriter(tables);
  const freeProfiles = prepared(
    `UPDATE ${tables.profiles} SET phone = NULL, card_code = NULL WHERE program_id = $1 AND member_id = ANY($2::text[])`,
  );

  return (programId, base, { records, positions }, changes) => {
    const questions: Question[] = [];
    const swapped = swapping(records, changes.profiles);
    if (swapped.length > 0)
      questions.push({ statement: freeProfiles, values: [programId, binaryArray('text', swapped)] });
    const before = (memberId: MemberId) => positions.get(memberId) ?? 0;
    const parts: readonly Part[] = [
      { table: 'programs', how: 'add-once', rows: changes.programs.map(programValues) },
      ...partsOf(
        'members',
        records.members,
        changes.members,
        ({ account }) => account.memberId,
        (member) => [...memberValues(member), before(member.account.memberId)],
      ),
      ...partsOf('profiles', records.profiles, changes.profiles, ({ memberId }) => memberId, profileValues),
      ...partsOf('invoices', records.invoices, changes.invoices, ({ invoiceId }) => invoiceId, invoiceValues),
      ...partsOf(
        'challenges',
        records.challenges,
        changes.challenges,
        ({ challengeId }) => challengeId,
        challengeValues,
      ),
      ...partsOf('budgets', records.budgets, changes.budgets, ({ key }) => key, budgetValues),
      ...partsOf('jobs', records.jobs, changes.jobs, ({ jobId }) => jobId, jobValues),
      { table: 'jobProblems', how: 'add', rows: changes.jobProblems.map(jobProblemValues) },
      {
        table: 'entries',
        how: 'add',
        rows: changes.entries.map((entry) => [...entryValues(entry), before(entry.memberId)]),
      },
      { table: 'notes', how: 'add', rows: changes.notes.map(noteValues) },
    ];
    const wanted = parts.filter(({ rows }) => rows.length > 0);
    if (wanted.length > 0) questions.push(write(programId, base, wanted));
    return questions;
  };
}

/** Records that are new, and those that were there or that the decision never looked for; each by its id. */
function partsOf<Id extends string, Item, Found>(
  table: Part['table'],
  found: ReadonlyMap<Id, Found | null>,
  items: readonly Item[],
  idOf: (item: Item) => Id,
  valuesOf: (item: Item) => Value[],
): Part[] {
  const rows: { add: Value[][]; put: Value[][] } = { add: [], put: [] };
  // Two that add the same keys in the same order do not wait for each other.
  const sorted = items.length === 1 ? items : items.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  for (const item of sorted) rows[found.get(idOf(item)) === null ? 'add' : 'put'].push(valuesOf(item));
  return [
    { table, how: 'add', rows: rows.add },
    { table, how: 'put', rows: rows.put },
  ];
}

/** Those of several profiles that must first give up a phone or a card, for another of them may take it over. */
function swapping(records: Records, profiles: readonly ProfileRecord[]): readonly MemberId[] {
  if (profiles.length < 2) return [];
  return profiles
    .filter(({ memberId, phone, cardCode }) => {
      const before = records.profiles.get(memberId);
      return before !== null && (before?.phone !== phone || before.cardCode !== cardCode);
    })
    .map(({ memberId }) => memberId);
}
