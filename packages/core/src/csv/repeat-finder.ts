import type { AddRow, ImportRow, SetRow, Who } from './import-row.ts';
import { firstLines } from './first-lines.ts';
import type { RowProblem } from './row-problem.ts';

/** Says of each of the next rows of a file whether an earlier one leaves no place for it: why, or null. */
export type RepeatFinder = (rows: readonly ImportRow[]) => readonly (RowProblem | null)[];

/**
 * Finds what may stand in a file once: a key, a member to be set or brought, the phone and the card of a member who is
 * brought. Members get points more than once only by rows that all have keys: without them nothing tells two purchases
 * from a line that was copied twice. It is asked only of rows that have no other problem, of a file with these columns.
 */
export function repeatFinder(header: ReadonlyMap<string, number>): RepeatFinder {
  const tables = columns
    .filter((column) => header.has(column))
    .map((column) => ({ column, lines: firstLines(), valueOf: values[column] }));

  function findRepeat(row: ImportRow, index: number): RowProblem | null {
    for (const { column, lines, valueOf } of tables) {
      if (valueOf(row) === null) continue;
      // What is kept is below 0 where the row leaves no place for another.
      const mayRepeat = row.mode === 'add' && column !== 'key' && row.key !== null;
      const first = lines.keep(index, mayRepeat ? row.line : -row.line);
      if (first < 0 || (first > 0 && !mayRepeat)) return repeatOf(row, column, Math.abs(first));
    }
    return null;
  }

  return (rows) => {
    for (const { lines, valueOf } of tables) lines.take(rows.map(valueOf));
    return rows.map(findRepeat);
  };
}

const columns = ['key', 'memberId', 'phone', 'cardCode'] as const;

const values: { readonly [Column in (typeof columns)[number]]: (row: ImportRow) => string | null } = {
  key: ({ key }) => key,
  memberId: (row) => (row.mode === 'opening' ? row.memberId : whoBy('memberId', row)),
  phone: (row) => (row.mode === 'opening' ? row.phone : whoBy('phone', row)),
  cardCode: (row) => (row.mode === 'opening' ? row.cardCode : whoBy('cardCode', row)),
};

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
