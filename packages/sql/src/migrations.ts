import { StoreFailure } from '@pointbook/core/store';
import type { Dialect } from './dialect.ts';
import { rowsOf, type Steps } from './steps.ts';
import type { Tables } from './tables.ts';

/** A change of the schema, which is made once. */
export interface Migration {
  /** Its number, from 1. */
  readonly number: number;
  /** What it is called. */
  readonly name: string;
  /** The statements that make it. */
  readonly sql: (tables: Tables) => string;
}

/** The number of the last migration that was made; 0 where there is none, and no table of them. */
export function* appliedNumber(tables: Tables, hasTable: Dialect['hasTable']): Steps<number> {
  const [found] = yield* rowsOf(hasTable, tables.migrations);
  if (found === undefined) return 0;
  const [row] = yield* rowsOf(`SELECT max(number) AS number FROM ${tables.migrations}`);
  return Number(row?.['number'] ?? 0);
}

/** What a schema is refused with that a newer Pointbook made. */
export function checkNumber(what: string, present: number, newest: number): number {
  if (present <= newest) return present;
  throw new StoreFailure(
    'store-schema-newer',
    `${what} schema ${present}, and this Pointbook knows ${newest}: update it. Nothing was changed.`,
  );
}
