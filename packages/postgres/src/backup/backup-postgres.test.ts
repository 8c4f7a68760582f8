import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { backupPostgres, type BackupPostgresOptions } from './backup-postgres.ts';
import type { PostgresStore } from '../postgres-store.ts';
import { urlWith } from '../sample-users-testing.ts';
import { postgresSchema } from '../schema/schema-sql.ts';
import { dumping, failing, restoring, standIn, temporaryFolder } from './tools-testing.ts';

const schema = 'ledger';
const program = {
  programId: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  currency: 'EUR',
  earn: { rules: [] },
} as const;
const check = (restored: PostgresStore) => verify(createPointbook({ program, store: restored }));

/** What the ledger says of itself, and a profile, as the library writes them, with their checksums. */
const aLedger = '["~1xjieyb",{"account":1,"profile":1}]';
const aProfile = '["~00ac7jk",0,[["f"]]]';

const aMember = `INSERT INTO ledger.programs (program, program_id) VALUES (1, 'shop');
  INSERT INTO ledger.accounts (program, member_id, sequence, balance, lot_points, held, debt, last_instant, position,
    format, account, activity) VALUES (1, 'C-17', 0, 0, 0, 0, 0, 0, 0, 1,
    '[]', '[]');
  INSERT INTO ledger.records (program, kind, format, key, body)
    SELECT 1, word, 1, 'C-17', '${aProfile}' FROM ledger.words WHERE name = 'profile';
  INSERT INTO ledger.words (word, name) VALUES (0, 'ledger');
  INSERT INTO ledger.records (program, kind, format, key, body) VALUES (1, 0, 1, 'ledger', '${aLedger}');`;

/** A place for a backup, and one taken with programs that stand in. */
function desk(sql = postgresSchema(schema) + aMember) {
  const [dump, restore] = [dumping(sql), restoring()];
  const to = join(temporaryFolder(), 'points.dump');
  const tools = { pgDump: dump.path, pgRestore: restore.path };
  const back = (changes: Partial<BackupPostgresOptions> = {}) =>
    backupPostgres({ from: inject('databaseUrl'), to, check, schema, tools, ...changes });
  return { dump, restore, to, tools, back, left: () => readdirSync(dirname(to)) };
}

/** A connection of our own. */
async function connected(url: string = inject('databaseUrl')): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  onTestFinished(async () => client.end());
  return client;
}

async function scratchDatabases(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname LIKE 'pointbook_scratch_%'",
  );
  return rows.map(({ datname }) => datname);
}

describe('a backup', () => {
  test('is dumped, restored into a database of its own, checked there, and then it is there', async () => {
    const { dump, restore, to, back, left } = desk();
    const client = await connected();
    const steps: string[] = [];
    const taken = await back({
      onProgress: ({ step }) => steps.push(step),
      check: (restored) => {
        expect(left()).toEqual([expect.stringMatching(/^points\.dump\.partial-\w{6}$/)]);
        return check(restored);
      },
    });
    expect(taken._unsafeUnwrap()).toMatchObject({ file: to, members: 1, entries: 0 });
    expect(steps).toEqual(['copying', 'restoring', 'checking']);
    expect(left()).toEqual(['points.dump']);
    expect(readFileSync(to, 'utf8')).toContain('CREATE TABLE');
    expect(await scratchDatabases(client)).toEqual([]);
    expect(dump.calls().map(({ args }) => args.map((arg) => arg.replace(/=.*partial.*/, '=…')))).toEqual([
      ['--format=custom', '--schema=ledger', '--file=…', '--no-password'],
    ]);
    expect(restore.calls().map(({ args }) => args[0])).toEqual(['--version', '--exit-on-error']);
  });

  test('tells its programs where to go by their environment alone, whatever that said before', async () => {
    const { dump, restore, back } = desk();
    const before = { ...process.env };
    onTestFinished(() => void (process.env = before));
    Object.assign(process.env, { PGHOSTADDR: '192.0.2.1', PGSERVICE: 'elsewhere', PGDATABASE: 'elsewhere' });
    const url = new URL(inject('databaseUrl'));
    (await back())._unsafeUnwrap();
    const calls = [...dump.calls(), ...restore.calls()];
    expect(calls).toHaveLength(3);
    for (const { args, env } of calls) {
      expect(args.join(' ')).not.toContain(url.password);
      expect(env).toMatchObject({
        PGHOST: '127.0.0.1',
        PGPORT: url.port,
        PGUSER: 'postgres',
        PGPASSWORD: url.password,
      });
      expect([env['PGHOSTADDR'], env['PGSERVICE']]).toEqual([undefined, undefined]);
    }
    expect(calls.map(({ env }) => env['PGDATABASE'])).toEqual([
      'postgres',
      'postgres',
      expect.stringMatching(/^pointbook_scratch_[0-9a-f]{16}$/),
    ]);
  });

  test('of an older schema is brought up to date where it is checked, and not in its file', async () => {
    const older = postgresSchema(schema).replace(/CREATE VIEW[\s\S]*/, '');
    const { to, back } = desk(older + aMember);
    expect((await back())._unsafeUnwrap().members).toBe(1);
    expect(readFileSync(to, 'utf8')).not.toContain('CREATE VIEW');
  });

  test.each([
    [
      'a balance that its entries do not have',
      `${aMember} UPDATE ledger.accounts SET balance = 5, lot_points = 5;`,
      'backup-not-verified',
    ],
    ['no tables of a ledger', 'DROP SCHEMA ledger CASCADE; CREATE SCHEMA ledger;', 'store-path-unusable'],
    ['tables of a newer Pointbook', "INSERT INTO ledger.migrations VALUES (999, 'later');", 'store-schema-newer'],
  ])('with %s is none', async (_, sql, kind) => {
    const { back, left } = desk(postgresSchema(schema) + sql);
    const client = await connected();
    expect((await back())._unsafeUnwrapErr().kind).toBe(kind);
    expect(left()).toEqual([]);
    expect(await scratchDatabases(client)).toEqual([]);
  });

  test('takes the place of nothing', async () => {
    const { back, to, dump } = desk();
    writeFileSync(to, 'older');
    expect((await back())._unsafeUnwrapErr().kind).toBe('backup-exists');
    expect([readFileSync(to, 'utf8'), dump.calls()]).toEqual(['older', []]);
  });

  test('whose check throws is none, and what was thrown is not swallowed', async () => {
    const { back, left } = desk();
    const client = await connected();
    const mistaken = () => {
      throw new Error('a mistake in check');
    };
    await expect(back({ check: mistaken })).rejects.toThrow('a mistake in check');
    expect([left(), await scratchDatabases(client)]).toEqual([[], []]);
  });
});

