import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStore } from '@pointbook/sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { goOn } from './go-on.ts';

const held = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((each) => each.isDirectory());

test('the ledgers of each format that was published are kept', () => {
  expect(held.map(({ name }) => name)).toContain('1');
});

test.each(held)('a file of format $name is opened, verified and gone on with', async ({ name }) => {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-format-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'ledger.db');
  copyFileSync(join(import.meta.dirname, name, 'ledger.db'), path);
  expect(await goOn(() => sqliteStore(path))).toEqual([]);
});
