import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { foundIn, liveOfCodes } from '../support/shops/code-life.ts';
import { startPostgres } from '../support/postgres/postgres-server.ts';

test('no code and no secret stands in a table, a file or the log of PostgreSQL, and addresses only in the profiles', async () => {
  const server = await startPostgres({ durable: true, disposable: true });
  onTestFinished(async () => server.stop());
  const store = postgresStore(server.url);
  onTestFinished(async () => void (await store.close()));
  const { unspeakable, addresses, challengeIds } = await liveOfCodes(store);
  expect(new Set(unspeakable).size).toBeGreaterThan(8);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  onTestFinished(async () => client.end());

  const tables = await client.query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
  );
  const withAddresses: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ all: string }>(
      `SELECT coalesce(string_agg(t::text, ' '), '') AS all FROM ${name} t`,
    );
    const text = Buffer.from(rows[0]?.all ?? '');
    expect(foundIn(text, unspeakable)).toEqual([]);
    if (foundIn(text, addresses).length > 0) withAddresses.push(name);
  }
  for (const name of withAddresses) {
    const { rows } = await client.query<{ kind: string; row: string }>(
      `SELECT name AS kind, t::text AS row FROM ${name} t JOIN pointbook.words ON word = t.kind`,
    );
    const kinds = rows.filter(({ row }) => foundIn(Buffer.from(row), addresses).length > 0).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['profile']));
  }
  expect(withAddresses.toSorted()).toEqual(['pointbook.lists', 'pointbook.records', 'pointbook.uniques']);

  await client.query('CHECKPOINT');
  const place = await client.query<{ data: string; oid: string }>(
    "SELECT current_setting('data_directory') AS data, oid::text FROM pg_database WHERE datname = current_database()",
  );
  const { data = '', oid = '' } = place.rows[0] ?? {};
  const kept: string[] = [];
  for (const folder of [join(data, 'pg_wal'), join(data, 'base', oid)]) {
    const entries = await readdir(folder, { withFileTypes: true });
    const files = await Promise.all(
      entries.filter((entry) => entry.isFile()).map(async ({ name }) => readFile(join(folder, name))),
    );
    const bytes = Buffer.concat(files);
    expect(foundIn(bytes, unspeakable)).toEqual([]);
    kept.push(...foundIn(bytes, challengeIds));
  }
  expect(kept).toEqual([...challengeIds, ...challengeIds]);
});
