import type { Words } from '../schemas/words.ts';
import { unguarded } from './formula-guard.ts';

/** What is wrong with a cell, or with the row. */
export interface CellProblem extends Words {
  readonly column: string | null;
}

/** What a cell says: a value, or in words why it says none. */
export type ReadCell<T extends number | string | boolean> = (cell: string) => T | Words;

/** Reads one field out of the cells of a row. */
export type Field<T> = (cells: readonly string[]) => T;

/**
 * Makes the fields of a file, each bound to the place of its column, and remembers the first problem that one of them met:
 * there may be a million rows, and none of them should ask for places or carry its problems about.
 */
export interface CellFields {
  /** Null where the cell is empty, or the column is not there. */
  optional<T extends number | string | boolean>(column: string, read: ReadCell<T>): Field<T | null>;
  /** Null only together with a problem. */
  required<T extends number | string>(column: string, read: ReadCell<T>): Field<T | null>;
  /** Makes it a problem of the row as a whole. */
  fail(words: Words): null;
  hasProblem(): boolean;
  /** The problem of the row, which is forgotten with that. */
  takeProblem(): CellProblem | null;
}

/** The fields of the columns that stand at these places. */
export function cellFields(columns: ReadonlyMap<string, number>): CellFields {
  let problem: CellProblem | null = null;

  function fail(words: Words, column: string | null = null): null {
    problem ??= { column, ...words };
    return null;
  }

  function optional<T extends number | string | boolean>(column: string, read: ReadCell<T>): Field<T | null> {
    const place = columns.get(column);
    if (place === undefined) return () => null;
    return (cells) => {
      const cell = unguarded(cells[place] ?? '');
      if (cell === '') return null;
      const value = read(cell);
      return typeof value === 'object' ? fail(value, column) : value;
    };
  }

  return {
    optional,
    required(column, read) {
      const field = optional(column, read);
      return (cells) => field(cells) ?? fail(empty, column);
    },
    fail: (words) => fail(words),
    hasProblem: () => problem !== null,
    takeProblem() {
      const taken = problem;
      problem = null;
      return taken;
    },
  };
}

const empty: Words = { problem: 'is empty', fix: 'Fill it, or leave the row out.' };
