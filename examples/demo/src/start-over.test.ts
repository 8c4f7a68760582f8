import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startOver } from './start-over.ts';

test('starting over deletes the file and what SQLite keeps beside it, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-demo-'));
  for (const name of ['demo.db', 'demo.db-wal', 'demo.db-shm', 'other.db']) writeFileSync(join(folder, name), '');

  expect(startOver(join(folder, 'demo.db')).isOk()).toBe(true);
  expect(readdirSync(folder)).toEqual(['other.db']);
  expect(startOver(join(folder, 'demo.db')).isOk()).toBe(true);
  expect(startOver(folder)._unsafeUnwrapErr().kind).toBe('file-not-deletable');

  rmSync(folder, { recursive: true });
});
