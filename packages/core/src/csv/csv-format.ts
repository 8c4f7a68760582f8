import { err, ok, type Result } from 'neverthrow';
import { type UnreadableFile, unreadableLine } from './unreadable-file.ts';

/** The character between the cells of a row. */
export type Delimiter = ',' | ';' | '\t';

/** How a file is written. */
export interface CsvFormat {
  readonly delimiter: Delimiter;
  readonly lineEnd: '\n' | '\r\n' | '\r';
}

/**
 * Finds the format by the header, which is the first line that is not empty. Returns null if the text ends before the
 * header does, unless the text is the whole file.
 */
export function findCsvFormat(
  text: string,
  declared: Delimiter | null,
  isWhole: boolean,
): Result<CsvFormat, UnreadableFile> | null {
  const [beginning = '', emptyLines = '', header = '', headerEnd = ''] = headerLine.exec(text) ?? [];
  // A carriage return at the end of the text may be half of a line end.
  const isHalf = headerEnd === '\r' && beginning.length === text.length;
  if ((headerEnd === '' || isHalf) && !isWhole) return null;
  const found = declared === null ? header.replace(quotedText, '').match(/[,;\t]/g) : [declared];
  const [delimiter = ',', ...others] = new Set(found as Delimiter[] | null);
  if (others.length > 0) return err(unreadableLine(1 + countLineBreaks(emptyLines), manyDelimiters));
  const [lineEnd = '\n'] = (emptyLines || headerEnd).match(lineBreak) ?? [];
  return ok({ delimiter, lineEnd: lineEnd as CsvFormat['lineEnd'] });
}

/** The number of lines that end in a text, with any kind of line end. */
export function countLineBreaks(text: string): number {
  return text.match(lineBreak)?.length ?? 0;
}

const lineBreak = /\r\n|\r|\n/g;
const headerLine = /^((?:\r\n|\r|\n)*)((?:[^"\r\n]+|"[^"]*(?:"|$))*)(\r\n|\r|\n)?/;
const quotedText = /"[^"]*(?:"|$)/g;
const manyDelimiters = 'the header has more than one of comma, semicolon and tab. Declare the delimiter.';
