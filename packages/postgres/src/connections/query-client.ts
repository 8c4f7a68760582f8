import type { Row, SqlValue } from '@pointbook/sql';
import type { Queryable } from './session.ts';
import { textArray } from '../statements/text-array.ts';

/** Asks in one transaction: the text of a statement with `$1`, `$2` and so on, and their values. */
export type Query = (text: string, values: unknown[]) => PromiseLike<unknown>;

/** What a client of pg is asked, as far as it matters where another library asks. */
interface Asked {
  readonly text: string;
  readonly values?: readonly SqlValue[];
}

/** A client of a transaction of another library than pg, which answers with rows, or with an object that has `rows`. */
export function clientOver(query: Query): Queryable {
  const ask = async ({ text, values = [] }: Asked) => {
    const answer = await query(text, values.map(plainValue));
    const rows = Array.isArray(answer) ? answer : ((answer as { rows?: unknown } | null)?.rows ?? []);
    return { command: '', rows: (rows as object[]).map(plainRow) };
  };
  const client = { query: ask } as unknown as Queryable;
  overQueries.add(client);
  return client;
}

const overQueries = new WeakSet<Queryable>();

/** Whether nothing is known of a client but how to ask it: what it is in front of may be a pool, or over. */
export function isOverQuery(client: Queryable): boolean {
  return overQueries.has(client);
}

/** Only pg takes arrays in binary. */
function plainValue(value: SqlValue): string | number | null {
  return typeof value === 'object' && value !== null ? textArray(value) : value;
}

/** As pg answers where nothing is parsed, however the host has its values parsed. */
function plainRow(row: object): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainAnswer(value)]));
}

function plainAnswer(value: unknown): string | number | null {
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return typeof value === 'bigint' ? String(value) : (value as string | number | null);
}
