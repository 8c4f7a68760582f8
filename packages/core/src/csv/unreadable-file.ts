/** The file cannot be read as CSV: nothing in it counts until that is mended. */
export interface UnreadableFile {
  readonly kind: 'unreadable-file';
  /** Without anything that stands in the file. */
  readonly message: string;
  /** Where it is, counted from 0; null where a line says it better. */
  readonly byte: number | null;
  /** Where it is, counted from 1. */
  readonly line: number | null;
}

/** A byte that no character begins with. */
export function unreadableByte(byte: number, problem: string): UnreadableFile {
  return { kind: 'unreadable-file', message: `Byte ${byte} (counted from 0) ${problem}`, byte, line: null };
}

/** A line that breaks the rules of CSV, so that nobody knows where its records end. */
export function unreadableLine(line: number, problem: string): UnreadableFile {
  return { kind: 'unreadable-file', message: `Line ${line}: ${problem}`, byte: null, line };
}
