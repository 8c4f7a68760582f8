import { unguarded } from '../../../values.ts';
import { rejectedColumns } from './import-options.ts';
import type { RowProblem } from './row-problem.ts';

/** The header of the file of rejected rows, for a file with this header. */
export function rejectedHeader(header: readonly string[]): readonly string[] {
  return [...rejectedColumns, ...withoutRejected(header, header)];
}

/**
 * A rejected row for `writeCsv`: line, problem and fix, and then the cells of the row, also if there are too many or
 * too few. Once corrected, it can be imported.
 */
export function rejectedRow(
  cells: readonly string[],
  header: readonly string[],
  { line, column, problem, fix }: RowProblem,
): readonly (string | number)[] {
  const text = column === null ? problem : `${column} ${problem}`;
  return [line, text, fix, ...withoutRejected(cells, header).map(unguarded)];
}

/** A file of rejected rows has these columns already. They are written again. */
function withoutRejected(cells: readonly string[], header: readonly string[]): readonly string[] {
  const isOld = (name: string | undefined) => rejectedColumns.some((column) => column === name);
  return cells.filter((_cell, index) => !isOld(header[index]));
}
