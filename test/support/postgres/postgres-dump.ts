import type { ProgramId } from '@pointbook/core';
import type { LedgerDump } from '@pointbook/testing';
import { dumpOf, parts, type Rows, rowsOfEach, selects } from '../stores/dump-rows.ts';

/** What is asked: a client or a pool of pg, or PGlite. */
interface Asked {
  query<R extends object>(text: string, values: unknown[]): Promise<{ rows: R[] }>;
}

/** Reads a ledger in PostgreSQL by plain SQL, in one statement and with nothing of the store that wrote it. */
export async function postgresDump(client: Asked, schema: string, programId: ProgramId): Promise<LedgerDump> {
  return dumpOf(await rowsIn(client, schema, programId));
}

/** All rows as JSON, in which every whole number that the tables admit is exact; none where there are no tables yet. */
async function rowsIn(client: Asked, schema: string, programId: ProgramId): Promise<Rows> {
  const sql = selects((name) => `"${schema}"."${name}"`, '$1');
  const rowsOf = (part: (typeof parts)[number]) =>
    `'${part}', (SELECT coalesce(json_agg(row), '[]') FROM (${sql[part]}) AS row)`;
  try {
    const statement = `SELECT json_build_object(${parts.map(rowsOf).join(', ')}) AS rows`;
    const { rows } = await client.query<{ rows: Rows }>(statement, [programId]);
    return rows[0]?.rows as Rows;
  } catch (thrown) {
    if ((thrown as { code?: string }).code !== '42P01') throw thrown;
    return rowsOfEach(() => []);
  }
}
