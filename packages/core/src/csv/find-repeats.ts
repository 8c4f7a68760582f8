import type { ImportRow, OpeningRow } from './import-row.ts';
import { type LineTable, lineTable } from './line-table.ts';
import type { RowProblem } from './row-problem.ts';

/** Says of each row of a file, in order, whether an earlier one leaves no place for it. */
export type RepeatFinder = (row: ImportRow) => RowProblem | null;

/**
 * Finds what may stand in a file once: a key, a member to be set or brought, the phone and the card of a member who is
 * brought. Members get points more than once only by rows that all have keys: without them nothing tells two purchases
 * from a line that was copied twice. It is asked only of rows that have no other problem.
 */
export function repeatFinder(): RepeatFinder {
  const tables: { readonly [Column in UniqueColumn]: LineTable } = {
    key: lineTable(),
    memberId: lineTable(),
    phone: lineTable(),
    cardCode: lineTable(),
  };

  /** The line of the row that leaves no place for this one, or 0. What is kept is below 0 where one leaves none. */
  function lineBefore(column: UniqueColumn, value: string | null, line: number, mayRepeat: boolean): number {
    if (value === null) return 0;
    const first = tables[column].keep(value, mayRepeat ? line : -line);
    return mayRepeat && first > 0 ? 0 : Math.abs(first);
  }

  return (row) => {
    for (const column of columns) {
      const value = valueOf(row, column);
      const first = lineBefore(column, value, row.line, row.mode === 'add' && column !== 'key' && row.key !== null);
      if (first !== 0) return repeatOf(row, column, first);
    }
    return null;
  };
}

type UniqueColumn = (typeof columns)[number];
const columns = ['key', 'memberId', 'phone', 'cardCode'] as const;

function valueOf(row: ImportRow, column: UniqueColumn): string | null {
  if (column === 'key' || row.mode === 'opening') return (row as OpeningRow)[column];
  return row.who.by === column ? row.who.id : null;
}

function repeatOf({ line, record, mode }: ImportRow, column: string, first: number): RowProblem {
  const problem = `is the same as on line ${first}`;
  const fix =
    mode === 'add' && column !== 'key'
      ? 'Remove one of the two rows, or give each a key of its own if both are meant.'
      : 'Remove or change one of the two rows.';
  return { line, record, column, problem, fix };
}
