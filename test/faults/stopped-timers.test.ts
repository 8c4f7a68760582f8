import { createPointbook } from '@pointbook/core';
import { jobs } from '@pointbook/core/jobs';
import type { RecordStore } from '@pointbook/core/store';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import { sqliteStore } from '@pointbook/sqlite';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fullTour } from '../support/tours/full-tour.ts';
import { warung } from '../support/shops/warung.ts';
import { errorOf, valueOf } from '../support/value-of.ts';

beforeEach(() => void vi.useFakeTimers({ toNotFake: ['nextTick'] }));
afterEach(() => void vi.useRealTimers());

const stores: readonly (readonly [string, () => RecordStore])[] = [
  ['in memory', () => memoryStore()],
  ['in a file of SQLite', () => sqliteStore(':memory:')],
  ['in a database of the host', () => sqliteStore(new DatabaseSync(':memory:'))],
];

test.each(stores)('a till whose test has stopped all timers is answered: %s', async (_, makeStore) => {
  const ledger = createPointbook({ program: warung(), store: makeStore() });
  expect((await ledger.enrolMember({ memberId: 'C-1' })).isOk()).toBe(true);
  const sale = { invoiceId: 'INV-1', memberId: 'C-1', currency: 'IDR', total: 25_000 };
  expect(valueOf(await ledger.saveInvoice(sale)).replayed).toBe(false);
  expect((await ledger.getBalance({ memberId: 'C-1' })).isOk()).toBe(true);
  expect((await verify(ledger)).isOk()).toBe(true);
  expect((await ledger.close()).isOk()).toBe(true);
});

test.each(stores)('and so is every verb that it calls: %s', async (_, makeStore) => {
  const ledger = await fullTour(makeStore());
  expect(valueOf(await verify(ledger)).findings).toEqual([]);
});

test.each(stores)('and a job is worked on to its end: %s', async (_, makeStore) => {
  const ledger = createPointbook({ program: warung(), store: makeStore(), plugins: [jobs()] });
  for (const memberId of ['C-1', 'C-2']) expect((await ledger.enrolMember({ memberId })).isOk()).toBe(true);
  const source = () => [new TextEncoder().encode('memberId,points\nC-1,50\nC-2,60\n')];
  const { digest } = valueOf(await ledger.jobs.previewImport({ mode: 'add', source }));
  const job = { mode: 'add', digest, actor: 'ann', reason: 'a gift' } as const;
  const { jobId } = valueOf(await ledger.jobs.startImport(job));
  for await (const step of ledger.jobs.runJob({ jobId, source })) expect(step.isOk()).toBe(true);
  const everyone = { members: { everyone: true }, change: { add: 5 }, actor: 'ann', reason: 'a gift' } as const;
  expect((await ledger.jobs.startBulk({ jobId: 'all', ...everyone })).isOk()).toBe(true);
  expect(valueOf(await ledger.jobs.runDue()).more).toBe(false);
  expect(valueOf(await ledger.getBalance({ memberId: 'C-2' })).balance).toBe(65);
});

test('a lock that another holds is waited for no longer than it should be', async () => {
  const database = new DatabaseSync(':memory:');
  const store = sqliteStore(database, { lockTimeoutMs: 20 });
  const ledger = createPointbook({ program: warung(), store });
  expect((await ledger.open()).isOk()).toBe(true);
  database.exec('BEGIN');
  expect(errorOf(await ledger.enrolMember({ memberId: 'C-1' }))).toMatchObject({ kind: 'store-locked' });
});
