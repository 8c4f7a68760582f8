import Papa, { type ParseError } from 'papaparse';
import { countLineBreaks, type CsvFormat } from '../csv-format.ts';
import { type UnreadableFile, unreadableLine } from '../bytes/unreadable-file.ts';

/** The records of a text that begins with one. */
export interface Split {
  readonly rows: readonly (readonly string[])[];
  /** The line on which each row begins, counted from 1. */
  readonly lines: readonly number[];
  /** The number of characters that the records take. The rest of the text is the beginning of a record. */
  readonly taken: number;
  /** The line on which the rest begins. */
  readonly line: number;
  /** The first place that breaks the rules. The rows are those before it. */
  readonly fault: UnreadableFile | null;
}

/** The longest record, in characters. It limits how much is read before an unclosed quote is noticed. */
export const maxRecordLength = 65_536;

/**
 * Splits a text into the cells of its complete records, without empty lines. The last text of a file leaves no rest.
 *
 * papaparse reads the cells. Where a file breaks RFC 4180, section 2, it guesses, often without an error, and text ends
 * up in other cells or rows. Therefore each row is compared with the text that it was read from.
 */
export function splitRecords(text: string, firstLine: number, format: CsvFormat, isLast: boolean): Split {
  const { data, errors, meta } = parse(text, format, isLast);
  // Most files have no quotes and one kind of line end. There is nothing to guess in them, and to compare takes time.
  const isPlain = !ambiguous[format.lineEnd].test(text);
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  let line = firstLine;
  let from = 0;
  for (const row of data) {
    const { end, breaks, fault } = isPlain ? plainRow(from, row) : checkRow(text, from, row, errors, format);
    if (fault !== null) {
      const faultLine = line + countLineBreaks(text.slice(from, end));
      return { rows, lines, taken: from, line, fault: unreadableLine(faultLine, fault) };
    }
    if (end - from > maxRecordLength) return { rows, lines, taken: from, line, fault: tooLong(line) };
    if (end > from) {
      rows.push(row);
      lines.push(line);
    }
    line += 1 + breaks;
    from = end + format.lineEnd.length;
  }
  return { rows, lines, taken: meta.cursor, line, fault: null };
}

/** Why the rest is no beginning of a record, for a rest that is longer than a record may be. */
export function faultOfRest(rest: string, line: number, format: CsvFormat): UnreadableFile {
  return splitRecords(rest, line, format, true).fault ?? tooLong(line);
}

interface CheckedRow {
  /** Where the row ends, without its line end. If there is a fault, where the fault is. */
  readonly end: number;
  /** Line breaks in its cells. */
  readonly breaks: number;
  readonly fault: string | null;
}

function plainRow(from: number, row: readonly string[]): CheckedRow {
  let end = from + row.length - 1;
  for (const cell of row) end += cell.length;
  return { end, breaks: 0, fault: null };
}

/**
 * Compares a row with the text from which papaparse read it. The rules allow one way to write a cell in quotes, so such
 * a cell is written again.
 */
function checkRow(
  text: string,
  from: number,
  row: readonly string[],
  errors: readonly ParseError[],
  { delimiter, lineEnd }: CsvFormat,
): CheckedRow {
  let at = from;
  let breaks = 0;
  for (let index = 0; index < row.length; index += 1) {
    const cell = row[index] ?? '';
    if (index > 0) {
      if (text[at] !== delimiter) return faultyRow(at, afterQuote);
      at += 1;
    }
    if (text[at] === '"') {
      const written = `"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`;
      if (!text.startsWith(written, at)) {
        const isOpen = errors.find((error) => error.index === at + 1)?.code === 'MissingQuotes';
        return isOpen ? faultyRow(at, notClosed) : faultyRow(differAt(text, at, written), afterQuote);
      }
      breaks += countLineBreaks(cell);
      at += written.length;
    } else {
      const stray = cell.search(/["\r\n]/);
      if (stray >= 0) return faultyRow(at + stray, cell[stray] === '"' ? withinCell : otherLineEnd);
      at += cell.length;
    }
  }
  const isEnd = at === text.length || text.startsWith(lineEnd, at);
  return isEnd ? { end: at, breaks, fault: null } : faultyRow(at, afterQuote);
}

function faultyRow(end: number, fault: string): CheckedRow {
  return { end, breaks: 0, fault };
}

function differAt(text: string, from: number, written: string): number {
  let length = 0;
  while (text[from + length] === written[length]) length += 1;
  return from + length;
}

function parse(text: string, { delimiter, lineEnd }: CsvFormat, isLast: boolean): Results {
  return new Papa.Parser({ delimiter, newline: lineEnd }).parse(text, 0, !isLast) as Results;
}

interface Results {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly ParseError[];
  readonly meta: { readonly cursor: number };
}

function tooLong(line: number): UnreadableFile {
  return unreadableLine(
    line,
    `the record that begins here is longer than ${maxRecordLength} characters. Check for a quote that is not closed.`,
  );
}

/** What papaparse guesses at. */
const ambiguous: { readonly [LineEnd in CsvFormat['lineEnd']]: RegExp } = {
  '\n': /["\r]/,
  '\r': /["\n]/,
  '\r\n': /"|\r(?!\n)|(?<!\r)\n/,
};
const notClosed = 'a quote is opened here and not closed. Close the quote, or remove it.';
const afterQuote = 'there is text between a closing quote and the next delimiter. Write a quote within quotes twice.';
const withinCell =
  'there is a quote within a cell that does not begin with one. Put the cell in quotes, and write a quote within it twice.';
const otherLineEnd =
  'it ends with another kind of line end than the header. Save the file again, with one kind of line end.';
