import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerView } from '@pointbook/testing';
import { sqliteStore } from '@pointbook/sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { countsOf, tryCodes } from './workers/tries.ts';

test('[27] two stores on one SQLite file lose no wrong code, the first ones included', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pointbook-races-'));
  const stores = [1, 2].map(() => ledgerView(sqliteStore(join(folder, 'points.db'))));
  onTestFinished(async () => {
    for (const store of stores) await store.close();
    await rm(folder, { recursive: true });
  });
  const tried = { challenges: ['c'], budgets: ['member:m', 'destination:d'] };
  const marks = Array.from({ length: 200 }, (_, index) => index);
  const of = (till: number) => marks.filter((mark) => mark % 2 === till);
  const errors = await Promise.all(stores.map(async (store, till) => tryCodes(store, tried, of(till))));
  expect(errors.flat()).toEqual([]);
  for (const store of stores) expect(await countsOf(store, tried)).toEqual({ attempts: [200], marks: [marks, marks] });
});
