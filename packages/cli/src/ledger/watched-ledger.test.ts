import { verify } from '@pointbook/core/verify';
import { sqliteStore } from '@pointbook/sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { valueOf } from '../cli-failure.ts';
import { done, openShop } from '../cli-testing.ts';
import { plugins } from './plugins.ts';
import { readProgram } from './program-file.ts';
import type { Terminal } from '../terminal.ts';
import { onWatchedLedger } from './watched-ledger.ts';

test('what does not tell how far it is shows how many members it has read', async () => {
  const shop = await openShop({ a: 1, b: 2 });
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 20_000));
  onTestFinished(() => void vi.restoreAllMocks());
  for (const args of [['verify'], ['backup', shop.path('b.db')], ['bulk', 'add', '1', '--everyone', '--dry-run']])
    expect((await done(shop.run(...args))).stderr).toContain('2 of 2 members');
});

test('it hears signals between, though a file never makes it wait', async () => {
  const shop = await openShop({ a: 1 });
  const store = sqliteStore(shop.path('points.db'));
  const settings = { program: { file: shop.path('pointbook.json') }, parts: [], plugins };
  const program = readProgram(settings);
  const terminal = { stderr: { write: () => true } } as unknown as Terminal;
  let isHeard = false;
  const verified = await onWatchedLedger({ terminal, store, program, settings }, ({ pointbook }) => {
    setImmediate(() => (isHeard = true));
    return verify(pointbook);
  });
  expect([isHeard, valueOf(verified)]).toEqual([true, { members: 1, entries: 1, findings: [], unchecked: [] }]);
  valueOf(await store.close());
});
