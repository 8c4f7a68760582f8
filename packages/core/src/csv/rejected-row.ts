import { unguarded } from './formula-guard.ts';
import { rejectedColumns } from './import-options.ts';
import type { RowProblem } from './row-problem.ts';

/** The header of the rejected rows of a file, whose own header these are. */
export function rejectedHeader(header: readonly string[]): readonly string[] {
  return [...rejectedColumns, ...withoutRejected(header, header)];
}

/**
 * A row that was not taken, with what is wrong with it before its own cells: where there are too many or too few of them,
 * they stay as they were. It is for `writeCsv`, and mended it can be imported.
 */
export function rejectedRow(
  cells: readonly string[],
  header: readonly string[],
  { line, column, problem, fix }: RowProblem,
): readonly (string | number)[] {
  const told = column === null ? problem : `${column} ${problem}`;
  return [line, told, fix, ...withoutRejected(cells, header).map(unguarded)];
}

/** A file that was rejected before brings the columns along: theirs are told anew. */
function withoutRejected(cells: readonly string[], header: readonly string[]): readonly string[] {
  const isOld = (name: string | undefined) => rejectedColumns.some((column) => column === name);
  return cells.filter((_cell, index) => !isOld(header[index]));
}
