import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { foundIn, liveOfCodes } from '../support/shops/code-life.ts';
import { valueOf } from '../support/value-of.ts';

test('no code and no secret stands in a SQLite file, its log or its index, and addresses only in the profiles', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-canary-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'points.db');
  const store = sqliteStore(file);
  const { unspeakable, addresses, challengeIds } = await liveOfCodes(store);
  expect(new Set(unspeakable).size).toBeGreaterThan(8);
  const [first = ''] = challengeIds;

  const whileOpen = readdirSync(folder);
  expect(whileOpen.toSorted()).toEqual(['points.db', 'points.db-shm', 'points.db-wal']);
  const all = Buffer.concat(whileOpen.map((name) => readFileSync(join(folder, name))));
  expect(foundIn(all, [...unspeakable, first, ...addresses])).toEqual([first, ...addresses]);

  valueOf(await store.close());
  const closed = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  expect(foundIn(closed, [...unspeakable, ...challengeIds])).toEqual(challengeIds);

  const database = new Database(file, { readonly: true });
  onTestFinished(() => void database.close());
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  const hasAddress = (rows: unknown) => foundIn(Buffer.from(JSON.stringify(rows)), addresses).length > 0;
  const found = tables.filter((table) => hasAddress(database.prepare(`SELECT * FROM "${table}"`).all()));
  expect(found.toSorted()).toEqual(['pointbook_lists', 'pointbook_records', 'pointbook_uniques']);
  for (const table of found) {
    const rows = database.prepare(`SELECT t.*, name FROM "${table}" t JOIN pointbook_words ON word = t.kind`).all();
    const kinds = (rows as { name: string }[]).filter(hasAddress).map(({ name }) => name);
    expect(new Set(kinds)).toEqual(new Set(['profile']));
  }
});
