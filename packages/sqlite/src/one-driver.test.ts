import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ok } from 'neverthrow';
import { describe, expect, onTestFinished, test } from 'vitest';
import { backupSqlite } from './backup/backup-sqlite.ts';
import { sqliteStore } from './sqlite-store.ts';

function freshFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-drivers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'points.db');
}

/** A store that is open, and is closed when the test is over. */
async function opened(...target: Parameters<typeof sqliteStore>) {
  const store = sqliteStore(...target);
  onTestFinished(async () => void (await store.close()));
  return { store, answer: await store.open() };
}

describe('a file that another driver has open in this process', () => {
  test('is refused to a store, by any of its names, until that is closed', async () => {
    const file = freshFile();
    const { store } = await opened(file, { driver: 'better-sqlite3' });
    symlinkSync(file, `${file}.link`);
    for (const name of [file, `${file}.link`]) {
      const { answer } = await opened(name, { driver: 'node:sqlite' });
      expect(answer._unsafeUnwrapErr()).toMatchObject({ kind: 'store-driver-differs', retryable: false });
      expect(answer._unsafeUnwrapErr().message).toContain("with { driver: 'better-sqlite3' }");
    }
    expect((await opened(file)).answer.isOk()).toBe(true);
    expect((await store.close()).isOk()).toBe(true);
  });

  test('may be opened by any driver once it is closed', async () => {
    const file = freshFile();
    const { store } = await opened(file, { driver: 'better-sqlite3' });
    expect((await store.close()).isOk()).toBe(true);
    expect((await opened(file, { driver: 'node:sqlite' })).answer.isOk()).toBe(true);
  });

  test('is refused where the host has it open, and given back once the host closes it', async () => {
    const file = freshFile();
    const database = new DatabaseSync(file);
    expect((await opened(database)).answer.isOk()).toBe(true);
    const refused = (await opened(file, { driver: 'better-sqlite3' })).answer;
    expect(refused._unsafeUnwrapErr()).toMatchObject({ kind: 'store-driver-differs' });
    database.close();
    expect((await opened(file, { driver: 'better-sqlite3' })).answer.isOk()).toBe(true);
  });

  test('is refused to a transaction of the host', async () => {
    const file = freshFile();
    const { store } = await opened(file, { driver: 'better-sqlite3' });
    const database = new DatabaseSync(file);
    onTestFinished(() => database.close());
    expect(() => store.join(database)).toThrow('is open in this process by better-sqlite3');
  });

  test('is refused to a backup', async () => {
    const file = freshFile();
    await opened(file, { driver: 'node:sqlite' });
    const check = () => ok({ members: 0, entries: 0, findings: [], unchecked: [] }) as never;
    const taken = await backupSqlite({ from: file, to: `${file}.backup`, driver: 'better-sqlite3', check });
    expect(taken._unsafeUnwrapErr()).toMatchObject({ kind: 'store-driver-differs' });
  });
});

test('databases in memory are in nobody’s way', async () => {
  expect((await opened(':memory:', { driver: 'better-sqlite3' })).answer.isOk()).toBe(true);
  expect((await opened(':memory:', { driver: 'node:sqlite' })).answer.isOk()).toBe(true);
});
