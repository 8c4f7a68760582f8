import Papa from 'papaparse';
import { invariant } from '../values/invariant.ts';
import type { FileFormat } from './file-format.ts';
import { breaksIn, longestRecord, otherLineEnd, scanRecords, tooLong } from './scan-records.ts';
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

/** Splits a text into the cells of its whole records, without empty lines; of the last piece nothing is left over. */
export function splitRecords(text: string, line: number, format: FileFormat, isLast: boolean): Split {
  return text.includes('"') ? splitQuoted(text, line, format, isLast) : splitPlain(text, line, format, isLast);
}

/** Where there is no quote, each line is a record. */
function splitPlain(text: string, line: number, format: FileFormat, isLast: boolean): Split {
  const { data, meta } = parse(text, format, isLast);
  const other = otherLineEndAt(text.slice(0, meta.cursor), format.lineEnd);
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
  const fault = other < 0 ? null : unreadableLine(line + breaksIn(text, 0, other), otherLineEnd);
  return { rows, lines, taken: meta.cursor, line: line + data.length, fault };
}

/** Where there are quotes, they are looked at first: what keeps the rules, the parser reads as the rules have it. */
function splitQuoted(text: string, firstLine: number, format: FileFormat, isLast: boolean): Split {
  const { lines, taken, line, fault } = scanRecords(text, firstLine, format, isLast);
  if (fault !== null) return { rows: [], lines: [], taken, line, fault };
  const { data } = parse(text.slice(0, taken), format, isLast);
  // Of the last piece it takes what follows the last line end for a row.
  invariant(data.length === lines.length || (isLast && data.length === lines.length + 1), 'both see the same records');
  const isRow = (_row: unknown, index: number) => (lines[index] ?? 0) !== 0;
  return { rows: data.filter(isRow), lines: lines.filter((each) => each !== 0), taken, line, fault };
}

/** Why the beginning of a record that is too long already is no record. */
export function faultOfRest(rest: string, line: number, format: FileFormat): UnreadableFile {
  return scanRecords(rest, line, format, true).fault ?? tooLong(line);
}

function parse(text: string, { delimiter, lineEnd }: FileFormat, isLast: boolean): Results {
  return new Papa.Parser({ delimiter, newline: lineEnd }).parse(text, 0, !isLast) as Results;
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

const loneBreak = /\r(?!\n)|(?<!\r)\n/;

interface Results {
  readonly data: string[][];
  readonly meta: { readonly cursor: number };
}
