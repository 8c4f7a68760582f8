import { err, ok, type Result } from 'neverthrow';
import type { Delimiter } from '../../../values.ts';
import { type UnreadableFile, unreadableLine } from './bytes/unreadable-file.ts';

/** How a file is written. */
export interface CsvFormat {
  readonly delimiter: Delimiter;
  readonly lineEnd: '\n' | '\r\n' | '\r';
}

/** The format of a file, and where its rows begin. */
export interface FoundFormat extends CsvFormat {
  /** The length of what stands before the first row: the line by which Excel learns the delimiter. */
  readonly before: number;
}

/**
 * Finds the format by the header: the first line with a delimiter, because a title above it has none. Returns null if
 * the text ends before the header does, unless the text is the whole file.
 */
export function findCsvFormat(
  text: string,
  declared: Delimiter | null,
  isWhole: boolean,
): Result<FoundFormat, UnreadableFile> | null {
  let from = 0;
  let before = 0;
  let known = declared;
  let lineEnd: string | undefined;
  for (let lines = 0; ; lines += 1) {
    const [beginning = '', emptyLines = '', header = '', headerEnd = ''] = headerLine.exec(text.slice(from)) ?? [];
    // A carriage return at the end of the text may be half of a line end.
    const isHalf = headerEnd === '\r' && from + beginning.length === text.length;
    if ((headerEnd === '' || isHalf) && !isWhole) return null;
    lineEnd ??= (emptyLines || headerEnd).match(lineBreak)?.[0];
    const line = 1 + countLineBreaks(text.slice(0, from) + emptyLines);
    const [, sign] = lines === 0 ? (delimiterLine.exec(header) ?? []) : [];
    if (sign !== undefined) {
      known ??= delimiters.find((each) => each === sign) ?? null;
      if (known === null) return err(unreadableLine(line, otherDelimiter));
      before = beginning.length;
    }
    const found = known === null ? header.replace(quotedText, '').match(/[,;\t]/g) : [known];
    const [delimiter, ...others] = new Set(found as Delimiter[] | null);
    if (others.length > 0) return err(unreadableLine(line, manyDelimiters));
    from += beginning.length;
    const isLast = from >= text.length || lines === maxTitles;
    if (delimiter !== undefined || isLast)
      return ok({ delimiter: delimiter ?? ',', lineEnd: (lineEnd ?? '\n') as CsvFormat['lineEnd'], before });
  }
}

/** The number of lines that end in a text, with any kind of line end. */
export function countLineBreaks(text: string): number {
  return text.match(lineBreak)?.length ?? 0;
}

/** Lines before the header that are read for one with a delimiter. */
export const maxTitles = 20;

const delimiters = [',', ';', '\t'] as const;
/** What Excel writes and reads as the first line of a file. */
const delimiterLine = /^"?sep=(.)"?[,;\t]*$/i;
const otherDelimiter = 'the line "sep=" names a sign that is not read here. Use comma, semicolon or tab.';
const lineBreak = /\r\n|\r|\n/g;
const headerLine = /^((?:\r\n|\r|\n)*)((?:[^"\r\n]+|"[^"]*(?:"|$))*)(\r\n|\r|\n)?/;
const quotedText = /"[^"]*(?:"|$)/g;
const manyDelimiters = 'the header has more than one of comma, semicolon and tab. Declare the delimiter.';
