import type { Delimiter } from './file-format.ts';

/** What is wrong with a record, and where in its text. */
export interface RecordFault {
  readonly at: number;
  readonly problem: string;
}

/**
 * Holds one record, without its line end, against RFC 4180, section 2; null where it keeps the rules. Parsers read on past
 * a misplaced quote by a guess, and then text becomes cells or rows without a word.
 */
export function recordFault(record: string, delimiter: Delimiter): RecordFault | null {
  for (let at = 0; ;) {
    if (record.charCodeAt(at) === quote) {
      const end = endOfQuoted(record, at);
      if (end < 0) return { at, problem: 'a quote is opened here and not closed. Close it, or take it out.' };
      if (end === record.length) return null;
      if (record[end] !== delimiter) return { at: end, problem: afterQuote };
      at = end + 1;
    } else {
      for (; at < record.length && record[at] !== delimiter; at += 1) {
        const problem = problemOf(record.charCodeAt(at));
        if (problem !== null) return { at, problem };
      }
      if (at === record.length) return null;
      at += 1;
    }
  }
}

/** What is wrong with a line that ends unlike the header's. */
export const otherLineEnd =
  'it ends with another kind of line end than the header. Save the file anew, with one kind throughout.';

const afterQuote =
  'something stands between a closing quote and the next delimiter. A quote within quotes is written twice.';

function endOfQuoted(record: string, open: number): number {
  let close = record.indexOf('"', open + 1);
  while (close >= 0 && record.charCodeAt(close + 1) === quote) close = record.indexOf('"', close + 2);
  return close < 0 ? -1 : close + 1;
}

function problemOf(code: number): string | null {
  if (code === quote) {
    return 'a quote stands within a cell that does not begin with one. Put the cell in quotes, and write those within it twice.';
  }
  return code === lineFeed || code === carriageReturn ? otherLineEnd : null;
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
