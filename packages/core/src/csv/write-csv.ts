import type { Delimiter } from './file-format.ts';
import { guarded } from './formula-guard.ts';

/** What a cell may hold; null is an empty one. */
export type CsvValue = string | number | null;

/**
 * Rows as CSV (RFC 4180), each with its line end. Texts that a spreadsheet would run are guarded, numbers are not: they
 * may begin with a minus.
 */
export function writeCsv(rows: Iterable<readonly CsvValue[]>, delimiter: Delimiter = ','): string {
  let text = '';
  for (const row of rows) {
    const cells = row.map((value) => (typeof value === 'string' ? written(guarded(value)) : String(value ?? '')));
    // A row of one empty cell would be an empty line, which is no row.
    text += `${cells.length === 1 && cells[0] === '' ? '""' : cells.join(delimiter)}\r\n`;
  }
  return text;
}

function written(text: string): string {
  return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Every delimiter, so that none is found that is not meant, and whatever a reader may trim. */
const special = /[",;\t\r\n]|^\s|\s$/;