describe('the programs of PostgreSQL', () => {
  test.each(['pgDump', 'pgRestore'] as const)('where %s is missing, nothing is dumped', async (which) => {
    const { back, tools, left, dump } = desk();
    const error = (await back({ tools: { ...tools, [which]: '/nowhere/pg_tool' } }))._unsafeUnwrapErr();
    expect(error).toMatchObject({ kind: 'backup-tool-missing', tool: which === 'pgDump' ? 'pg_dump' : 'pg_restore' });
    expect(error.message).toMatch(/^There is no program \/nowhere\/pg_tool: install .*postgresql-client/);
    expect([left(), dump.calls()]).toEqual([[], []]);
  });

  test('what one says when it fails is told, the last lines of it, with advice', async () => {
    const { back, tools, left } = desk();
    const lines = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n');
    const said = `${lines}\npg_dump: error: aborting because of server version mismatch\n`;
    const error = (await back({ tools: { ...tools, pgDump: failing(1, said).path } }))._unsafeUnwrapErr();
    expect(error).toMatchObject({ kind: 'backup-tool-failed', tool: 'pg_dump', exitCode: 1 });
    expect(error.message).toContain("Install the client programs of the server's version");
    expect(error.message).toContain('line 29\npg_dump: error: aborting');
    expect(error.message).not.toContain('line 2\n');
    expect(left()).toEqual([]);
  });

  test('one that fails to restore leaves no file and no database', async () => {
    const { back, tools, left } = desk();
    const client = await connected();
    const error = (await back({ tools: { ...tools, pgRestore: failing(3, 'out of memory').path } }))._unsafeUnwrapErr();
    expect(error).toMatchObject({
      kind: 'backup-tool-failed',
      tool: 'pg_restore',
      exitCode: 3,
      output: 'out of memory',
    });
    expect([left(), await scratchDatabases(client)]).toEqual([[], []]);
  });

  test('one that is ended by somebody failed, too', async () => {
    const { back, tools } = desk();
    const ended = standIn("process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);").path;
    const error = (await back({ tools: { ...tools, pgDump: ended } }))._unsafeUnwrapErr();
    expect(error).toMatchObject({ kind: 'backup-tool-failed', exitCode: null, output: '' });
  });
});

describe('the scratch database', () => {
  test('is made where it is asked for, and a role that may not make one says so', async () => {
    const { back, left } = desk();
    const client = await connected();
    await client.query("CREATE ROLE keeps_points LOGIN PASSWORD 'its password'");
    onTestFinished(async () => void (await client.query('DROP ROLE keeps_points')));
    const from = urlWith({ username: 'keeps_points', password: 'its password' });
    const error = (await back({ from }))._unsafeUnwrapErr();
    expect(error.kind).toBe('store-forbidden');
    expect(error.message).toContain('permission denied to create database');
    expect(left()).toEqual([]);
    expect((await back({ from, scratch: inject('databaseUrl') })).isOk()).toBe(true);
  });

  test('of a killed backup is dropped by the next, one that is in use is not, nor one of another name', async () => {
    const { back } = desk();
    const client = await connected();
    const [left, used, other] = ['0123456789abcdef', 'fedcba9876543210', 'of_mine'].map(
      (id) => `pointbook_scratch_${id}`,
    );
    for (const name of [left, used, other]) await client.query(`CREATE DATABASE ${name}`);
    onTestFinished(async () => {
      for (const name of [used, other]) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
    await connected(urlWith({ pathname: `/${used}` }));
    (await back())._unsafeUnwrap();
    expect(new Set(await scratchDatabases(client))).toEqual(new Set([used, other]));
  });

  test('of each of many backups at once is its own', async () => {
    const taken = await Promise.all(Array.from({ length: 3 }, async () => desk().back()));
    expect(taken.map((each) => (each.isOk() ? 'taken' : each.error.message))).toEqual(['taken', 'taken', 'taken']);
    expect(await scratchDatabases(await connected())).toEqual([]);
  });
});

test('a server that is not there is unavailable', async () => {
  const { back, left } = desk();
  const error = (await back({ scratch: urlWith({ port: '1' }) }))._unsafeUnwrapErr();
  expect(error).toMatchObject({ kind: 'store-unavailable', retryable: true });
  expect(left()).toEqual([]);
});

test('options that cannot be are told so', () => {
  const { back } = desk();
  expect(() => back({ from: '' })).toThrow('`from` must be a string');
  expect(() => back({ scratch: {} as never })).toThrow('`scratch` must be a string');
  expect(() => back({ to: '' })).toThrow('`to` must name the file');
  expect(() => back({ check: undefined as never })).toThrow('`check` must be a function');
  expect(() => back({ schema: 'No good' })).toThrow('schema must be');
});
