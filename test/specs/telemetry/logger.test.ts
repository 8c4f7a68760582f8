import { createPointbook, type Logger } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { fakeClock } from '@pointbook/testing';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { faultyStore } from '../../faults/faulty-store.ts';
import { monday } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';
import { warung } from '../../support/shops/warung.ts';
import { sale } from './traced-shop.ts';

const levels = { 30: 'info', 40: 'warn', 50: 'error' } as const;

/** A shop whose ledger logs by pino, and the lines that it wrote. Ayu is a member. */
async function loggedShop(store: RecordStore = memoryStore(), clock = fakeClock(monday)) {
  const lines: { readonly level: 30 | 40 | 50; readonly msg: string; readonly outcome: string }[] = [];
  const logger = pino({ base: null, timestamp: false }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const pointbook = createPointbook({ program: warung(), store, clock, logger, clockCheck: { pauseDays: 400 } });
  valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
  return { pointbook, clock, lines, said: () => lines.splice(0).map(({ level, msg }) => `${levels[level]}: ${msg}`) };
}

describe('A ledger that has a logger', () => {
  test('says nothing where all is well, nor where the rules refuse', async () => {
    const { pointbook, said } = await loggedShop();
    valueOf(await pointbook.saveInvoice(sale('INV-1')));
    await pointbook.redeemPoints({ redemptionId: 'RD-1', memberId: 'ayu', points: 1_000_000 });
    await pointbook.getBalance({ memberId: 'nobody' });
    expect(said()).toEqual([]);
  });

  test('says that a commit was tried again, with figures', async () => {
    const { store, fail } = faultyStore(memoryStore());
    const { pointbook, lines } = await loggedShop(store);
    fail('lost, and written', 1);
    await Promise.all(['INV-1', 'INV-2'].map(async (id) => pointbook.saveInvoice(sale(id))));
    expect(lines).toEqual([
      {
        level: 40,
        msg: 'Pointbook: a commit that was tried again ended: ok',
        outcome: 'ok',
        calls: 2,
        retries: 1,
        ms: expect.any(Number),
        queuedMs: expect.any(Number),
      },
    ]);
  });

  test('says once what the store refused to all calls of a commit', async () => {
    const { store, fail } = faultyStore(memoryStore());
    const { pointbook, said } = await loggedShop(store);
    fail('refused', 1);
    await Promise.all(['INV-1', 'INV-2'].map(async (id) => pointbook.saveInvoice(sale(id))));
    expect(said()).toEqual(['warn: Pointbook: a commit ended: store-unavailable']);
  });

  test('says that the clock is refused', async () => {
    const { pointbook, clock, said } = await loggedShop();
    valueOf(await pointbook.saveInvoice(sale('INV-1')));
    clock.set(new Date('2096-01-01T00:00:00Z'));
    await pointbook.saveInvoice(sale('INV-2'));
    expect(said()).toEqual(['error: Pointbook: a commit ended: store-clock-differs']);
  });

  test('says that a record is damaged, without naming whose', async () => {
    const store = memoryStore();
    const damaged: RecordStore = {
      ...store,
      rows: {
        ...store.rows,
        load: (programId, request) =>
          store.rows.load(programId, request).map((rows) => ({
            ...rows,
            accounts: rows.accounts.map((row) => ({ ...row, account: '["damaged"]' })),
          })),
      },
    };
    const { pointbook, lines } = await loggedShop(damaged);
    const read = await pointbook.getBalance({ memberId: 'ayu' });
    expect(read._unsafeUnwrapErr().kind).toBe('store-corrupt');
    expect(lines).toMatchObject([{ level: 50, msg: 'Pointbook: getBalance ended: store-corrupt' }]);
    expect(JSON.stringify(lines)).not.toContain('ayu');
  });

  test('says that a sweep is done', async () => {
    const { pointbook, said } = await loggedShop();
    valueOf(await pointbook.expireDue());
    expect(said()).toEqual(['info: Pointbook: expireDue ended: ok']);
  });

  test('says that it has too much to do once, and then how many it did not tell', async () => {
    const lines: [object, string][] = [];
    const warn = (facts: object, message: string) => void lines.push([facts, message]);
    const logger: Logger = { info: warn, warn, error: warn };
    const pointbook = createPointbook({ program: warung(), store: memoryStore(), logger, queueLimit: 1 });
    const enrolments = ['ayu', 'budi', 'citra'].map(async (memberId) => pointbook.enrolMember({ memberId }));
    expect((await Promise.all(enrolments)).map((each) => each.isOk())).toEqual([true, false, false]);
    expect(lines.map(([, message]) => message)).toEqual(['Pointbook: enrolMember ended: overloaded']);
  });

  test.each<[string, Logger]>([
    ['the console', console],
    ['pino', pino({ level: 'silent' })],
    ['a child of pino', pino({ level: 'silent' }).child({ module: 'points' })],
  ])('takes %s', async (_, logger) => {
    const pointbook = createPointbook({ program: warung(), store: memoryStore(), logger });
    expect((await pointbook.enrolMember({ memberId: 'ayu' })).isOk()).toBe(true);
  });

  test('goes on where its logger throws', async () => {
    const fails = () => {
      throw new Error('the disk is full');
    };
    const logger: Logger = { info: fails, warn: fails, error: fails };
    const pointbook = createPointbook({ program: warung(), store: memoryStore(), logger });
    expect((await pointbook.expireDue()).isOk()).toBe(true);
  });
});
