import { problemAt } from '../../line-problem.ts';

/** The file cannot be read as CSV. None of its rows is used until it is corrected. */
export interface UnreadableFile {
  /** The name of the error. */
  readonly kind: 'unreadable-file';
  /** It does not contain text of the file. */
  readonly message: string;
  /** The place of the wrong byte, counted from 0. Null if `line` is set. */
  readonly byte: number | null;
  /** The line of the fault, counted from 1. Null if `byte` is set. */
  readonly line: number | null;
}

/** A file of another kind. */
export function unreadableKind({ is, fix }: { readonly is: string; readonly fix: string }): UnreadableFile {
  return { kind: 'unreadable-file', message: `The file is ${is}, and no CSV file. ${fix}`, byte: 0, line: null };
}

/** A byte that is no text. */
export function unreadableByte(byte: number, problem: string): UnreadableFile {
  return { kind: 'unreadable-file', message: `Byte ${byte} (counted from 0) ${problem}`, byte, line: null };
}

/** A line that breaks the rules of CSV, so that it is not clear where its records end. */
export function unreadableLine(line: number, problem: string): UnreadableFile {
  return { kind: 'unreadable-file', message: problemAt(line, problem), byte: null, line };
}
