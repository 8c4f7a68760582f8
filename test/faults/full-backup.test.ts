import { execFileSync } from 'node:child_process';
import { readdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { valueOf } from '../support/value-of.ts';

const child = join(import.meta.dirname, '..', 'races', 'workers', 'full-backup.ts');
const program = { programId: 'shop', name: 'Shop', timeZone: 'UTC', currency: 'EUR', earn: { rules: [] } } as const;

test.each(['node:sqlite', 'better-sqlite3'])(
  'A backup that finds no room says so of its own place, and not of the ledger (%s)',
  async (driver) => {
    const folder = mkdtempSync(join(tmpdir(), 'pointbook-full-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [from, to] = [join(folder, 'shop.db'), join(folder, 'backup.db')];
    const ledger = createPointbook({ program, store: sqliteStore(from) });
    const name = 'x'.repeat(190);
    const people = Array.from({ length: 600 }, async (_, index) => ledger.enrolMember({ memberId: `M${index}`, name }));
    expect((await Promise.all(people)).every((enrolled) => enrolled.isOk())).toBe(true);
    valueOf(await ledger.close());
    // The shell counts in half kilobytes or whole ones: the ledger is larger either way.
    const script = `trap '' XFSZ; ulimit -f 200; exec "$0" --conditions=@pointbook/source "$@"`;
    const said = execFileSync('/bin/sh', ['-c', script, process.execPath, child, from, to, driver], {
      encoding: 'utf8',
    });
    const failed = JSON.parse(said) as { readonly kind: string; readonly message: string; readonly code: string };
    expect(failed).toMatchObject({ kind: 'backup-failed', code: expect.stringMatching(/^(EFBIG|ENOSPC)$/) });
    expect(failed.message).toMatch(/^The backup could not be made: there is no room/);
    expect(failed.message).not.toContain(from);
    expect(readdirSync(folder).toSorted()).toEqual(['shop.db']);
  },
);
