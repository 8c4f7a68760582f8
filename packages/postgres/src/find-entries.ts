import type { EntryCursor, EntryFilter, ProgramId } from '@pointbook/core';
import { namesOf, type Value } from './rows.ts';
import { unprepared, type Question } from './session.ts';
import type { Tables } from './tables.ts';

/** How entries are found by what is asked of them. */
export interface EntrySearch {
  /** The SELECT of entries `e` with their notes `n`, up to its WHERE, and with more columns where they are named. */
  noted(...more: readonly string[]): string;
  matching(programId: ProgramId, filter: EntryFilter, before: EntryCursor | null, limit: number): Question;
}

/**
 * The search over these tables: it walks one index of the first migration in order.
 *
 * @remarks The planner must not see how few entries a filter may leave, or it reads and sorts them all when it takes
 * them for a handful. What no index is meant to serve is therefore put into a coalesce(), of which it expects a half.
 */
export function entrySearch(tables: Tables): EntrySearch {
  // OFFSET keeps the notes from being joined all at once: each entry looks up its own.
  const noted = (...more: readonly string[]) => `SELECT ${[namesOf('entries', 'e'), ...more].join(', ')},
      n.noted, n.reason, n.comment
    FROM ${tables.entries} e LEFT JOIN LATERAL (
      SELECT true AS noted, reason, comment FROM ${tables.notes}
      WHERE program_id = e.program_id AND member_id = e.member_id AND sequence = e.sequence OFFSET 0
    ) n ON true`;

  return {
    noted,
    matching: (programId, filter, before, limit) => {
      const values: Value[] = [];
      const $: Parameter = (value) => `$${values.push(value)}`;
      const terms = [...soughtTerms($, programId, filter, before), ...checkedTerms($, filter, before)];
      // One member's entries are dated in the order of their sequence, which is the primary key.
      const order =
        filter.memberId === undefined ? 'e.posted_at DESC, e.member_id, e.sequence DESC' : 'e.sequence DESC';
      const text = `${noted()} WHERE ${terms.join(' AND ')} ORDER BY ${order} LIMIT ${$(limit)}`;
      return { statement: unprepared(text), values };
    },
  };
}

/** Gives a value to the statement, and answers its placeholder. */
type Parameter = (value: Value) => string;

/** What leads through the index. */
function soughtTerms($: Parameter, programId: ProgramId, filter: EntryFilter, before: EntryCursor | null): string[] {
  const { memberId, kinds, reference, from, until = Infinity } = filter;
  const terms = [`e.program_id = ${$(programId)}`];
  if (memberId !== undefined) {
    terms.push(`e.member_id = ${$(memberId)}`);
    if (memberId === before?.memberId) terms.push(`e.sequence < ${$(before.sequence)}`);
    return terms;
  }
  if (reference !== undefined && reference.type !== 'invoice') {
    terms.push(`e.reference_type = ${$(reference.type)} AND e.reference_id = ${$(reference.id)}`);
    terms.push(`e.reference_type <> 'invoice'`);
  } else if (kinds?.includes('earn') === false) {
    // Earning is by far the most common, but a reason may stand beside it: that of a sale given to another member.
    terms.push(`e.kind <> 'earn'`);
  }
  if (from !== undefined) terms.push(`e.posted_at >= ${$(from)}`);
  // One upper bound, so that a deep page begins where the last one ended.
  const last = Math.min(before?.postedAt ?? Infinity, until - 1);
  if (last < Infinity) terms.push(`e.posted_at <= ${$(last)}`);
  return terms;
}

/** What each entry on the way is asked. */
function checkedTerms($: Parameter, filter: EntryFilter, before: EntryCursor | null): string[] {
  const { memberId, kinds, causes, actor, reference, from, until, reason } = filter;
  const terms: string[] = [];
  if (kinds !== undefined) terms.push(oneOf($, 'e.kind', kinds));
  if (causes !== undefined) terms.push(oneOf($, 'e.cause', causes));
  if (actor !== undefined) terms.push(`e.actor = ${$(actor)}`);
  if (reference !== undefined && (memberId !== undefined || reference.type === 'invoice'))
    terms.push(`e.reference_type = ${$(reference.type)} AND e.reference_id = ${$(reference.id)}`);
  // lower() of the C collation knows A to Z alone.
  if (reason !== undefined) terms.push(`strpos(lower(n.reason COLLATE "C"), lower(${$(reason)} COLLATE "C")) > 0`);
  if (memberId !== undefined && from !== undefined) terms.push(`e.posted_at >= ${$(from)}`);
  if (memberId !== undefined && until !== undefined) terms.push(`e.posted_at < ${$(until)}`);
  if (before !== null) terms.push(afterCursor($, before));
  return terms.map((term) => `coalesce(${term}, false)`);
}

function oneOf($: Parameter, column: string, words: readonly string[]): string {
  return words.length === 0 ? 'false' : `${column} IN (${words.map($).join(', ')})`;
}

function afterCursor($: Parameter, { postedAt, memberId, sequence }: EntryCursor): string {
  const [date, member, number] = [$(postedAt), $(memberId), $(sequence)];
  return `(e.posted_at < ${date} OR e.posted_at = ${date}
    AND (e.member_id > ${member} OR e.member_id = ${member} AND e.sequence < ${number}))`;
}
