import type { EntryCursor, EntryFilter, ProgramId } from '@pointbook/core';
import { columns } from './rows.ts';
import type { Tables } from './tables.ts';

/** A statement with the values of its placeholders; the last placeholder, the limit, is still to come. */
export interface EntryQuery {
  readonly statement: string;
  readonly values: readonly unknown[];
}

/** How entries are found by what is asked of them. */
export interface EntrySearch {
  /** The SELECT of entries `e` with their notes `n`, up to its WHERE; through an index where one is named. */
  noted(index?: string): string;
  matching(programId: ProgramId, filter: EntryFilter, before: EntryCursor | null): EntryQuery;
}

/** The search over these tables. Each term is there so that an index of the first migration serves it. */
export function entrySearch(tables: Tables): EntrySearch {
  const entryColumns = columns.entries.map((column) => `e.${column}`);
  const noted = (index?: string) => `SELECT e.position, ${entryColumns.join(', ')},
      n.member_id IS NOT NULL AS noted, n.reason, n.comment
    FROM ${tables.entries} e ${index === undefined ? '' : `INDEXED BY ${tables.entries}_${index}`}
    LEFT JOIN ${tables.notes} n USING (program_id, member_id, sequence)`;

  return {
    noted,
    matching: (programId, filter, before) => {
      // One member's entries are dated in the order of their sequence, which is the key.
      const order =
        filter.memberId === undefined ? 'e.posted_at DESC, e.member_id, e.sequence DESC' : 'e.sequence DESC';
      const terms = [...termsOf(programId, filter), ...afterCursor(filter, before)];
      return {
        statement: `${noted(indexFor(filter))} WHERE ${terms.map(([sql]) => sql).join(' AND ')}
          ORDER BY ${order} LIMIT ?`,
        values: terms.flatMap(([, ...values]) => values),
      };
    },
  };
}

type Term = readonly [sql: string, ...values: unknown[]];

function termsOf(programId: ProgramId, filter: EntryFilter): Term[] {
  const { memberId, kinds, causes, actor, reference, from, reason } = filter;
  const terms: Term[] = [['e.program_id = ?', programId]];
  if (memberId !== undefined) terms.push(['e.member_id = ?', memberId]);
  if (kinds !== undefined) terms.push(['e.kind IN (SELECT value FROM json_each(?))', JSON.stringify(kinds)]);
  if (causes !== undefined) terms.push(['e.cause IN (SELECT value FROM json_each(?))', JSON.stringify(causes)]);
  if (actor !== undefined) terms.push(['e.actor = ?', actor]);
  if (reference !== undefined)
    terms.push(['e.reference_type = ? AND e.reference_id = ?', reference.type, reference.id]);
  if (from !== undefined) terms.push([`${datedBy(filter)} >= ?`, from]);
  // lower() of SQLite knows A to Z alone, which is what the port asks for.
  if (reason !== undefined) terms.push(['instr(lower(n.reason), lower(?)) > 0', reason]);
  const index = indexFor(filter);
  return index === undefined ? terms : [...terms, ...rowsOf[index]];
}

/** The index to follow, which statistics of a smaller day must not talk the planner out of; none for a member's own. */
function indexFor({ memberId, kinds, reference }: EntryFilter): 'date' | 'other_date' | 'reference' | undefined {
  if (memberId !== undefined) return undefined;
  if (reference !== undefined && reference.type !== 'invoice') return 'reference';
  // Earning is by far the most common, but a reason may stand beside it: that of a sale given to another member.
  return kinds?.includes('earn') === false ? 'other_date' : 'date';
}

/** What every row of a partial index is like; SQLite uses one only where the search says so too. */
const rowsOf = {
  date: [],
  other_date: [["e.kind <> 'earn'"]],
  reference: [["e.reference_type <> 'invoice'"]],
} as const;

/** The date; behind a plus no index by date is used, where the member's own entries are few. */
function datedBy({ memberId }: EntryFilter): string {
  return memberId === undefined ? 'e.posted_at' : '+e.posted_at';
}

/** What comes after the cursor, with one upper bound of the date, so that a deep page begins where the last one ended. */
function afterCursor(filter: EntryFilter, before: EntryCursor | null): Term[] {
  const { memberId, until } = filter;
  const postedAt = datedBy(filter);
  if (before === null) return until === undefined ? [] : [[`${postedAt} < ?`, until]];
  return [
    [`${postedAt} <= ?`, Math.min(before.postedAt, (until ?? Infinity) - 1)],
    ...(memberId === before.memberId ? [['e.sequence < ?', before.sequence] as const] : []),
    [
      `(${postedAt} < ? OR e.member_id > ? OR (e.member_id = ? AND e.sequence < ?))`,
      before.postedAt,
      before.memberId,
      before.memberId,
      before.sequence,
    ],
  ];
}
