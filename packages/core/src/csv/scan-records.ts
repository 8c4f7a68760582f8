import type { FileFormat } from './file-format.ts';
import { type UnreadableFile, unreadableLine } from './unreadable-file.ts';

/** Where the whole records of a text are that begins with one. */
export interface Scan {
  /** The line on which each record begins, counted from 1; 0 for an empty line, which is no record. */
  readonly lines: readonly number[];
  /** How much of the text they take; the rest is the beginning of a record. */
  readonly taken: number;
  /** The line on which the rest begins. */
  readonly line: number;
  readonly fault: UnreadableFile | null;
}

/** The longest record in characters: what a quote that nobody closed may swallow before it is noticed. */
export const longestRecord = 65_536;

/**
 * Holds a text against RFC 4180, section 2, up to the first record that breaks the rules. Parsers read on past a misplaced
 * quote by a guess, and then text becomes cells or rows without a word.
 */
export function scanRecords(text: string, firstLine: number, format: FileFormat, isLast: boolean): Scan {
  const lines: number[] = [];
  let line = firstLine;
  let from = 0;
  while (from < text.length) {
    const { end, next, fault, breaks } = scanRecord(text, from, format, isLast);
    if (fault !== null) {
      return { lines, taken: from, line, fault: unreadableLine(line + breaksIn(text, from, end), fault) };
    }
    if (next < 0) break;
    if (end - from > longestRecord) return { lines, taken: from, line, fault: tooLong(line) };
    lines.push(end === from ? 0 : line);
    line += breaks + 1;
    from = next;
  }
  return { lines, taken: from, line, fault: null };
}

/** A record of more characters than any import has use for. */
export function tooLong(line: number): UnreadableFile {
  return unreadableLine(
    line,
    `the record that begins here is longer than ${longestRecord} characters. Is a quote not closed, or is this no CSV?`,
  );
}

/** How many lines end between two places of a text, whichever way they end. */
export function breaksIn(text: string, from: number, until: number): number {
  let breaks = 0;
  for (let at = from; at < until; at += 1) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || (code === carriageReturn && (at + 1 === until || text.charCodeAt(at + 1) !== lineFeed)))
      breaks += 1;
  }
  return breaks;
}

/** What is wrong with a line that ends unlike the header's. */
export const otherLineEnd =
  'it ends with another kind of line end than the header. Save the file anew, with one kind throughout.';

interface ScannedRecord {
  /** Where it ends, without its line end; or where the fault is. */
  readonly end: number;
  /** Where the next one begins; below 0 where the text ends before the record does. */
  readonly next: number;
  readonly fault: string | null;
  /** Line breaks within its quotes. */
  readonly breaks: number;
}

function scanRecord(text: string, from: number, { delimiter, lineEnd }: FileFormat, isLast: boolean): ScannedRecord {
  const delimiterCode = delimiter.charCodeAt(0);
  let breaks = 0;
  for (let at = from; ; at += 1) {
    const isQuoted = text.charCodeAt(at) === quote;
    if (isQuoted) {
      const open = at;
      at = endOfQuoted(text, open);
      if (at < 0) return isLast ? wrong(open, notClosed) : unfinished;
      breaks += breaksIn(text, open, at);
    } else {
      while (at < text.length && isPlain(text.charCodeAt(at), delimiterCode)) at += 1;
    }
    if (at === text.length) return isLast ? { end: at, next: at, fault: null, breaks } : unfinished;
    if (text.charCodeAt(at) === delimiterCode) continue;
    if (text.startsWith(lineEnd, at)) return { end: at, next: at + lineEnd.length, fault: null, breaks };
    // A line end of two characters may have come in half.
    if (!isLast && at + 1 === text.length && lineEnd.startsWith(text.charAt(at))) return unfinished;
    return wrong(at, isQuoted ? afterQuote : text.charCodeAt(at) === quote ? withinCell : otherLineEnd);
  }
}

function wrong(end: number, fault: string): ScannedRecord {
  return { end, next: -1, fault, breaks: 0 };
}

function isPlain(code: number, delimiterCode: number): boolean {
  return code !== delimiterCode && code !== quote && code !== lineFeed && code !== carriageReturn;
}

function endOfQuoted(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === quote) close = text.indexOf('"', close + 2);
  return close < 0 ? -1 : close + 1;
}

const unfinished: ScannedRecord = { end: 0, next: -1, fault: null, breaks: 0 };

const notClosed = 'a quote is opened here and not closed. Close it, or take it out.';
const afterQuote =
  'something stands between a closing quote and the next delimiter. A quote within quotes is written twice.';
const withinCell =
  'a quote stands within a cell that does not begin with one. Put the cell in quotes, and write those within it twice.';

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
