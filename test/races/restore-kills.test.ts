import { once } from 'node:events';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { verify } from '@pointbook/core/verify';
import { restoreSqlite } from '@pointbook/sqlite/backup';
import { createPointbook } from '@pointbook/core';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { forkWorker } from '../support/processes/bundled.ts';
import { sampled } from '../support/properties/sampled.ts';
import { valueOf } from '../support/value-of.ts';
import { backupFolder } from './backup-kills.ts';
import { openLedger } from './workers/ledger.ts';
import { shop } from './workers/shop.ts';

const check = (store: Parameters<Parameters<typeof restoreSqlite>[0]['check']>[0]) =>
  verify(createPointbook({ program: shop, store }));

/** A ledger with sales of which the last ones are in the log alone, as a till leaves it that is killed. */
async function ledgerOf(folder: string, name: string, sales: readonly string[]): Promise<string> {
  const file = join(folder, `${name}-open.db`);
  const ledger = openLedger(file);
  valueOf(await ledger.enrolMember({ memberId: 'C-17' }));
  for (const invoiceId of sales)
    valueOf(await ledger.saveInvoice({ invoiceId, memberId: 'C-17', currency: 'EUR', total: 1 }));
  const left = join(folder, `${name}.db`);
  for (const end of ['', '-wal']) await copyFile(file + end, left + end);
  valueOf(await ledger.close());
  return left;
}

/** The sales of a ledger, as whoever opens it next finds them. */
function salesIn(file: string): string[] {
  const database = new Database(file);
  try {
    expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    const rows = database.prepare('SELECT key FROM pointbook_invoice_view ORDER BY key').all() as { key: string }[];
    return rows.map(({ key }) => key);
  } finally {
    database.close();
  }
}

test('killed before any call of the file system, a restore leaves the old ledger or the new one, and both whole', async () => {
  const folder = await backupFolder();
  const [old, later] = [['INV-1'], ['INV-1', 'INV-2', 'INV-3']];
  const backup = await ledgerOf(folder, 'backup', old);
  const ledger = await ledgerOf(folder, 'ledger', later);
  const restoreAt = async (moment: number) => {
    const place = join(folder, `at-${moment}`);
    await mkdir(place);
    const to = join(place, 'points.db');
    for (const end of ['', '-wal']) await copyFile(ledger + end, to + end);
    const child = await forkWorker('restore', [backup, to, String(moment)]);
    let calls = 0;
    child.on('message', (counted: number) => (calls = counted));
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    const others = (await readdir(place)).filter((name) => !/^points\.db(-wal|-shm)?$/.test(name));
    return { place, to, calls, ended: signal ?? code, sales: salesIn(to), others };
  };
  const whole = await restoreAt(0);
  expect(whole).toMatchObject({ ended: 0, sales: old, others: [expect.stringMatching(/^points\.db\.replaced-/)] });
  expect(salesIn(join(whole.place, String(whole.others[0])))).toEqual(later);
  expect(whole.calls).toBeGreaterThan(20);

  const step = sampled(Math.ceil(whole.calls / 8), 1);
  const left = { old: 0, new: 0 };
  for (let moment = whole.calls; moment > 0; moment -= step) {
    const killed = await restoreAt(moment);
    expect({ moment, ended: killed.ended }).toEqual({ moment, ended: 'SIGKILL' });
    left[killed.sales.length === old.length ? 'new' : 'old'] += 1;
    expect([old, later]).toContainEqual(killed.sales);
    // It can be done again, whatever was left behind.
    const again = await restoreSqlite({ from: backup, to: killed.to, check });
    expect(valueOf(again).entries).toBe(1);
    expect(salesIn(killed.to)).toEqual(old);
  }
  expect(left.old).toBeGreaterThan(0);
  expect(left.new).toBeGreaterThan(0);
});

test.each(['idle', 'sell'])('a process that has the ledger open (%s) keeps it from being replaced', async (worker) => {
  const folder = await backupFolder();
  const backup = await ledgerOf(folder, 'backup', []);
  const to = await ledgerOf(folder, 'ledger', ['INV-1']);
  const till = await forkWorker(worker, [to]);
  onTestFinished(() => void till.kill('SIGKILL'));
  await once(till, 'message');
  expect((await restoreSqlite({ from: backup, to, check }))._unsafeUnwrapErr()).toMatchObject({
    kind: 'ledger-in-use',
    file: to,
  });
  till.kill('SIGKILL');
  await once(till, 'exit');
  expect(salesIn(to)).toContain('INV-1');
  expect(valueOf(await restoreSqlite({ from: backup, to, check }))).toMatchObject({ members: 1, entries: 0 });
});
