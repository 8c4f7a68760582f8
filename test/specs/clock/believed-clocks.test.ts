import { type ClockCheck, createPointbook } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { fakeClock } from '@pointbook/testing';
import { memoryStore } from '@pointbook/memory';
import { okAsync } from 'neverthrow';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { monday } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

const day = 86_400_000;
const program = warung({ expiry: { kind: 'after', period: { unit: 'months', count: 12 } } });
const differs = { kind: 'store-clock-differs', written: 'no', retryable: false };
const sale = (invoiceId: string) => ({ invoiceId, memberId: 'ayu', currency: 'IDR', total: 100_000 });

const open = (store: RecordStore, now: () => number, clockCheck?: ClockCheck | false) =>
  createPointbook({ program, store, clock: { now }, clockCheck });

/** A ledger whose clock is right, with a member who has a hundred points. */
async function openShop() {
  const store = memoryStore();
  const clock = fakeClock(monday);
  const ledger = open(store, () => clock.now());
  valueOf(await ledger.enrolMember({ memberId: 'ayu' }));
  valueOf(await ledger.saveInvoice(sale('INV-1')));
  const balance = async () => valueOf(await ledger.getBalance({ memberId: 'ayu' }));
  return { store, clock, ledger, balance };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('A process whose clock is ten years ahead', () => {
  const in2036 = () => Date.UTC(2036, 2, 2);

  test('ends no points: neither by a sweep, nor by a sale', async () => {
    vi.useFakeTimers({ now: monday, toFake: ['Date'] });
    const { store, balance } = await openShop();
    const wrong = open(store, in2036);
    expect(errorOf(await wrong.expireDue())).toMatchObject(differs);
    expect(errorOf(await wrong.saveInvoice(sale('INV-2')))).toMatchObject(differs);
    expect(await balance()).toMatchObject({ balance: 100, available: 100 });
  });

  test('is told its own time, and since when no entry can be', async () => {
    vi.useFakeTimers({ now: monday, toFake: ['Date'] });
    const { store } = await openShop();
    const { message } = errorOf(await open(store, in2036).expireDue());
    expect(message).toContain('says 2036-03-02T00:00:00.000Z, and no entry is from 2033-');
  });

  test('is believed where the host says so', async () => {
    const { store } = await openShop();
    expect(valueOf(await open(store, in2036, false).expireDue())).toMatchObject({ entries: 1 });
  });

  test("is refused to a sweep when it is the machine's own", async () => {
    const { store, balance } = await openShop();
    vi.useFakeTimers({ now: in2036(), toFake: ['Date'] });
    const ledger = createPointbook({ program, store });
    expect(errorOf(await ledger.expireDue())).toMatchObject(differs);
    expect(await balance()).toMatchObject({ balance: 100 });
  });
});

describe('A shop that was closed', () => {
  test.each([300, 1000])('for %i days opens again', async (days) => {
    const { clock, ledger } = await openShop();
    clock.advance(days * day);
    expect((await ledger.expireDue()).isOk()).toBe(true);
    expect((await ledger.saveInvoice(sale('INV-2'))).isOk()).toBe(true);
  });

  test('for ten years sells at once, and sweeps after that', async () => {
    const { store } = await openShop();
    vi.useFakeTimers({ now: Date.UTC(2036, 2, 2), toFake: ['Date'] });
    const ledger = createPointbook({ program, store });
    expect((await ledger.saveInvoice(sale('INV-2'))).isOk()).toBe(true);
    expect((await ledger.expireDue()).isOk()).toBe(true);
  });
});

describe('A ledger without entries', () => {
  test('believes any clock', async () => {
    const ledger = open(memoryStore(), () => Date.UTC(2060, 0, 1));
    expect((await ledger.expireDue()).isOk()).toBe(true);
    expect((await ledger.enrolMember({ memberId: 'ayu' })).isOk()).toBe(true);
    expect((await ledger.saveInvoice(sale('INV-1'))).isOk()).toBe(true);
  });
});

describe('Where the database tells the time', () => {
  /** A store with a clock of its own. */
  async function openTimed() {
    const { store, ...shop } = await openShop();
    const told = { at: monday.getTime(), asked: 0 };
    const time = () => ((told.asked += 1), okAsync(told.at as never));
    return { ...shop, told, store: { ...store, rows: { ...store.rows, time } } };
  }

  test.each([25, -25])('a clock that differs by %i hours writes nothing, until it is set', async (hours) => {
    const { store, told } = await openTimed();
    let now = told.at + hours * 3_600_000;
    const ledger = open(store, () => now, { toleranceHours: 24 });
    expect(errorOf(await ledger.saveInvoice(sale('INV-2')))).toMatchObject(differs);
    expect(errorOf(await ledger.expireDue())).toMatchObject(differs);
    now = told.at;
    expect((await ledger.saveInvoice(sale('INV-2'))).isOk()).toBe(true);
  });

  test('a right clock is believed, however old the newest entry is, and the database is asked once a day', async () => {
    const { store, told } = await openTimed();
    told.at += 5000 * day;
    let now = told.at;
    const ledger = open(store, () => now, { toleranceHours: 24 });
    for (let hour = 0; hour < 48; hour += 1) {
      valueOf(await ledger.saveInvoice(sale(`INV-2${hour}`)));
      now += 3_600_000;
      told.at = now;
    }
    expect(told.asked).toBe(2);
  });

  test("a clock of the host's own is judged by it only where the host says so", async () => {
    const { store, told } = await openTimed();
    const ledger = open(store, () => told.at + 30 * day);
    expect((await ledger.saveInvoice(sale('INV-2'))).isOk()).toBe(true);
    expect(told.asked).toBe(0);
  });

  test('dates of sales are not judged', async () => {
    const { store, told } = await openTimed();
    const ledger = open(store, () => told.at, { toleranceHours: 24 });
    const old = { ...sale('INV-2'), soldAt: new Date(told.at - 400 * day) };
    expect((await ledger.saveInvoice(old)).isOk()).toBe(true);
  });
});

test('The limits of `clockCheck` must be more than 0', () => {
  expect(() => open(memoryStore(), Date.now, { toleranceHours: 0 })).toThrow('`clockCheck.toleranceHours`');
  expect(() => open(memoryStore(), Date.now, { pauseDays: -1 })).toThrow('`clockCheck.pauseDays`');
});
