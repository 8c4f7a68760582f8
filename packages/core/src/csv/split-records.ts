import Papa from 'papaparse';
import type { FileFormat } from './file-format.ts';
import { otherLineEnd, recordFault } from './record-fault.ts';
import { type UnreadableFile, unreadableLine } from './unreadable-file.ts';

/** The records of a text that begins with one. */
export interface Split {
  readonly rows: readonly (readonly string[])[];
  /** The line on which each row begins, counted from 1. */
  readonly lines: readonly number[];
  /** How much of the text they take; the rest is the beginning of a record. */
  readonly taken: number;
  /** The line on which the rest begins. */
  readonly line: number;
  readonly fault: UnreadableFile | null;
}

/** The longest record in characters: what a quote that nobody closed may swallow before it is noticed. */
export const longestRecord = 65_536;

/** Splits a text into the cells of its whole records, without empty lines; of the last piece nothing is left over. */
export function splitRecords(text: string, line: number, format: FileFormat, isLast: boolean): Split {
  return text.includes('"') ? splitQuoted(text, line, format, isLast) : splitPlain(text, line, format, isLast);
}

/** Where there is no quote, each line is a record. */
function splitPlain(text: string, line: number, { delimiter, lineEnd }: FileFormat, isLast: boolean): Split {
  const { data, meta } = new Papa.Parser({ delimiter, newline: lineEnd }).parse(text, 0, !isLast) as Results;
  const other = otherLineEndAt(text.slice(0, meta.cursor), lineEnd);
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  const mayBeLong = text.length > longestRecord;
  for (let index = 0; index < data.length; index += 1) {
    const row = data[index] ?? [];
    if (row.length === 1 && row[0] === '') continue;
    if (mayBeLong && lengthOf(row) > longestRecord)
      return { rows, lines, taken: 0, line, fault: tooLong(line + index) };
    rows.push(row);
    lines.push(line + index);
  }
  const fault = other < 0 ? null : unreadableLine(lineAt(text, line, other), otherLineEnd);
  return { rows, lines, taken: meta.cursor, line: line + data.length, fault };
}

/** Where there are quotes, the parser says where each record ends, and a second look whether it keeps the rules. */
function splitQuoted(text: string, firstLine: number, { delimiter, lineEnd }: FileFormat, isLast: boolean): Split {
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  let fault: UnreadableFile | null = null;
  let line = firstLine;
  let taken = 0;
  const parser = new Papa.Parser({
    delimiter,
    newline: lineEnd,
    step({ data, meta }: Results) {
      const whole = text.slice(taken, meta.cursor);
      const record = whole.endsWith(lineEnd) ? whole.slice(0, -lineEnd.length) : whole;
      if (record !== '') {
        fault = faultOf(record, line, delimiter);
        if (fault) return parser.abort();
        rows.push(data[0] ?? []);
        lines.push(line);
      }
      line += breaksIn(whole);
      taken = meta.cursor;
    },
  } as Config);
  parser.parse(text, 0, !isLast);
  return { rows, lines, taken, line, fault };
}

/** Why the beginning of a record that is too long already is no record. */
export function faultOfRest(rest: string, line: number, { delimiter }: FileFormat): UnreadableFile {
  const fault = recordFault(rest, delimiter);
  return fault === null ? tooLong(line) : unreadableLine(lineAt(rest, line, fault.at), fault.problem);
}

function faultOf(record: string, line: number, delimiter: FileFormat['delimiter']): UnreadableFile | null {
  const fault = recordFault(record, delimiter);
  if (fault !== null) return unreadableLine(lineAt(record, line, fault.at), fault.problem);
  return record.length > longestRecord ? tooLong(line) : null;
}

/** A record of more characters than any import has use for. */
function tooLong(line: number): UnreadableFile {
  return unreadableLine(
    line,
    `the record that begins here is longer than ${longestRecord} characters. Is a quote not closed, or is this no CSV?`,
  );
}

/** The line of a place in a text, whichever way its lines end. */
export function lineAt(text: string, firstLine: number, at: number): number {
  return firstLine + breaksIn(text.slice(0, at));
}

function breaksIn(text: string): number {
  let breaks = 0;
  for (let at = text.search(anyBreak); at >= 0 && at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) breaks += 1;
  }
  return breaks;
}

function otherLineEndAt(text: string, lineEnd: FileFormat['lineEnd']): number {
  if (lineEnd === '\r\n') return text.search(loneBreak);
  return text.indexOf(lineEnd === '\n' ? '\r' : '\n');
}

function lengthOf(row: readonly string[]): number {
  let length = row.length - 1;
  for (const cell of row) length += cell.length;
  return length;
}

const anyBreak = /[\r\n]/;
const loneBreak = /\r(?!\n)|(?<!\r)\n/;

interface Results {
  readonly data: string[][];
  readonly meta: { readonly cursor: number };
}
type Config = ConstructorParameters<typeof Papa.Parser>[0];
