import type { Words } from '../schemas/words.ts';

/** Why a row, or the header, is not taken. It says nothing of what stands there: it may be personal. */
export interface RowProblem extends Words {
  /** The line on which the row begins, counted from 1. */
  readonly line: number;
  /** The number of the row; the header is 0. */
  readonly record: number;
  /** The name of the column; null for the row as a whole. */
  readonly column: string | null;
}
