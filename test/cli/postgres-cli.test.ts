import { readdirSync } from 'node:fs';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openCommandLine } from '../support/processes/command-line.ts';

test('the command line keeps a ledger in the schema of PostgreSQL that is named, and makes the schema only when told to', async () => {
  const url = inject('databaseUrl');
  const schema = `cli_${process.pid}`;
  const printed = `${schema}_printed`;
  const line = await openCommandLine(url);
  const pool = new pg.Pool({ connectionString: url });
  onTestFinished(async () => {
    await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; DROP SCHEMA IF EXISTS ${printed} CASCADE`);
    await pool.end();
  });
  expect(await line.run(`pointbook init --name Warung --currency IDR --schema ${schema}`)).toMatchObject({ code: 0 });
  const refused = await line.run('pointbook verify --schema elsewhere');
  expect(refused).toMatchObject({ code: 5, stderr: expect.stringContaining('pointbook migrate') as string });
  const commands = [
    'member add C-17 --name Ayu',
    'bulk add 50 --everyone --reason Eid --yes',
    'member show C-17 --json',
  ];
  const done = await line.run(commands.map((command) => `pointbook ${command} --schema ${schema}`).join('\n'));
  expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('"balance": 50') as string });
  const { rows } = await pool.query(`SELECT delta FROM ${schema}.entries`);
  expect(rows).toEqual([{ delta: '50' }]);
  expect((await pool.query(`SELECT to_regnamespace('elsewhere') AS found`)).rows).toEqual([{ found: null }]);
  const { stdout: sql } = await line.run(`pointbook migrate --print --schema ${printed}`);
  expect((await pool.query(`SELECT to_regnamespace('${printed}') AS found`)).rows).toEqual([{ found: null }]);
  await pool.query(sql);
  expect(await line.run(`pointbook verify --schema ${printed}`)).toMatchObject({ code: 0 });
  expect(await line.run(`pointbook migrate --print --schema ${printed}`)).toMatchObject({ code: 0, stdout: '' });
  const dry = await line.run(
    `pointbook call adjustPoints '{"memberId":"C-17","points":5,"direction":"add","reason":"x"}' --dry-run --schema ${schema}`,
  );
  expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('"delta": 5') as string });
  expect((await pool.query(`SELECT count(*) FROM ${schema}.entries`)).rows).toEqual([{ count: '1' }]);
  const backup = await line.run(`pointbook backup x.dump --schema ${schema} --pg-dump no-such-program`);
  expect(backup).toMatchObject({ code: 5, stderr: expect.stringContaining('backup-tool-missing') as string });
  expect(backup.stderr).toContain('--pg-dump');
  expect(readdirSync(line.folder)).not.toContain('x.dump');
});
