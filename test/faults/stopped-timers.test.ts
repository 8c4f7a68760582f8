import { createPointbook } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { sqliteStore } from '@pointbook/sqlite';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { warung } from '../support/warung.ts';

beforeEach(() => void vi.useFakeTimers({ toNotFake: ['nextTick'] }));
afterEach(() => void vi.useRealTimers());

test.each<[string, () => RecordStore]>([
  ['in memory', () => memoryStore()],
  ['in a file of SQLite', () => sqliteStore(':memory:')],
  ['in a database of the host', () => sqliteStore(new DatabaseSync(':memory:'))],
])('a till whose test has stopped all timers is answered: %s', async (_, makeStore) => {
  const ledger = createPointbook({ program: warung(), store: makeStore() });
  expect((await ledger.enrolMember({ memberId: 'C-1' })).isOk()).toBe(true);
  const sale = { invoiceId: 'INV-1', memberId: 'C-1', currency: 'IDR', total: 25_000 };
  expect((await ledger.saveInvoice(sale))._unsafeUnwrap().replayed).toBe(false);
  expect((await ledger.getBalance({ memberId: 'C-1' })).isOk()).toBe(true);
  expect((await ledger.verify()).isOk()).toBe(true);
  expect((await ledger.close()).isOk()).toBe(true);
});

test('a lock that another holds is waited for no longer than it should be', async () => {
  const database = new DatabaseSync(':memory:');
  const store = sqliteStore(database, { lockTimeoutMs: 20 });
  const ledger = createPointbook({ program: warung(), store });
  expect((await ledger.open()).isOk()).toBe(true);
  database.exec('BEGIN');
  expect((await ledger.enrolMember({ memberId: 'C-1' }))._unsafeUnwrapErr()).toMatchObject({ kind: 'store-locked' });
});
