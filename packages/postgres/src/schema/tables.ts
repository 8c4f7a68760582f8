import { tablesNamed, type Tables } from '@pointbook/sql';

/** The tables of a ledger in a schema. */
export interface SchemaTables extends Tables {
  /** The name of the schema, fit for SQL. */
  readonly schema: string;
}

/**
 * The tables in a schema.
 *
 * @throws RangeError when the schema has no plain name.
 */
export function tablesIn(schema: string): SchemaTables {
  if (typeof schema !== 'string') throw new TypeError('schema must be a text.');
  if (!/^[a-z_][a-z0-9_]{0,47}$/.test(schema) || /^(?:pg_|information_schema$)/.test(schema)) {
    throw new RangeError(
      'schema must be 1 to 48 small letters, digits and underscores, and begin with a letter, but not with pg_, and not information_schema.',
    );
  }
  return { schema: `"${schema}"`, ...tablesNamed((table) => `"${schema}".${table}`) };
}
