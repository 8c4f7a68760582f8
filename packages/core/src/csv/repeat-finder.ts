import type { AddRow, ImportRow, SetRow, Who } from './import-row.ts';
import { firstLines } from './first-lines.ts';
import type { RowProblem } from './row-problem.ts';

/** For each of the next rows of a file, the problem if it repeats an earlier row, or null. */
export type RepeatFinder = (rows: readonly ImportRow[]) => readonly (RowProblem | null)[];

/**
 * Finds repeats of what may be in a file once: a key; in mode `set`, a member; in mode `opening`, a member, a phone and a
 * card. In mode `add`, a member may have several rows if all of them have keys. Without keys, two purchases cannot be told
 * from one line that was copied. Rows with another problem are not passed to it.
 */
export function repeatFinder(header: ReadonlyMap<string, number>): RepeatFinder {
  const tables = columns
    .filter((column) => header.has(column))
    .map((column) => ({ column, lines: firstLines(), valueOf: values[column] }));

  function findRepeat(row: ImportRow, index: number): RowProblem | null {
    for (const { column, lines, valueOf } of tables) {
      if (valueOf(row) === null) continue;
      // A negative line marks a row that allows no repeat.
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
