import { unguarded } from '../../../../values.ts';
import type { MistakeText } from '../../../../shapes.ts';

/** A problem of a cell, or of the row as a whole. */
export interface CellProblem extends MistakeText {
  readonly column: string | null;
}

/** Returns the value of a cell, or why it has none. */
export type ReadCell<T extends number | string | boolean> = (cell: string) => T | MistakeText;

/** Reads one field from the cells of a row. */
export type Field<T> = (cells: readonly string[]) => T;

/**
 * Makes the fields of a file, each bound to the place of its column. It keeps the first problem of the current row, so
 * that no object is made for each of a million rows.
 */
export interface CellFields {
  /** Null if the cell is empty, or if the file does not have the column. */
  optional<T extends number | string | boolean>(column: string, read: ReadCell<T>): Field<T | null>;
  /** The same, for what a row can do without: where the import is lenient, a bad cell is left out. */
  spare<T extends number | string | boolean>(column: string, read: ReadCell<T>): Field<T | null>;
  /** Null only together with a problem. */
  required<T extends number | string>(column: string, read: ReadCell<T>): Field<T | null>;
  /** Adds a problem of the row as a whole, or of a column. */
  fail(words: MistakeText, column?: string): null;
  has(column: string): boolean;
  hasProblem(): boolean;
  /** Returns the problem of the row, and forgets it. */
  takeProblem(): CellProblem | null;
  /** Returns the cells that were left out, and forgets them. */
  takeLeftOut(): readonly CellProblem[];
}

/** The fields of a file with columns at these places. */
export function cellFields(columns: ReadonlyMap<string, number>, isLenient: boolean): CellFields {
  let problem: CellProblem | null = null;
  let leftOut: readonly CellProblem[] = [];

  function fail(words: MistakeText, column: string | null = null): null {
    problem ??= { column, ...words };
    return null;
  }

  function leaveOut(words: MistakeText, column: string): null {
    leftOut = [...leftOut, { column, ...words }];
    return null;
  }

  function fieldOf<T extends number | string | boolean>(
    column: string,
    read: ReadCell<T>,
    atMistake: (words: MistakeText, column: string) => null,
  ): Field<T | null> {
    const place = columns.get(column);
    if (place === undefined) return () => null;
    return (cells) => {
      const cell = unguarded(cells[place] ?? '');
      if (cell === '') return null;
      const value = read(cell);
      return typeof value === 'object' ? atMistake(value, column) : value;
    };
  }

  return {
    optional: (column, read) => fieldOf(column, read, fail),
    spare: (column, read) => fieldOf(column, read, isLenient ? leaveOut : fail),
    required(column, read) {
      const field = fieldOf(column, read, fail);
      return (cells) => field(cells) ?? fail(empty, column);
    },
    fail,
    has: (column) => columns.has(column),
    hasProblem: () => problem !== null,
    takeProblem() {
      const taken = problem;
      problem = null;
      return taken;
    },
    takeLeftOut() {
      const taken = leftOut;
      if (taken.length > 0) leftOut = [];
      return taken;
    },
  };
}

const empty: MistakeText = { problem: 'is empty', fix: 'Fill it, or leave the row out.' };
