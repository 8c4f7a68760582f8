import { execFileSync } from 'node:child_process';
import { readdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { valueOf } from '../support/value-of.ts';

const child = join(import.meta.dirname, '..', 'races', 'workers', 'full-backup.ts');
const program = { programId: 'shop', name: 'Shop', timeZone: 'UTC', currency: 'EUR', earn: { rules: [] } } as const;

/**
 * What a backup says in a process whose files may have so many kilobytes, or half as many: shells count differently.
 */
function backUp(most: number, ...args: readonly string[]): { readonly kind: string; readonly message: string } {
  const script = `trap '' XFSZ; ulimit -f ${most}; exec "$0" --conditions=@pointbook/source "$@"`;
  const said = execFileSync('/bin/sh', ['-c', script, process.execPath, child, ...args], { encoding: 'utf8' });
  return JSON.parse(said) as { kind: string; message: string };
}

/** A ledger in a file with so many members, and the place for its backup. */
async function shopWith(members: number) {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-full-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [from, to] = [join(folder, 'shop.db'), join(folder, 'backup.db')];
  const ledger = createPointbook({ program, store: sqliteStore(from) });
  const name = 'x'.repeat(190);
  const people = Array.from({ length: members }, async (_, index) =>
    ledger.enrolMember({ memberId: `M${index}`, name }),
  );
  expect((await Promise.all(people)).every((enrolled) => enrolled.isOk())).toBe(true);
  valueOf(await ledger.close());
  return { folder, from, to };
}

describe.each(['node:sqlite', 'better-sqlite3'])('A backup that finds no room, with %s,', (driver) => {
  test('says so of its own place, and not of the ledger', async () => {
    const { folder, from, to } = await shopWith(600);
    const failed = backUp(200, from, to, driver);
    expect(failed).toMatchObject({ kind: 'backup-failed', code: expect.stringMatching(/^(EFBIG|ENOSPC)$/) });
    expect(failed.message).toMatch(/^The backup could not be made: there is no room/);
    expect(failed.message).not.toContain(from);
    expect(readdirSync(folder).toSorted()).toEqual(['shop.db']);
  });

  test('says so too where just the files are missing that SQLite has beside the restored copy', async () => {
    const { folder, from, to } = await shopWith(1);
    const failed = backUp(1000, from, to, driver, 'unavailable');
    expect(failed).toMatchObject({ kind: 'backup-failed', message: expect.stringContaining('there is no room') });
    expect(readdirSync(folder).toSorted()).toEqual(['shop.db']);
  });
});
