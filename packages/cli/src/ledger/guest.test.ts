import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { createPointbook, type ProgramDefinition } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { consoleNotifier } from '@pointbook/core/console';
import { sqliteStore } from '@pointbook/sqlite';
import { expect, test } from 'vitest';
import { done, openFolder, openShop, type Shop } from '../cli-testing.ts';

/** Enrols a member as a process of a host does, one with these plugins alone. */
async function enrolBy(shop: Shop, memberId: string, plugins: readonly ReturnType<typeof codes>[] = []) {
  const program = JSON.parse(readFileSync(shop.path('pointbook.json'), 'utf8')) as ProgramDefinition;
  const host = createPointbook({ program, store: sqliteStore(shop.path('points.db')), plugins });
  const enrolled = await host.enrolMember({ memberId });
  await host.close();
  return enrolled.match(
    () => 'enrolled',
    ({ kind }) => kind,
  );
}

/** The plugins that the ledger of a shop must not be written without. */
function requiredBy(shop: Shop): unknown {
  const database = new DatabaseSync(shop.path('points.db'));
  const row = database
    .prepare(`SELECT coalesce(body ->> '$[3]', '[]') AS plugins FROM pointbook_records WHERE key = 'ledger'`)
    .get();
  database.close();
  return JSON.parse(String(row?.['plugins'])) as unknown;
}

const because = ['--reason', 'a test'];
const writing: readonly (readonly string[])[] = [
  ['migrate', '--finish'],
  ['member', 'add', 'C-18', '--phone', '+628123456789'],
  ['adjust', 'C-17', 'add', '5', ...because],
  ['set', 'C-17', '120', ...because],
  ['earn', 'INV-1', '--member', 'C-17', '--total', '125000', '--paid', 'PAY-1'],
  ['redeem', 'C-17', '5'],
  ['bulk', 'add', '5', '--everyone', '--id', 'gift', '--yes', ...because],
  ['import', 'add', 'gifts.csv', '--yes', ...because],
  ['job', 'undo', 'gift', '--yes', ...because],
  ['expire', '--jobs'],
];

test('a host without plugins writes before and after each command that writes', async () => {
  const shop = openFolder();
  await done(shop.run('init', '--name', 'Warung Ayu', '--currency', 'IDR', '--time-zone', 'Asia/Jakarta'));
  writeFileSync(shop.path('gifts.csv'), 'memberId,points\nC-17,5\n');
  // The first command writes to an empty ledger.
  for (const [at, command] of writing.entries()) {
    const told = command.join(' ');
    await done(shop.run(...command.map((word) => (word === 'gifts.csv' ? shop.path(word) : word))));
    const host = await enrolBy(shop, at === 0 ? 'C-17' : `H-${at}`);
    expect({ told, host, required: requiredBy(shop) }).toEqual({ told, host: 'enrolled', required: [] });
  }
});

test('a ledger that needs a plugin which the command line knows is written to, and needs it still', async () => {
  const shop = await openShop({ 'C-17': 50 });
  const plugins = [codes({ secret: 'x'.repeat(32), notifiers: [consoleNotifier()] })];
  expect(await enrolBy(shop, 'C-18', plugins)).toBe('enrolled');
  expect(requiredBy(shop)).toEqual(['codes']);
  await done(shop.run('adjust', 'C-17', 'add', '5', ...because));
  await done(shop.run('migrate', '--finish'));
  expect(requiredBy(shop)).toEqual(['codes']);
  expect(await enrolBy(shop, 'C-19')).toBe('store-needs-plugin');
});
