import type { ClientBase } from 'pg';
import { initial } from './migrations/0001-initial.ts';
import { feed } from './migrations/0002-feed.ts';
import type { Queryable } from './session.ts';
import { isTableMissing } from './store-errors.ts';
import type { Tables } from './tables.ts';

export async function isMigrated(client: Queryable, tables: Tables): Promise<boolean> {
  try {
    const { rows } = await client.query(`SELECT max(number) AS number FROM ${tables.migrations}`);
    return (rows[0] as { number: number }).number === 2;
  } catch (thrown) {
    if (isTableMissing(thrown)) return false;
    throw thrown;
  }
}

export async function migrate(client: Pick<ClientBase, 'query'>, tables: Tables): Promise<void> {
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock(1)');
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${tables.schema}`);
  await client.query(`CREATE TABLE IF NOT EXISTS ${tables.migrations} (number int PRIMARY KEY, name text, applied_at bigint)`);
  const { rows } = await client.query(`SELECT max(number) AS number FROM ${tables.migrations}`);
  for (const { number, name, sql } of [initial, feed].slice((rows[0] as { number: number | null }).number ?? 0)) {
    await client.query(sql(tables));
    await client.query(`INSERT INTO ${tables.migrations} VALUES ($1, $2, $3)`, [number, name, Date.now()]);
  }
  await client.query('COMMIT');
}
