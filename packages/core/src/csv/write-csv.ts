import { guarded } from './formula-guard.ts';

/** The character between the cells of a row. */
export type Delimiter = ',' | ';' | '\t';

/** The value of a cell. Null is an empty cell. */
export type CsvValue = string | number | null;

/**
 * Writes rows as CSV (RFC 4180), each with its line end. Texts that a spreadsheet would run as formulas are guarded.
 * Numbers are not, because they may begin with a minus.
 */
export function writeCsv(rows: Iterable<readonly CsvValue[]>, delimiter: Delimiter = ','): string {
  let text = '';
  for (const row of rows) {
    const cells = row.map((value) => (typeof value === 'string' ? quoted(guarded(value)) : String(value ?? '')));
    // Without quotes, a row of one empty cell would be an empty line, which is not read as a row.
    text += `${cells.length === 1 && cells[0] === '' ? '""' : cells.join(delimiter)}\r\n`;
  }
  return text;
}

function quoted(text: string): string {
  return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * All delimiters, and not only that of the file, because readers guess the delimiter; and spaces that a reader may
 * remove.
 */
const special = /[",;\t\r\n]|^\s|\s$/;
