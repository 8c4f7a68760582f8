import { ok, type Result } from 'neverthrow';
import { maxTitles } from '../csv-format.ts';
import { type ImportOptions, rulesFor } from '../import-options.ts';
import { readHeader } from './read-header.ts';
import type { RowBlock } from '../records/row-reader.ts';
import type { RowProblem } from '../row-problem.ts';

/** The header of a file: its row, and the places of the known columns. */
export interface FoundHeader {
  /** The number of rows above it: titles. */
  readonly index: number;
  readonly columns: ReadonlyMap<string, number>;
}

/**
 * Finds the header below titles, which are rows with one cell, or rows without any known name. Problems are those of
 * the first row that can be a header: it has at least two names.
 */
export function findHeader(
  { rows, lines }: Pick<RowBlock, 'rows' | 'lines'>,
  options: ImportOptions,
): Result<FoundHeader, readonly RowProblem[]> {
  const rules = rulesFor(options);
  const read = (index: number) => readHeader(rows[index] ?? [], lines[index] ?? 1, rules, options);
  const first = Math.max(
    0,
    rows.slice(0, maxTitles).findIndex((cells) => cells.filter(isFilled).length > 1),
  );
  const header = read(first);
  if (header.isOk()) return ok({ index: first, columns: header.value });
  for (let index = first + 1; index < Math.min(rows.length, maxTitles); index += 1) {
    const below = read(index);
    if (below.isOk()) return ok({ index, columns: below.value });
  }
  return header.map((columns) => ({ index: first, columns }));
}

function isFilled(cell: string): boolean {
  return cell.trim() !== '';
}
