// With PostgreSQL's own programs, which no dependency brings. Where a machine has them with a server of their version,
// a backup is made of that; where it has none, or older ones than the server of the tests, the backup of this one must
// say so.
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createPointbook, type Pointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { postgresStore, type PostgresStore } from '@pointbook/postgres';
import { backupPostgres, type BackupPostgresOptions } from '@pointbook/postgres/backup';
import { auditLedger } from '@pointbook/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { postgresDump } from '../support/postgres/postgres-dump.ts';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { startPostgres } from '../support/postgres/postgres-server.ts';
import { installedPostgres, versionOf } from '../support/postgres/postgres-tools.ts';
import { backupFolder, killBackups } from './backup-kills.ts';
import { shop } from './workers/shop.ts';
import { errorOf, valueOf } from '../support/value-of.ts';

const serversVersion = async (client: pg.Client) => {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  return Math.floor((rows[0]?.version ?? 0) / 10_000);
};

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  onTestFinished(async () => client.end());
  return client;
}

/** A ledger on a server, and how it is backed up. */
async function ledgerOn(url: string, tools: BackupPostgresOptions['tools'] = {}) {
  const schema = freshSchema();
  const store = postgresStore(url, { schema, connections: 4 });
  onTestFinished(async () => void (await store.close()));
  const pointbook = createPointbook({ program: shop, store });
  valueOf(await pointbook.open());
  const folder = await backupFolder();
  const to = join(folder, 'points.dump');
  const check = (restored: PostgresStore) => verify(createPointbook({ program: shop, store: restored }));
  const back = () => backupPostgres({ from: url, schema, to, check, tools });
  return { schema, pointbook, to, back, left: async () => readdir(folder) };
}

/** Sells until it is told to stop, and counts what was acknowledged. */
function selling(pointbook: Pointbook) {
  const till = { sold: 0, isOpen: true, ended: Promise.resolve() };
  const sell = async () => {
    for (let number = 1; till.isOpen; number += 1) {
      const sale = { invoiceId: `INV-${number}`, memberId: `C-${number % 5}`, currency: 'EUR', total: 1 };
      if (number <= 5) await pointbook.enrolMember({ memberId: sale.memberId });
      valueOf(await pointbook.saveInvoice(sale));
      till.sold = number;
    }
  };
  till.ended = sell();
  return till;
}

test('with the programs in PATH the backup of this server is made, or the error says which of them is missing or too old', async () => {
  const url = inject('databaseUrl');
  const { back, left, pointbook, schema } = await ledgerOn(url);
  onTestFinished(async () => dropSchema(schema));
  valueOf(await pointbook.enrolMember({ memberId: 'C-1' }));
  const server = await serversVersion(await connected(url));
  const [dump, restore] = [await versionOf('pg_dump'), await versionOf('pg_restore')];
  const taken = await back();
  expect(taken.isOk() ? taken.value : taken.error).toMatchObject(outcomeOf(dump, restore, server));
  expect(await left()).toEqual(taken.isOk() ? ['points.dump'] : []);
});

/** What comes of a backup with programs of these versions; null for those that are not there. */
function outcomeOf(dump: number | null, restore: number | null, server: number): object {
  if (restore === null) return { kind: 'backup-tool-missing', tool: 'pg_restore' };
  if (dump === null) return { kind: 'backup-tool-missing', tool: 'pg_dump' };
  if (dump >= server) return { members: 1 };
  const message = expect.stringContaining("Install the client programs of the server's version") as string;
  return { kind: 'backup-tool-failed', tool: 'pg_dump', exitCode: 1, message };
}

describe.each(await installedPostgres())('with PostgreSQL $version, which is installed here', ({ programs }) => {
  const tools = { pgDump: join(programs, 'pg_dump'), pgRestore: join(programs, 'pg_restore') };
  let url = '';
  let stop = async (): Promise<void> => {};

  beforeAll(async () => {
    ({ url, stop } = await startPostgres({ durable: false, disposable: true, programs }));
  });
  afterAll(async () => stop());

  test('a backup while others sell is whole; restored, it is the ledger as it was, and goes on', async () => {
    const { schema, pointbook, to, back, left } = await ledgerOn(url, tools);
    const till = selling(pointbook);
    while (till.sold < 50) await new Promise(setImmediate);
    const before = till.sold;
    const { members, entries } = valueOf(await back());
    expect(till.sold).toBeGreaterThan(before);
    till.isOpen = false;
    await till.ended;
    expect(await left()).toEqual(['points.dump']);
    expect(members).toBe(5);
    expect(entries).toBeGreaterThanOrEqual(before);

    // As the README says it is restored.
    const admin = await connected(url);
    await admin.query('CREATE DATABASE restored');
    const there = Object.assign(new URL(url), { pathname: '/restored' }).href;
    await promisify(execFile)(tools.pgRestore, ['--exit-on-error', '--single-transaction', `--dbname=${there}`, to]);
    const dump = await postgresDump(await connected(there), schema, 'shop' as never);
    expect(auditLedger(dump)).toEqual([]);
    expect([dump.invoices.length, dump.entries.length]).toEqual([entries, entries]);
    const store = postgresStore(there, { schema, migrate: false });
    const restored = createPointbook({ program: shop, store });
    const sale = { invoiceId: 'INV-1', memberId: 'C-1', currency: 'EUR', total: 1 };
    valueOf(await restored.saveInvoice(sale)); // which it has
    valueOf(await restored.saveInvoice({ ...sale, invoiceId: 'another' }));
    expect(valueOf(await verify(restored))).toMatchObject({ entries: entries + 1, findings: [] });
    await restored.close();
  });

  test('of a ledger that somebody changed by hand there is none', async () => {
    const { schema, pointbook, back, left } = await ledgerOn(url, tools);
    valueOf(await pointbook.enrolMember({ memberId: 'C-1' }));
    const hand = await connected(url);
    await hand.query(`UPDATE ${schema}.accounts SET balance = 5, lot_points = 5`);
    expect(errorOf(await back())).toMatchObject({
      kind: 'backup-not-verified',
      findings: [{ memberId: 'C-1' }],
    });
    expect(await left()).toEqual([]);
  });

  test('killed at random moments, a backup is whole or not there, and the next clears up after it', async () => {
    const { schema, pointbook } = await ledgerOn(url, tools);
    for (const memberId of ['C-1', 'C-2']) valueOf(await pointbook.enrolMember({ memberId }));
    const without = await killBackups({ url, schema, tools }, 5, async (backup) => {
      const { stdout } = await promisify(execFile)(tools.pgRestore, ['--list', backup]);
      expect(stdout).toContain('TABLE DATA');
    });
    expect(without).toBeGreaterThan(0);
    const { rows } = await (await connected(url)).query("SELECT FROM pg_database WHERE datname LIKE 'pointbook_%'");
    expect(rows).toEqual([]);
  });
});
