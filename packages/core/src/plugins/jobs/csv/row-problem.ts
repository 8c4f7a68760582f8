import type { MistakeText } from '../../../shapes.ts';

/** Why a row, or the header, is not accepted. It does not contain cells, which may be personal data. */
export interface RowProblem extends MistakeText {
  /** The line on which the row begins, counted from 1. */
  readonly line: number;
  /** The number of the row. The header is 0. */
  readonly record: number;
  /** The name of the column, or null for the row as a whole. */
  readonly column: string | null;
}
