import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { goOn } from './go-on.ts';

const held = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((each) => each.isDirectory());

test.each(held)('a dump of format $name is restored, opened, verified and gone on with', async ({ name }) => {
  const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 4 });
  const schema = `held_${name}`;
  onTestFinished(async () => {
    await pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
    await pool.end();
  });
  const dump = readFileSync(join(import.meta.dirname, name, 'ledger.sql'), 'utf8');
  await pool.query(dump.replaceAll('"pointbook"', `"${schema}"`).replaceAll('pointbook.', `"${schema}".`));
  expect(await goOn(() => postgresStore(pool, { schema }))).toEqual([]);
});
