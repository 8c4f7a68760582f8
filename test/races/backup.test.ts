import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { sqliteStore } from '@pointbook/sqlite';
import { backupSqlite } from '@pointbook/sqlite/backup';
import { auditLedger, type LedgerDump } from '@pointbook/testing';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { sampled } from '../support/properties/sampled.ts';
import { sqliteDump } from '../support/stores/sqlite-dump.ts';
import { backupFolder, killBackups } from './backup-kills.ts';
import { forkWorker } from '../support/processes/bundled.ts';
import { openLedger } from './workers/ledger.ts';
import { shop } from './workers/shop.ts';
import { valueOf } from '../support/value-of.ts';

const tills = 8;

/** A till that sells, and how many of its sales were acknowledged so far. */
async function startTill(file: string) {
  const child: ChildProcess = await forkWorker('sell', [file]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const till = { pid: child.pid, sold: 0, child, sells: once(child, 'message') };
  child.on('message', (number: number) => (till.sold = number));
  return till;
}

function dumpOf(file: string): LedgerDump {
  const database = new Database(file, { readonly: true });
  try {
    return sqliteDump(database, 'shop' as never);
  } finally {
    database.close();
  }
}

/** The numbers of the sales of a till, of which the ids in a table speak. */
function salesOf(pid: number | undefined, ids: readonly string[]): number[] {
  const own = ids.filter((id) => id.startsWith(`${pid}-`)).map((id) => Number(id.split('-')[1]));
  return own.toSorted((a, b) => a - b);
}

test('[1, 21, 22] a backup while eight processes sell has all that was acknowledged before it, and all of what it has', async () => {
  const folder = await backupFolder();
  const file = join(folder, 'points.db');
  const running = await Promise.all(Array.from({ length: tills }, () => startTill(file)));
  await Promise.all(running.map(({ sells }) => sells));
  const before = running.map(({ sold }) => sold);
  const to = join(folder, 'backup.db');
  const taken = await backupSqlite({
    from: file,
    to,
    check: (restored) => verify(createPointbook({ program: shop, store: restored })),
  });
  const { members, entries } = valueOf(taken);
  const after = running.map(({ sold }) => sold);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
  expect(sum(after)).toBeGreaterThan(sum(before));

  const dump = dumpOf(to);
  expect(auditLedger(dump)).toEqual([]);
  expect([members, entries]).toEqual([dump.members.length, dump.entries.length]);
  const invoices = dump.invoices.map(({ invoiceId }) => String(invoiceId));
  const earned = dump.entries.map(({ reference }) => String(reference?.id));
  for (const [till, { pid }] of running.entries()) {
    const sold = salesOf(pid, invoices);
    expect(sold.length).toBeGreaterThanOrEqual(before[till] ?? 0);
    // One after the other without a gap, and each with its entry.
    expect(sold).toEqual(sold.map((_, index) => index + 1));
    expect(salesOf(pid, earned)).toEqual(sold);
  }
  for (const { child } of running) child.kill('SIGKILL');
});

const kills = sampled(8, 20);
test(`killed at ${kills} random moments, a backup is whole or not there`, { timeout: 600_000 }, async () => {
  const file = join(await backupFolder(), 'points.db');
  const ledger = openLedger(file);
  const members = Array.from({ length: 300 }, (_, index) => `M${index}`);
  await Promise.all(members.map(async (memberId) => ledger.enrolMember({ memberId })));
  const sale = { currency: 'EUR', total: 5 } as const;
  await Promise.all(members.map(async (memberId) => ledger.saveInvoice({ invoiceId: memberId, memberId, ...sale })));
  valueOf(await ledger.close());
  const without = await killBackups({ file }, kills, async (backup) => {
    const restored = createPointbook({ program: shop, store: sqliteStore(backup) });
    expect(valueOf(await verify(restored))).toEqual({
      members: 300,
      entries: 300,
      findings: [],
      unchecked: [],
    });
    await restored.close();
  });
  expect(without).toBeGreaterThan(0);
});
