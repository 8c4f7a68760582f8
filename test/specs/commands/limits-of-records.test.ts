import { createPointbook, type ProgramDefinition } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { auditLedger, fakeClock, recordingStore } from '@pointbook/testing';
import type { ResultAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { monday, valueOf } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';
import { errorOf } from '../../support/value-of.ts';

const invoiceId = 'INV-1';
const currency = 'IDR';
const numbers = Array.from({ length: 1000 }, (_, index) => index + 1);

async function desk(program: ProgramDefinition = warung()) {
  const { store, dump } = recordingStore(memoryStore());
  const ledger = createPointbook({ program, store, clock: fakeClock(monday) });
  for (const memberId of ['ayu', 'budi']) valueOf(await ledger.enrolMember({ memberId }));
  valueOf(await ledger.adjustPoints({ ...staff, direction: 'add', points: 100_000, idempotencyKey: 'gift' }));
  valueOf(await ledger.saveInvoice({ invoiceId, memberId: 'ayu', currency, total: 1_000_000 }));
  const size = async () => {
    const { invoices } = await dump('warung' as never);
    return JSON.stringify(invoices).length;
  };
  const audit = async () => auditLedger(await dump('warung' as never));
  return { ledger, size, audit };
}

const staff = { memberId: 'ayu', actor: 'staff-3', reason: 'a gift' };

/** Whatever is asked for 1,000 times is done in a few commits. */
async function all(answers: readonly ResultAsync<unknown, unknown>[]): Promise<void> {
  const done = await Promise.all(answers);
  expect(done.filter((answer) => !answer.isOk())).toEqual([]);
}

describe('One invoice can have so many, and the next is refused by name:', () => {
  test('10,000 payments; each can still be asked again', async () => {
    const { ledger, size, audit } = await desk(warung({ earn: { trigger: 'on-full-payment' } }));
    const pay = (n: number) => ledger.recordPayment({ invoiceId, paymentId: `P-${n}`, currency, amount: 2_000 });
    for (let from = 0; from < 10_000; from += 1000) await all(numbers.map((n) => pay(from + n)));
    const refused = await pay(10_001);
    expect(errorOf(refused)).toMatchObject({
      kind: 'too-many-changes',
      invoiceId,
      of: 'payments',
      limit: 10_000,
    });
    expect(valueOf(await pay(500))).toMatchObject({ replayed: true, earned: 1000 });
    expect(valueOf(await pay(1000))).toMatchObject({ replayed: true, earned: 0 });
    // What is paid beyond what is owed leaves one step, and not one for each payment.
    expect(await size()).toBeLessThan(1000);
    expect(await audit()).toEqual([]);
  });

  test('10,000 saves', async () => {
    const { ledger, size, audit } = await desk();
    const save = (n: number) => ledger.saveInvoice({ invoiceId, memberId: 'ayu', currency, total: 1_000_000 + n });
    for (let from = 0; from < 10_000; from += 1000)
      await all(numbers.map((n) => save(from + n)).slice(0, from === 9000 ? 999 : 1000));
    const refused = await save(20_000);
    expect(errorOf(refused)).toMatchObject({ kind: 'too-many-changes', of: 'saves', limit: 10_000 });
    expect(valueOf(await save(500))).toMatchObject({
      replayed: true,
      state: 'superseded',
      explanation: { points: 1000 },
    });
    expect(await size()).toBeLessThan(1000);
    expect(await audit()).toEqual([]);
  });

  test('10,000 refunds; it can be voided all the same, and voided again up to 20 times after a mistake', async () => {
    const { ledger, audit } = await desk();
    const refund = (n: number) => ledger.refundInvoice({ invoiceId, refundId: `R-${n}`, value: 10 });
    for (let from = 0; from < 10_000; from += 1000) await all(numbers.map((n) => refund(from + n)));
    expect(errorOf(await refund(10_001))).toMatchObject({ kind: 'too-many-changes', of: 'refunds' });
    for (const n of numbers.slice(0, 20)) {
      valueOf(await ledger.voidInvoice({ invoiceId, refundId: `VOID-${n}` }));
      valueOf(await ledger.reinstateInvoice({ invoiceId, reinstatementId: `BACK-${n}` }));
    }
    valueOf(await ledger.voidInvoice({ invoiceId, refundId: 'VOID' }));
    const back = await ledger.reinstateInvoice({ invoiceId, reinstatementId: 'BACK' });
    expect(errorOf(back)).toMatchObject({ kind: 'too-many-changes', of: 'reinstatements', limit: 20 });
    const again = await ledger.voidInvoice({ invoiceId, refundId: 'VOID-AGAIN' });
    expect(errorOf(again)).toMatchObject({ kind: 'too-many-changes', of: 'refunds' });
    expect(await audit()).toEqual([]);
  });

  test('10,000 lines in its refunds', async () => {
    const { ledger } = await desk();
    const lines = numbers.map((n) => ({ lineId: `${n}`, quantity: '20', net: 1_000 }));
    valueOf(await ledger.saveInvoice({ invoiceId: 'LINES', memberId: 'ayu', currency, total: 1_000_000, lines }));
    const refund = (n: number) =>
      ledger.refundInvoice({
        invoiceId: 'LINES',
        refundId: `R-${n}`,
        lines: lines.map(({ lineId }) => ({ lineId, quantity: '1' })),
      });
    for (const n of numbers.slice(0, 10)) valueOf(await refund(n));
    expect(errorOf(await refund(11))).toMatchObject({ of: 'refunded lines', limit: 10_000 });
    valueOf(await ledger.voidInvoice({ invoiceId: 'LINES', refundId: 'VOID' }));
  });

  test('1,000 redemptions; they can be undone in as many parts as they have points', async () => {
    const { ledger, size, audit } = await desk();
    const redeem = (n: number) =>
      ledger.redeemPoints({ memberId: 'ayu', redemptionId: `D-${n}`, points: 3, invoiceId });
    await all(numbers.map(redeem));
    expect(errorOf(await redeem(1001))).toMatchObject({ kind: 'too-many-changes', of: 'redemptions' });
    const before = await size();
    const parts = [1, 2, 3].flatMap((part) => numbers.slice(0, 30).map((n) => ({ part, n })));
    await all(
      parts.map(({ part, n }) =>
        ledger.undoRedemption({ memberId: 'ayu', redemptionId: `D-${n}`, undoId: `U-${n}-${part}`, points: 1 }),
      ),
    );
    // Each says its share now, and nothing is kept of the shares that nobody was told of.
    expect(await size()).toBeLessThan(before + 1_000);
    expect(await audit()).toEqual([]);
  });

  test('100 moves between members', async () => {
    const { ledger, audit } = await desk();
    const move = (n: number) =>
      ledger.reassignInvoice({
        invoiceId,
        toMemberId: n % 2 === 0 ? 'ayu' : 'budi',
        actor: 'staff-3',
        idempotencyKey: `move-${n}`,
      });
    for (const n of numbers.slice(0, 100)) valueOf(await move(n));
    expect(errorOf(await move(101))).toMatchObject({ kind: 'too-many-changes', of: 'moves', limit: 100 });
    expect(await audit()).toEqual([]);
  });
});

describe('One member can have 1,000 holds open', () => {
  test('and the next is refused by name, until one ends', async () => {
    const { ledger, audit } = await desk();
    const hold = (n: number) => ledger.holdPoints({ memberId: 'ayu', redemptionId: `H-${n}`, points: 2 });
    await all(numbers.map(hold));
    expect(errorOf(await hold(1001))).toMatchObject({ kind: 'too-many-holds', limit: 1000 });
    expect(valueOf(await hold(1000))).toMatchObject({ replayed: true, state: 'held' });
    valueOf(await ledger.releaseHold({ memberId: 'ayu', redemptionId: 'H-7' }));
    valueOf(await hold(1001));
    expect(await audit()).toEqual([]);
  });
});
