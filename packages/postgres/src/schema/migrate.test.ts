import { ledgerView } from '@pointbook/testing';
import { describe, expect, inject, test } from 'vitest';
import pg from 'pg';
import { createTables, isUpToDate, runLater } from '@pointbook/sql';
import { ayu, entry, errorOf, load, member, memberWith, shop, valueOf, write } from '@pointbook/testing/sample-ledger';
import { migrateInTurn } from './migrate.ts';
import { postgresStore } from '../postgres-store.ts';
import { temporarySchema } from '../sample-ledger-testing.ts';
import { postgresSchema, schemaIn } from './schema-sql.ts';
import { asking } from '../connections/session.ts';

/** What a schema holds: its columns, constraints, indexes, triggers and functions. */
async function shapeOf(pool: pg.Pool, schema: string): Promise<string[]> {
  const { rows } = await pool.query<{ what: string }>(
    `SELECT format('%s.%s %s %s %s %s', table_name, column_name, data_type, is_nullable, column_default, collation_name) AS what
       FROM information_schema.columns WHERE table_schema = $1
     UNION ALL SELECT format('%s: %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = $1::regnamespace
     UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = $1
     UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = $1::regnamespace) AND NOT tgisinternal
     UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = $1::regnamespace`,
    [schema],
  );
  return rows.map(({ what }) => what.replaceAll(schema, 'schema')).toSorted();
}

async function applied(pool: pg.Pool, schema: string): Promise<unknown[]> {
  const { rows } = await pool.query(`SELECT number, name FROM ${schema}.migrations ORDER BY number`);
  return rows;
}

async function isMigrated(pool: pg.Pool, schema: string): Promise<boolean> {
  return runLater(isUpToDate(schemaIn(schema), []), asking(pool));
}

/** Waits until a connection has begun to wait for a lock so many times. */
async function untilItWaits(pool: pg.Pool, connection: number, times: number): Promise<void> {
  const waits = new Set<string>();
  while (waits.size < times) {
    const { rows } = await pool.query<{ since: string }>(
      "SELECT query_start::text AS since FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'",
      [connection],
    );
    for (const { since } of rows) waits.add(since);
  }
}

