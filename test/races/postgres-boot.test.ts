import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createPointbook } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { verify } from '@pointbook/core/verify';
import { postgresSchema, postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { forkWorker } from '../support/processes/bundled.ts';
import { fullTour } from '../support/tours/full-tour.ts';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { sampled } from '../support/properties/sampled.ts';
import { warung } from '../support/shops/warung.ts';
import { valueOf } from '../support/value-of.ts';

const rounds = sampled(6, 20);
const ledgerTables = ['words', 'programs', 'versions', 'accounts', 'entries', 'notes', 'records', 'uniques', 'lists'];
const names = Array.from({ length: 8 }, (_, index) => `P${index}`);
const pool = new pg.Pool({ connectionString: inject('databaseUrl') });
const lived = freshSchema();
let workers: readonly ChildProcess[] = [];

beforeAll(async () => {
  const ledger = await fullTour(postgresStore(pool, { schema: lived }));
  await ledger.close();
});
afterAll(async () => {
  await dropSchema(lived);
  await pool.end();
});
beforeEach(async () => {
  workers = await Promise.all(names.map((name) => forkWorker('postgres-boot', [inject('databaseUrl'), name])));
  const said = await messages();
  if (said.some((message) => message !== 'ready')) throw new Error('A worker did not start.');
});
afterEach(() => {
  for (const worker of workers) worker.kill();
});

/** What each worker says next. */
async function messages(): Promise<unknown[]> {
  return Promise.all(workers.map(nextOf));
}

async function nextOf(worker: ChildProcess): Promise<unknown> {
  const heard = new AbortController();
  const { signal } = heard;
  const ended = once(worker, 'exit', { signal }).then(() => ['ended']);
  try {
    const [message] = (await Promise.race([once(worker, 'message', { signal }), ended])) as unknown[];
    return message;
  } finally {
    heard.abort();
  }
}

/** Lets all of them open the ledger in a schema at once, and looks at what became of it. */
async function assertAllBoot(schema: string): Promise<void> {
  const before = await countOf(schema);
  const up = messages();
  for (const worker of workers) worker.send(schema);
  expect(await up).toEqual(names.map(() => 'up'));
  const written = messages();
  for (const worker of workers) worker.send('enough');
  const counts = await written;
  expect(counts.filter((count) => typeof count !== 'number')).toEqual([]);

  const { rows } = await pool.query(`SELECT number, name FROM ${schema}.migrations ORDER BY number`);
  expect(rows).toEqual([
    { number: 1, name: 'initial' },
    { number: 2, name: 'views' },
    { number: 3, name: 'free-notes' },
  ]);
  const ledger = createPointbook({
    program: warung(),
    store: postgresStore(pool, { schema }),
    plugins: [codes()],
  });
  const entries = before.entries + counts.reduce<number>((sum, count) => sum + Number(count), 0);
  expect(valueOf(await verify(ledger))).toEqual({
    members: before.members + names.length,
    entries,
    findings: [],
    unchecked: [],
  });
  await ledger.close();
}

async function countOf(schema: string): Promise<{ readonly members: number; readonly entries: number }> {
  const { rows } = await pool.query<{ name: string | null }>('SELECT to_regclass($1) AS name', [`${schema}.entries`]);
  if (rows[0]?.name == null) return { members: 0, entries: 0 };
  const counts = `SELECT (SELECT count(*)::int FROM ${schema}.accounts) AS members,
    (SELECT count(*)::int FROM ${schema}.entries) AS entries`;
  const found = await pool.query<{ members: number; entries: number }>(counts);
  return found.rows[0] ?? { members: 0, entries: 0 };
}

test('eight processes boot at once on nothing, and the first ones up go on writing', async () => {
  for (let round = 1; round <= rounds; round += 1) {
    const schema = freshSchema();
    await assertAllBoot(schema);
    await dropSchema(schema);
  }
});

test('eight processes boot at once on an older ledger, which somebody reads meanwhile', async () => {
  const all = postgresSchema('a_name');
  const [, later = ''] = postgresSchema('a_name', { from: 1 }).split(/(?<=^--.*\n)/);
  const first = all.slice(0, all.indexOf(later));
  expect(first).toContain("'initial'");
  expect(first).not.toContain("'views'");
  for (let round = 1; round <= rounds; round += 1) {
    const schema = freshSchema();
    await pool.query(first.replaceAll('a_name', schema));
    for (const table of ledgerTables) await copyRows(table, schema);
    let isOver = false;
    const reading = readOn(schema, () => isOver);
    const booting = assertAllBoot(schema).finally(() => {
      isOver = true;
    });
    const [reads] = await Promise.all([reading, booting]);
    expect(reads).toBeGreaterThan(0);
    await dropSchema(schema);
  }
});

/** Copies what the ledger that was lived in has in the columns of an older one. */
async function copyRows(table: string, schema: string): Promise<void> {
  const { rows } = await pool.query<{ names: string }>(
    `SELECT string_agg(attname, ', ') AS names FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0`,
    [`${schema}.${table}`],
  );
  const columns = rows[0]?.names ?? '';
  await pool.query(
    `INSERT INTO ${schema}.${table} (${columns}) SELECT ${columns} FROM ${lived}.${table} ON CONFLICT DO NOTHING`,
  );
}

/** Reads in transactions, in whatever order, until it is over; answers how often. */
async function readOn(schema: string, isOver: () => boolean): Promise<number> {
  const client = await pool.connect();
  let reads = 0;
  try {
    for (; !isOver(); reads += 1) {
      await client.query('BEGIN');
      for (const table of reads % 2 === 0 ? ['entries', 'accounts'] : ['accounts', 'entries']) {
        await client.query(`SELECT count(*) FROM ${schema}.${table}`);
        await pause(2);
      }
      await client.query('COMMIT');
    }
    return reads;
  } finally {
    client.release(true);
  }
}
