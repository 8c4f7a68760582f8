import { createPointbook } from '@pointbook/core';
import { expect, onTestFinished, test, vi } from 'vitest';
import { postgresLedger } from '../support/postgres-ledger.ts';
import { program } from './unharmed-ledger.ts';

test('A process whose machine is ten years ahead of PostgreSQL ends no points, and writes none', async () => {
  const { store, close } = await postgresLedger();
  onTestFinished(async () => {
    vi.useRealTimers();
    await close();
  });
  const ledger = createPointbook({ program, store });
  (await ledger.enrolMember({ memberId: 'ayu' }))._unsafeUnwrap();
  (await ledger.expireDue())._unsafeUnwrap();
  vi.useFakeTimers({ now: Date.now() + 3653 * 86_400_000, toFake: ['Date'] });
  const differs = { kind: 'store-clock-differs', written: 'no' };
  expect((await ledger.expireDue())._unsafeUnwrapErr()).toMatchObject(differs);
  expect((await ledger.enrolMember({ memberId: 'budi' }))._unsafeUnwrapErr()).toMatchObject(differs);
  vi.useRealTimers();
  expect((await ledger.enrolMember({ memberId: 'budi' })).isOk()).toBe(true);
});
