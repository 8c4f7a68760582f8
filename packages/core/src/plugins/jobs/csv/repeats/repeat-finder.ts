import type { AddRow, ImportRow, OpeningRow, SetRow, Who } from '../import-row.ts';
import { firstLines } from './first-lines.ts';
import type { RowProblem } from '../row-problem.ts';

/** For each of the next rows of a file, the problem if it repeats an earlier row, or null. */
export type RepeatFinder = (rows: readonly ImportRow[]) => readonly (readonly RowProblem[])[];

/**
 * Finds repeats of what may be in a file once: a key; in mode `set`, a member; in mode `opening`, points of a member
 * with one end, and a phone and a card of two members. In mode `add`, a member may have several rows if all of them
 * have keys. Without keys, two purchases cannot be told from one line that was copied. Rows with another problem are
 * not passed to it.
 */
export function repeatFinder(header: ReadonlyMap<string, number>): RepeatFinder {
  const tables = columns
    .filter((column) => header.has(column))
    .map((column) => ({ column, lines: firstLines(), valueOf: values[column] }));
  // The rows of one member stand one after another, and may all say who it is.
  let last: ImportRow | null = null;

  function findRepeats(row: ImportRow, index: number): readonly RowProblem[] {
    const before = last;
    last = row;
    const problems: RowProblem[] = [];
    for (const { column, lines, valueOf } of tables) {
      const value = valueOf(row);
      if (value === null || isSamePerson(column, before, row)) continue;
      // A negative line marks a row that allows no repeat.
      const mayRepeat = row.mode === 'add' && column !== 'key' && row.key !== null;
      const first = lines.keep(index, mayRepeat ? row.line : -row.line);
      if (first < 0 || (first > 0 && !mayRepeat)) problems.push(repeatOf(row, column, Math.abs(first)));
      // What takes a place is taken by one row only.
      if (problems.length > 0 && !isSpare(column, row)) break;
    }
    return problems;
  }

  return (rows) => {
    for (const { lines, valueOf } of tables) lines.take(rows.map(valueOf));
    return rows.map(findRepeats);
  };
}

/** Whether a member can do without what is in a column. */
export function isSpare(column: string | null, { mode }: ImportRow): boolean {
  return mode === 'opening' && (column === 'phone' || column === 'cardCode');
}

function isSamePerson(column: string, before: ImportRow | null, row: ImportRow): boolean {
  if (!isSpare(column, row) || before?.mode !== 'opening' || row.mode !== 'opening') return false;
  return before.memberId === row.memberId;
}

const columns = ['key', 'memberId', 'phone', 'email', 'cardCode'] as const;

const values: { readonly [Column in (typeof columns)[number]]: (row: ImportRow) => string | null } = {
  key: ({ key }) => key,
  memberId: (row) => (row.mode === 'opening' ? pointsOf(row) : whoBy('memberId', row)),
  phone: (row) => (row.mode === 'opening' ? row.phone : whoBy('phone', row)),
  // A family may share an address.
  email: (row) => (row.mode === 'opening' ? null : whoBy('email', row)),
  cardCode: (row) => (row.mode === 'opening' ? row.cardCode : whoBy('cardCode', row)),
};

/** What a row of points is known by: the member, and when they end and begin. */
function pointsOf({ memberId, endsAt, endsUnlessActive, availableFrom }: OpeningRow): string {
  const when = [endsAt, endsUnlessActive, availableFrom];
  return when.every((moment) => moment === null) ? memberId : `${memberId}\u0001${when.join('\u0001')}`;
}

function whoBy(column: Who['by'], { who }: AddRow | SetRow): string | null {
  return who.by === column ? who.id : null;
}

function repeatOf({ line, record, mode }: ImportRow, column: string, first: number): RowProblem {
  const problem = `is the same as on line ${first}`;
  const fix =
    mode === 'add' && column !== 'key'
      ? 'Remove one of the two rows, or give each a key of its own if both are meant.'
      : 'Remove or change one of the two rows.';
  return { line, record, column, problem, fix };
}
