import { err, ok, type Result } from 'neverthrow';
import { type UnreadableFile, unreadableLine } from './unreadable-file.ts';

/** What stands between the cells of a row. */
export type Delimiter = ',' | ';' | '\t';

/** How a file is written. */
export interface FileFormat {
  readonly delimiter: Delimiter;
  readonly lineEnd: '\n' | '\r\n' | '\r';
}

/**
 * Finds the format by the header, which is the first line that is not empty; null where the text ends before the header
 * does, unless it is all that there is.
 */
export function findFormat(
  text: string,
  declared: Delimiter | null,
  isAll: boolean,
): Result<FileFormat, UnreadableFile> | null {
  const found = new Set<Delimiter>();
  let lineEnd: FileFormat['lineEnd'] | null = null;
  let isQuoted = false;
  let line = 1;
  let at = 0;
  for (let isEmpty = true; at < text.length; at += 1) {
    const character = text[at] ?? '';
    const isEnd: boolean = !isQuoted && (character === '\n' || character === '\r');
    if (!isEnd) {
      isEmpty = false;
      if (character === '"') isQuoted = !isQuoted;
      else if (!isQuoted && isDelimiter(character)) found.add(character);
      continue;
    }
    if (character === '\r' && at === text.length - 1 && !isAll) return null;
    const isPair = character === '\r' && text[at + 1] === '\n';
    lineEnd ??= isPair ? '\r\n' : (character as '\n' | '\r');
    if (!isEmpty) break;
    line += 1;
    if (isPair) at += 1;
  }
  if (at === text.length && !isAll) return null;
  const [first = ',', ...others] = declared === null ? found : [declared];
  return others.length === 0
    ? ok({ delimiter: first, lineEnd: lineEnd ?? '\n' })
    : err(unreadableLine(line, 'the header has more than one of comma, semicolon and tab. Declare the delimiter.'));
}

function isDelimiter(character: string): character is Delimiter {
  return character === ',' || character === ';' || character === '\t';
}
