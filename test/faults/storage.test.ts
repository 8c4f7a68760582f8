import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPointbook, type Pointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { sqliteStore } from '@pointbook/sqlite';
import { auditLedger } from '@pointbook/testing';
import Database from 'better-sqlite3';
import type { ResultAsync } from 'neverthrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqliteDump } from '../support/stores/sqlite-dump.ts';
import { program } from './unharmed-ledger.ts';
import { valueOf } from '../support/value-of.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pointbook-faults-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A ledger file in which a member has ten points. */
async function ledgerFile(name: string): Promise<string> {
  const file = join(folder, name);
  const ledger = open(file);
  valueOf(await ledger.enrolMember({ memberId: 'M' }));
  valueOf(await gift(ledger, 'the first'));
  valueOf(await ledger.close());
  return file;
}

function open(target: string | Database.Database, lockTimeoutMs = 50): Pointbook {
  return createPointbook({ program, store: sqliteStore(target, { lockTimeoutMs }) });
}

function gift(ledger: Pointbook, idempotencyKey: string, comment = '') {
  const words = comment === '' ? {} : { comment };
  return ledger.adjustPoints({
    memberId: 'M',
    points: 10,
    direction: 'add',
    actor: 'ann',
    reason: 'a gift',
    idempotencyKey,
    ...words,
  });
}

async function kindOf(
  call: ResultAsync<unknown, { readonly kind: string; readonly written?: string }>,
): Promise<unknown> {
  const settled = await call;
  return settled.isErr() ? [settled.error.kind, settled.error.written] : 'ok';
}

async function balanceIn(file: string): Promise<number> {
  const ledger = open(file);
  const { balance } = valueOf(await ledger.getBalance({ memberId: 'M' }));
  expect(valueOf(await verify(ledger)).findings).toEqual([]);
  await ledger.close();
  const database = new Database(file, { readonly: true });
  expect(auditLedger(sqliteDump(database, 'shop' as never))).toEqual([]);
  database.close();
  return balance;
}

describe('a database file that cannot be used is a named error, and the ledger is as it was', () => {
  test('a folder in place of a file, and a file in a folder that is not there', async () => {
    mkdirSync(join(folder, 'folder.db'));
    for (const target of [join(folder, 'folder.db'), join(folder, 'nowhere', 'points.db')]) {
      const ledger = open(target);
      expect(await kindOf(ledger.open())).toEqual(['store-path-unusable', 'no']);
      expect(await kindOf(ledger.enrolMember({ memberId: 'M' }))).toEqual(['store-path-unusable', 'no']);
      expect(await kindOf(ledger.getBalance({ memberId: 'M' }))).toEqual(['store-path-unusable', 'no']);
    }
  });

  test('a file that is no database is `store-corrupt`, and is left as it is', async () => {
    const file = join(folder, 'novel.db');
    writeFileSync(file, 'Call me Ishmael. '.repeat(1000));
    const ledger = open(file);
    expect(await kindOf(ledger.enrolMember({ memberId: 'M' }))).toEqual(['store-corrupt', 'no']);
    expect(readFileSync(file, 'utf8')).toBe('Call me Ishmael. '.repeat(1000));
  });

  test('a database with damaged pages is `store-corrupt`, to read and to write', async () => {
    const file = await ledgerFile('damaged.db');
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 4096);
    writeFileSync(file, bytes);
    const ledger = open(file);
    expect(await kindOf(gift(ledger, 'the second'))).toEqual(['store-corrupt', 'no']);
    expect(await kindOf(ledger.getBalance({ memberId: 'M' }))).toEqual(['store-corrupt', 'no']);
  });

  test('a database that may only be read: reads are answered, writes are refused', async () => {
    const file = await ledgerFile('read-only.db');
    const database = new Database(file, { readonly: true });
    const ledger = open(database);
    expect(await kindOf(gift(ledger, 'the second'))).toEqual(['store-read-only', 'no']);
    expect(valueOf(await ledger.getBalance({ memberId: 'M' })).balance).toBe(10);
    database.close();
    expect(await balanceIn(file)).toBe(10);
  });

  test('a full disk: what does not fit is refused whole, and goes on once there is room', async () => {
    const file = await ledgerFile('full.db');
    const database = new Database(file);
    const ledger = open(database);
    const pages = database.pragma('page_count', { simple: true }) as number;
    database.pragma(`max_page_count = ${pages + 2}`);
    let written = 1;
    let refused: unknown = 'ok';
    while (refused === 'ok' && written < 1000) {
      refused = await kindOf(gift(ledger, `gift ${written}`, 'a long comment '.repeat(10).trim()));
      if (refused === 'ok') written += 1;
    }
    expect(refused).toEqual(['store-full', 'no']);
    expect(valueOf(await ledger.getBalance({ memberId: 'M' })).balance).toBe(written * 10);
    expect(valueOf(await verify(ledger)).findings).toEqual([]);
    database.pragma(`max_page_count = ${pages + 1000}`);
    expect(await kindOf(gift(ledger, `gift ${written}`, 'a long comment '.repeat(10).trim()))).toBe('ok');
    database.close();
    expect(await balanceIn(file)).toBe((written + 1) * 10);
  });

  test('a lock that another process keeps: the call gives up, and succeeds once the lock is gone', async () => {
    const file = await ledgerFile('locked.db');
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const ledger = open(file);
    expect(await kindOf(gift(ledger, 'the second'))).toEqual(['store-locked', 'no']);
    other.exec('ROLLBACK');
    other.close();
    expect(await kindOf(gift(ledger, 'the second'))).toBe('ok');
    await ledger.close();
    expect(await balanceIn(file)).toBe(20);
  });

  test('a schema from a newer Pointbook is refused, and nothing is written', async () => {
    const file = await ledgerFile('newer.db');
    const database = new Database(file);
    database.exec("INSERT INTO pointbook_migrations VALUES (999, 'from the future', 0)");
    const ledger = open(file);
    expect(await kindOf(gift(ledger, 'the second'))).toEqual(['store-schema-newer', 'no']);
    expect(await kindOf(ledger.getBalance({ memberId: 'M' }))).toEqual(['store-schema-newer', 'no']);
    database.exec('DELETE FROM pointbook_migrations WHERE number = 999');
    database.close();
    expect(await balanceIn(file)).toBe(10);
  });

  test('a ledger that was closed is `store-closed`', async () => {
    const ledger = open(await ledgerFile('closed.db'));
    await ledger.close();
    expect(await kindOf(gift(ledger, 'the second'))).toEqual(['store-closed', 'no']);
    expect(await kindOf(verify(ledger))).toEqual(['store-closed', 'no']);
  });
});
