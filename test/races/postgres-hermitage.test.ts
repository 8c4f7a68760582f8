// The anomalies of Hermitage (the isolation tests for databases), as they would show in a ledger. In each case a plain
// client holds a row, so that our transactions meet in the middle in a known order.
import { ledgerView } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { moveOne, totalOf } from './workers/bank.ts';
import { expectSound, openRace, type RaceLedger } from './postgres-ground.ts';
import { atOnce, hold, outcomeOf, plainClient, waitersFor } from './postgres-interleaving.ts';
import { shop } from './workers/shop.ts';
import { valueOf } from '../support/value-of.ts';

const gift = { actor: 'ann', reason: 'a gift', direction: 'add' } as const;

function sale(invoiceId: string, total: number, more: object = {}) {
  return { invoiceId, memberId: 'M', currency: 'EUR', total, ...more };
}

function redemption(redemptionId: string, points: number) {
  return { memberId: 'M', redemptionId, points };
}

async function balanceOf({ pointbook }: Pick<RaceLedger, 'pointbook'>, memberId = 'M'): Promise<number> {
  return valueOf(await pointbook.getBalance({ memberId })).balance;
}

describe('Hermitage', () => {
  // Two tills save revisions 2 and 3 of a sale: the sale would keep the total of one and the points of the other.
  test('G0, dirty write: a sale and its points come from the same revision', async () => {
    const race = await openRace({ M: 0 });
    const other = race.openTill();
    valueOf(await race.pointbook.saveInvoice(sale('S', 100, { revision: 1 })));
    const outcomes = await atOnce(await hold(race, 'members', 'M'), [
      () => race.pointbook.saveInvoice(sale('S', 30, { revision: 2 })),
      () => other.pointbook.saveInvoice(sale('S', 500, { revision: 3 })),
    ]);
    expect(outcomes).toEqual(['ok', 'ok']);
    const { invoices } = await expectSound(race);
    const { earned = 0, clawedBack = 0 } = invoices[0]?.posted ?? {};
    expect([invoices[0]?.sale.total, earned - clawedBack, await balanceOf(race)]).toEqual([500, 500, 500]);
  });

  // A till spends points of a host's transaction that is rolled back later: the account would go below zero.
  test('G1a, aborted read: points of a transaction that is rolled back are never spent', async () => {
    const race = await openRace({ M: 0 });
    const host = await plainClient(race);
    await host.query('BEGIN');
    const waitFor = await waitersFor(race, host);
    const given = race.pointbook.within(host).adjustPoints({ ...gift, memberId: 'M', points: 9, idempotencyKey: 'k' });
    expect(await outcomeOf(given)).toBe('ok');
    expect(await balanceOf(race)).toBe(0);
    const spent = outcomeOf(race.openTill().pointbook.redeemPoints(redemption('R', 9)));
    await waitFor(1);
    await host.query('ROLLBACK');
    expect(await spent).toBe('insufficient-points');
    expect((await expectSound(race)).entries).toEqual([]);
  });

  // A host's transaction gives 9 points and takes 5 again: another till would see or spend the 9.
  test('G1b, intermediate read: nobody sees or spends what a transaction has only for a while', async () => {
    const race = await openRace({ M: 0 });
    const host = await plainClient(race);
    await host.query('BEGIN');
    const waitFor = await waitersFor(race, host);
    const joined = race.pointbook.within(host);
    valueOf(await joined.adjustPoints({ ...gift, memberId: 'M', points: 9, idempotencyKey: 'k' }));
    const spent = outcomeOf(race.openTill().pointbook.redeemPoints(redemption('R', 9)));
    await waitFor(1);
    expect(await balanceOf(race)).toBe(0);
    valueOf(
      await joined.adjustPoints({ ...gift, memberId: 'M', points: 5, direction: 'deduct', idempotencyKey: 'k2' }),
    );
    await host.query('COMMIT');
    expect(await spent).toBe('insufficient-points');
    await expectSound(race);
    expect(await balanceOf(race)).toBe(4);
  });

  // Two transactions that write one member each would each see what the other wrote: each before the other.
  test('G1c, circular information flow: neither of two open transactions shows the other anything', async () => {
    const race = await openRace({ a: 1, b: 1 });
    const [one, two] = [await plainClient(race), await plainClient(race)];
    for (const client of [one, two]) await client.query('BEGIN');
    const { within } = race.pointbook;
    valueOf(await within(one).adjustPoints({ ...gift, memberId: 'a', points: 5, idempotencyKey: 'k' }));
    valueOf(await within(two).adjustPoints({ ...gift, memberId: 'b', points: 5, idempotencyKey: 'k' }));
    expect([await balanceOf(race, 'a'), await balanceOf(race, 'b')]).toEqual([1, 1]);
    const statement = 'SELECT balance::int FROM accounts WHERE member_id = $1';
    expect((await one.query(statement, ['b'])).rows).toEqual([{ balance: 1 }]);
    expect((await two.query(statement, ['a'])).rows).toEqual([{ balance: 1 }]);
    for (const client of [one, two]) await client.query('COMMIT');
    expect([await balanceOf(race, 'a'), await balanceOf(race, 'b')]).toEqual([6, 6]);
    await expectSound(race);
  });

  // Two moves between a and b overlap: a read would find the second move at one of them and the first at the other.
  test('OTV, observed transaction vanishes: a read after two moves sees both of them at both members', async () => {
    const race = await openRace({ a: 50, b: 50 });
    const members = ['a', 'b'];
    const held = await hold(race, 'members', 'b');
    const moves = [];
    for (const waiting of [1, 2]) {
      moves.push(moveOne(ledgerView(race.openTill().store), members));
      await held.waitFor(waiting);
    }
    const sum = totalOf(ledgerView(race.openTill().store), members);
    await held.waitFor(3);
    await held.letGo();
    expect([await Promise.all(moves), (await sum)[0]]).toEqual([[1, 1], 100]);
    await expectSound(race);
  });

  // Two enrolments look for a phone, find nobody, and both take it.
  test.each(['COMMIT', 'ROLLBACK'])(
    'PMP, predicate-many-preceders: two enrolments with one phone, the first ends with %s',
    async (end) => {
      const race = await openRace();
      const host = await plainClient(race);
      await host.query('BEGIN');
      const waitFor = await waitersFor(race, host);
      const phone = '+628111111';
      valueOf(await race.pointbook.within(host).enrolMember({ memberId: 'first', phone }));
      const second = outcomeOf(race.openTill().pointbook.enrolMember({ memberId: 'second', phone }));
      await waitFor(1);
      await host.query(end);
      expect(await second).toBe(end === 'COMMIT' ? 'phone-taken' : 'ok');
      const { profiles } = await expectSound(race);
      expect(profiles.map(({ memberId }) => memberId)).toEqual([end === 'COMMIT' ? 'first' : 'second']);
    },
  );

  // Both read a balance of 10, and both write 4: one redemption would be forgotten.
  test('P4, lost update: of two redemptions of 6 from 10 points one is refused', async () => {
    const race = await openRace({ M: 10 });
    const other = race.openTill();
    const outcomes = await atOnce(await hold(race, 'members', 'M'), [
      () => race.pointbook.redeemPoints(redemption('R1', 6)),
      () => other.pointbook.redeemPoints(redemption('R2', 6)),
    ]);
    expect(outcomes).toEqual(['ok', 'insufficient-points']);
    await expectSound(race);
    expect(await balanceOf(race)).toBe(4);
  });

  // Both read revision 1 of a sale, and both write a revision 2: one edit would be forgotten.
  test('P4, lost update: of two edits of one sale to the same revision one is refused', async () => {
    const race = await openRace({ M: 0 });
    const other = race.openTill();
    valueOf(await race.pointbook.saveInvoice(sale('S', 100, { revision: 1 })));
    const outcomes = await atOnce(await hold(race, 'members', 'M'), [
      () => race.pointbook.saveInvoice(sale('S', 30, { revision: 2 })),
      () => other.pointbook.saveInvoice(sale('S', 70, { revision: 2 })),
    ]);
    expect(outcomes).toEqual(['ok', 'idempotency-key-reused']);
    await expectSound(race);
    expect(await balanceOf(race)).toBe(30);
  });

  // The same where no member's row stands in the way of the second.
  test('P4, lost update: of two edits of a sale to nobody known one is refused', async () => {
    const race = await openRace({ M: 0 });
    const other = race.openTill();
    const anonymous = (total: number, revision: number) => ({ invoiceId: 'S', currency: 'EUR', total, revision });
    valueOf(await race.pointbook.saveInvoice(anonymous(100, 1)));
    const outcomes = await atOnce(await hold(race, 'invoices', 'S'), [
      () => race.pointbook.saveInvoice(anonymous(30, 2)),
      () => other.pointbook.saveInvoice(anonymous(70, 2)),
    ]);
    expect(outcomes).toEqual(['ok', 'idempotency-key-reused']);
    expect((await expectSound(race)).invoices).toMatchObject([
      { sale: { total: 30 }, save: { revision: 2 }, replacedSaves: 1 },
    ]);
  });

  // Both read version 1 of a member, and both write a version 2: one change would be forgotten.
  test('P4, lost update: of two changes of one version of a member one is refused', async () => {
    const race = await openRace({ M: 0 });
    const other = race.openTill();
    const outcomes = await atOnce(await hold(race, 'members', 'M'), [
      () => race.pointbook.updateMember({ memberId: 'M', version: 1, changes: { name: 'Ayu' } }),
      () => other.pointbook.updateMember({ memberId: 'M', version: 1, changes: { tier: 'gold' } }),
    ]);
    expect(outcomes).toEqual(['ok', 'member-changed']);
    expect((await expectSound(race)).profiles).toMatchObject([{ name: 'Ayu', tier: null }]);
  });

  // A decision over two members would see the one before a move and the other after it.
  test.each([
    ['the read begins first', ['read', 'move']],
    ['the move begins first', ['move', 'read']],
  ] as const)('G-single, read skew: a read of two members while points move between them, %s', async (_, order) => {
    const race = await openRace({ a: 50, b: 50 });
    const held = await hold(race, 'members', 'b');
    const members = ['a', 'b'];
    const ran: Promise<unknown>[] = [];
    for (const [index, each] of order.entries()) {
      const store = ledgerView(race.openTill().store);
      ran.push(each === 'read' ? totalOf(store, members) : moveOne(store, members));
      await held.waitFor(index + 1);
    }
    await held.letGo();
    const answers = await Promise.all(ran);
    expect(answers[order.indexOf('move')]).toBe(1);
    expect((answers[order.indexOf('read')] as readonly number[])[0]).toBe(100);
    await expectSound(race);
  });

  // Both find 10 points unheld and set 6 aside, each in a row of its own: 12 of 10 points would be held.
  test('G2-item, write skew: of two holds that only together exceed the balance one is refused', async () => {
    const race = await openRace({ M: 10 });
    const other = race.openTill();
    const outcomes = await atOnce(await hold(race, 'members', 'M'), [
      () => race.pointbook.holdPoints(redemption('H1', 6)),
      () => other.pointbook.redeemPoints(redemption('R1', 6)),
    ]);
    expect(outcomes).toEqual(['ok', 'insufficient-points']);
    await expectSound(race);
  });

  // Both sales find that the member has earned nothing today, and each earns 80 of at most 100 points.
  test("G2-item, write skew: two sales that only together exceed a day's cap earn no more than it", async () => {
    const program = { ...shop, earn: { ...shop.earn, cap: { perDay: 100 } } };
    const race = await openRace({ M: 0 }, program);
    const other = race.openTill();
    const outcomes = await atOnce(await hold(race, 'members', 'M'), [
      () => race.pointbook.saveInvoice(sale('S1', 80)),
      () => other.pointbook.saveInvoice(sale('S2', 80)),
    ]);
    expect(outcomes).toEqual(['ok', 'ok']);
    await expectSound(race);
    expect(await balanceOf(race)).toBe(100);
  });

  // Both refunds count what was refunded so far, and find that 60 of 100 may still be.
  test('G2, anti-dependency cycle: of two refunds that only together exceed a sale one is refused', async () => {
    const race = await openRace({ M: 0 });
    const other = race.openTill();
    valueOf(await race.pointbook.saveInvoice(sale('S', 100)));
    const outcomes = await atOnce(await hold(race, 'invoices', 'S'), [
      () => race.pointbook.refundInvoice({ invoiceId: 'S', refundId: 'A', value: 60 }),
      () => other.pointbook.refundInvoice({ invoiceId: 'S', refundId: 'B', value: 60 }),
    ]);
    expect(outcomes).toEqual(['ok', 'refund-exceeds-invoice']);
    await expectSound(race);
    expect(await balanceOf(race)).toBe(40);
  });
});