async function pidOf(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

const migrations = [
  { number: 1, name: 'initial' },
  { number: 2, name: 'views' },
  { number: 3, name: 'free-notes' },
];

/** A schema as the first version of this package made it. */
async function firstVersion(pool: pg.Pool, schema: string): Promise<void> {
  const { tables, dialect, guards } = schemaIn(schema);
  await pool.query(`CREATE SCHEMA ${schema};
    CREATE TABLE ${tables.migrations} (number integer NOT NULL PRIMARY KEY, name text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now());
    ${createTables(tables, dialect)} ${guards} INSERT INTO ${tables.migrations} VALUES (1, 'initial');
    INSERT INTO ${tables.programs} (program, program_id) VALUES (1, 'shop');
    INSERT INTO ${tables.versions} (version, program, fingerprint) VALUES (1, 1, 'rules');
    INSERT INTO ${tables.accounts} (program, member_id, sequence, balance, lot_points, held, debt, last_instant, position,
      format, account, activity) VALUES (1, 'C-17', 0, 0, 0, 0, 0, 0, 0, 1,
      '[]', '[]');
    INSERT INTO ${tables.entries} (program, member_id, sequence, kind, cause, delta, balance_after, posted_at,
      effective_at, actor, format, effect, version, position) SELECT 1, 'C-17', s, k.word, c.word, 5, 5 * s, s, s, 'system',
      1, '[]', 1, 0 FROM generate_series(1, 30) s, ${tables.words} k, ${tables.words} c
      WHERE k.name = 'adjustment' AND c.name = 'points-added';`);
}

describe('the tables make themselves', () => {
  test('those that were made before the first release are named as that', async () => {
    const { pool, schema } = temporarySchema();
    valueOf(await postgresStore(pool, { schema }).open());
    await pool.query(`DELETE FROM ${schema}.migrations WHERE number > 1`);
    const error = errorOf(await postgresStore(pool, { schema }).open());
    expect(error).toMatchObject({ kind: 'store-schema-older', written: 'no' });
    expect(error.message).toContain('never published');
  });

  test('whichever way they are made, they are the same', async () => {
    const [all, steps, byHand] = [temporarySchema(), temporarySchema(), temporarySchema()];
    valueOf(await postgresStore(all.pool, { schema: all.schema }).open());
    const shape = await shapeOf(all.pool, all.schema);
    expect(shape.length).toBeGreaterThan(100);

    await firstVersion(steps.pool, steps.schema);
    expect(await isMigrated(steps.pool, steps.schema)).toBe(false);
    valueOf(await postgresStore(steps.pool, { schema: steps.schema }).open());
    expect(await shapeOf(steps.pool, steps.schema)).toEqual(shape);

    await byHand.pool.query(postgresSchema(byHand.schema));
    expect(await shapeOf(byHand.pool, byHand.schema)).toEqual(shape);
    for (const { pool, schema } of [all, steps, byHand]) {
      expect(await applied(pool, schema)).toEqual(migrations);
      expect(await isMigrated(pool, schema)).toBe(true);
    }
  });

  test('what was there before a migration is there after it, and is read in the order of the feed', async () => {
    const { pool, schema } = temporarySchema();
    await firstVersion(pool, schema);
    const store = postgresStore(pool, { schema });
    expect((await load(store, { members: [ayu] })).members.get(ayu)).toEqual(member(ayu));
    await write(store, { members: [memberWith(ayu, 5)], entries: [entry(ayu, 31)] });
    const first = valueOf(await ledgerView(store).reader.feed(shop, null, 10)) ?? [];
    const { entry: last, position = -1 } = first.at(-1) ?? {};
    const rest =
      valueOf(await ledgerView(store).reader.feed(shop, { position, memberId: ayu, sequence: 10 }, 99)) ?? [];
    expect(last?.sequence).toBe(10);
    expect([...first, ...rest].map((fed) => fed.entry.sequence)).toEqual(Array.from({ length: 31 }, (_, s) => s + 1));
    expect(rest.at(-1)?.position).toBeGreaterThan(0);
  });

  test('an empty schema that somebody made is used, and so is an empty table of migrations', async () => {
    const { pool, schema } = temporarySchema();
    await pool.query(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.migrations (number integer NOT NULL PRIMARY KEY,
      name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    valueOf(await postgresStore(pool, { schema }).open());
    expect(await applied(pool, schema)).toEqual(migrations);
  });

  test('what somebody else keeps there under the same name is left alone', async () => {
    const { pool, schema } = temporarySchema();
    await pool.query(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.accounts (name text)`);
    const before = await shapeOf(pool, schema);
    expect(errorOf(await postgresStore(pool, { schema }).open())).toMatchObject({
      kind: 'store-corrupt',
      message: expect.stringContaining('another schema') as string,
    });
    expect(await shapeOf(pool, schema)).toEqual(before);
  });

  test('a newer schema is refused and left as it is', async () => {
    const { pool, schema } = temporarySchema();
    await pool.query(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.migrations (number integer, more text);
      INSERT INTO ${schema}.migrations VALUES (99)`);
    const before = await shapeOf(pool, schema);
    for (const options of [{ migrate: true }, { migrate: false }])
      expect(errorOf(await postgresStore(pool, { schema, ...options }).open())).toMatchObject({
        kind: 'store-schema-newer',
        retryable: false,
      });
    const client = await pool.connect();
    await expect(migrateInTurn(client, schemaIn(schema))).rejects.toMatchObject({ kind: 'store-schema-newer' });
    client.release();
    expect(await shapeOf(pool, schema)).toEqual(before);
  });

  test('a store that is not to migrate says that there is something to do', async () => {
    const { pool, schema } = temporarySchema();
    const older = { kind: 'store-schema-older', retryable: false, written: 'no' };
    expect(errorOf(await postgresStore(pool, { schema, migrate: false }).open())).toMatchObject(older);
    await firstVersion(pool, schema);
    expect(errorOf(await postgresStore(pool, { schema, migrate: false }).open())).toMatchObject(older);
    await pool.query(postgresSchema(schema, { from: 1 }));
    valueOf(await postgresStore(pool, { schema, migrate: false }).open());
  });

  test('two ledgers in different schemas share a database', async () => {
    const [kopi, teh] = [temporarySchema(), temporarySchema()];
    const [a, b] = [kopi, teh].map(({ pool, schema }) => postgresStore(pool, { schema }));
    if (!a || !b) throw new Error('There are two.');
    await write(a, { members: [memberWith(ayu, 5)] });
    expect((await load(b, { members: [ayu] })).members.get(ayu)).toBeNull();
    expect((await load(a, { members: [ayu] })).members.get(ayu)).toEqual(memberWith(ayu, 5));
  });
});

describe('a migration that others are in the way of', () => {
  test('waits without making them wait for long, and leaves nothing half done', async () => {
    const { pool, schema } = temporarySchema();
    const ledger = schemaIn(schema);
    const { tables } = ledger;
    await firstVersion(pool, schema);
    const before = await shapeOf(pool, schema);
    const [reader, migrant] = [await pool.connect(), await pool.connect()];
    await reader.query(`BEGIN; LOCK TABLE ${tables.entries}`);
    await expect(migrateInTurn(migrant, ledger, { forMs: 600 })).rejects.toMatchObject({ code: '55P03' });
    // It holds on to nothing, and the client is as it was.
    await reader.query('COMMIT');
    expect(await shapeOf(pool, schema)).toEqual(before);
    expect(await migrant.query('SHOW lock_timeout')).toMatchObject({ rows: [{ lock_timeout: '0' }] });

    await reader.query(`BEGIN; LOCK TABLE ${tables.entries}`);
    const connection = await pidOf(migrant);
    const migrating = migrateInTurn(migrant, ledger);
    await untilItWaits(pool, connection, 2);
    await reader.query('COMMIT');
    await migrating;
    expect(await applied(pool, schema)).toEqual(migrations);
    reader.release();
    migrant.release();
  });

  test('gives way in a deadlock', async () => {
    const { pool, schema } = temporarySchema();
    const ledger = schemaIn(schema);
    const { tables } = ledger;
    await firstVersion(pool, schema);
    const [host, migrant] = [await pool.connect(), await pool.connect()];
    await host.query(`BEGIN; LOCK TABLE ${tables.entries}`);
    const connection = await pidOf(migrant);
    const migrating = migrateInTurn(migrant, ledger);
    await untilItWaits(pool, connection, 1);
    // It has the accounts by now and wants the entries.
    await host.query(`LOCK TABLE ${tables.accounts}`);
    await host.query('COMMIT');
    await migrating;
    expect(await applied(pool, schema)).toEqual(migrations);
    host.release();
    migrant.release();
  });

  test('many at once do it once, on connections whose settings are strict', async () => {
    const { pool, schema } = temporarySchema();
    const strict = '-c default_transaction_isolation=serializable -c statement_timeout=20s -c lock_timeout=1';
    const strictPool = new pg.Pool({ connectionString: inject('databaseUrl'), options: strict, max: 10 });
    const clients = await Promise.all(Array.from({ length: 10 }, async () => strictPool.connect()));
    await Promise.all(clients.map(async (client) => migrateInTurn(client, schemaIn(schema))));
    expect(await applied(pool, schema)).toEqual(migrations);
    for (const client of clients) client.release();
    await strictPool.end();
  });
});

test('the SQL for a tool of one’s own fails where it was run before, and changes nothing', async () => {
  const { pool, schema } = temporarySchema();
  await pool.query(postgresSchema(schema));
  const before = await shapeOf(pool, schema);
  await expect(pool.query(postgresSchema(schema))).rejects.toThrow('already exists');
  await expect(pool.query(postgresSchema(schema, { from: 1 }))).rejects.toThrow('already exists');
  expect(await shapeOf(pool, schema)).toEqual(before);
});
