import type { EntryPosition, EntrySearch } from '@pointbook/core/store';
import type { Dialect } from './dialect.ts';
import { type Name, type Names, wordNames } from './names.ts';
import { firstWords } from './schema.ts';
import type { Question, SqlValue } from './steps.ts';

/** A condition with the values of its placeholders. */
export type Term = readonly [sql: string, ...values: SqlValue[]];

/**
 * The question for the entries of a search: it walks one index in order.
 *
 * @remarks A planner that sees how few entries a filter may leave reads and sorts them all when it takes them for a
 * handful. What no index is meant to serve therefore goes into `check`.
 * @param noted - the SELECT of entries `e` with their notes `n`, up to its WHERE, through an index where one is named.
 */
export function findEntries(
  dialect: Dialect,
  names: Names,
  noted: (index?: string) => string,
  program: number,
  filter: EntrySearch,
  after: EntryPosition | null,
  limit: number,
): Question {
  const { memberId, until = Infinity } = filter;
  const terms = led(program, names, filter);
  const checked = asked(dialect, names, filter);
  // One upper bound, so that a deep page begins where the last one ended.
  const last = Math.min(after?.postedAt ?? Infinity, until - 1);
  if (memberId === undefined && last < Infinity) terms.push(['e.posted_at <= ?', last]);
  // A member's own are behind the place by their sequence.
  if (after !== null && after.memberId === memberId) terms.push(['e.sequence < ?', after.sequence]);
  else if (after !== null) checked.push(behind(after));
  for (const [sql, ...values] of checked) terms.push([dialect.check(sql), ...values]);
  // One member's entries come in the order of their sequence, which is the key.
  const order = memberId === undefined ? 'e.posted_at DESC, e.member_id, e.sequence DESC' : 'e.sequence DESC';
  const where = terms.map(([sql]) => sql).join(' AND ');
  return {
    sql: `${noted(indexFor(filter))} WHERE ${where} ORDER BY ${order} LIMIT ?`,
    values: [...terms.flatMap(([, ...values]) => values), limit],
    isPlannedAnew: true,
  };
}

/** The words that a search names. */
export function wordsIn({ kinds = [], causes = [], reference }: EntrySearch): Name[] {
  return wordNames([...kinds, ...causes, ...(reference === undefined ? [] : [reference.type])]);
}

/** The index to follow; none for a member's own. */
export function indexFor({ memberId, kinds, reference }: EntrySearch): string | undefined {
  if (memberId !== undefined) return undefined;
  if (reference !== undefined && reference.type !== 'invoice') return 'entries_reference';
  // Earning is by far the most common, but a reason may stand beside it: that of a sale given to another member.
  return kinds?.includes('earn') === false ? 'entries_other_date' : 'entries_date';
}

/**
 * What leads through the index, but for where it begins; a partial index is used only where the search says what its
 * rows are like.
 */
export function led(program: number, names: Names, filter: EntrySearch): Term[] {
  const { memberId, reference, from } = filter;
  const terms: Term[] = [['e.program = ?', program]];
  if (memberId !== undefined) return [...terms, ['e.member_id = ?', memberId]];
  const index = indexFor(filter);
  if (index === 'entries_reference' && reference !== undefined) {
    terms.push(['e.reference_type = ? AND e.reference_id = ?', names.word(reference.type), reference.id]);
    terms.push([`e.reference_type <> ${firstWords.invoice}`]);
  }
  if (index === 'entries_other_date') terms.push([`e.kind <> ${firstWords.earn}`]);
  if (from !== undefined) terms.push(['e.posted_at >= ?', from]);
  return terms;
}

/** That an entry comes after a place. */
export function behind({ postedAt, memberId, sequence }: EntryPosition): Term {
  const sql = '(e.posted_at < ? OR e.posted_at = ? AND (e.member_id > ? OR e.member_id = ? AND e.sequence < ?))';
  return [sql, postedAt, postedAt, memberId, memberId, sequence];
}

/** What each entry on the way is asked. */
export function asked(dialect: Dialect, names: Names, filter: EntrySearch): Term[] {
  const { memberId, kinds, causes, actor, reference, from, until, reason } = filter;
  const isOfMember = memberId !== undefined;
  const among = (column: string, words: readonly string[]): Term =>
    words.length === 0
      ? ['1 = 0']
      : [`${column} IN (${words.map(() => '?').join(', ')})`, ...words.map((word) => names.word(word))];
  const terms: Term[] = [];
  if (kinds !== undefined) terms.push(among('e.kind', kinds));
  if (causes !== undefined) terms.push(among('e.cause', causes));
  if (actor !== undefined) terms.push(['e.actor = ?', actor]);
  if (reference !== undefined && (isOfMember || reference.type === 'invoice'))
    terms.push(['e.reference_type = ? AND e.reference_id = ?', names.word(reference.type), reference.id]);
  if (reason !== undefined) terms.push([dialect.contains('n.reason'), reason]);
  if (isOfMember && from !== undefined) terms.push(['e.posted_at >= ?', from]);
  if (isOfMember && until !== undefined) terms.push(['e.posted_at < ?', until]);
  return terms;
}
