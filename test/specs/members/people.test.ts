import { createPointbook, defineProgram, parseProgram } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { sqliteStore } from '@pointbook/sqlite';
import { fakeClock } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { openBulkDesk } from '../../support/shops/bulk-desk.ts';
import { monday } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

const dayMs = 86_400_000;
const gift = { memberId: 'ann', points: 50, direction: 'add', actor: 'staff-1', idempotencyKey: 'a' } as const;

async function notesOf(desk: Awaited<ReturnType<typeof openBulkDesk>>) {
  const { items } = valueOf(await desk.ledger.getStatement({ memberId: 'ann' }));
  return items.map(({ reason, comment }) => [reason, comment]);
}

describe('The reason and the comment of a change by hand', () => {
  test('may be left out, and a comment is then that of the program; null is none', async () => {
    const desk = await openBulkDesk({ adjusting: { defaultComment: 'A change by the shop' } });
    await desk.enrol({ ann: 0 });
    const { ledger } = desk;
    valueOf(await ledger.adjustPoints(gift));
    valueOf(await ledger.adjustPoints({ ...gift, comment: null, idempotencyKey: 'b' }));
    valueOf(
      await ledger.setBalance({
        memberId: 'ann',
        balance: 7,
        actor: 'staff-1',
        comment: 'Counted',
        idempotencyKey: 'c',
      }),
    );
    valueOf(
      await ledger.jobs.startBulk({ jobId: 'job', members: { everyone: true }, change: { add: 1 }, actor: 'staff-1' }),
    );
    await desk.run('job');
    await desk.importFile('memberId,points,reason\nann,2,\n', { mode: 'add' });
    expect(await notesOf(desk)).toEqual([
      ['Eid gift', 'A change by the shop'],
      [null, 'A change by the shop'],
      [null, 'Counted'],
      [null, null],
      [null, 'A change by the shop'],
    ]);
    expect(valueOf(await ledger.adjustPoints(gift)).replayed).toBe(true);
    expect(errorOf(await ledger.adjustPoints({ ...gift, comment: null })).kind).toBe('idempotency-key-reused');
  });

  test('a program may ask for reasons, everywhere', async () => {
    const desk = await openBulkDesk({ adjusting: { requireReason: true } });
    await desk.enrol({ ann: 5 });
    const { ledger } = desk;
    const by = { actor: 'staff-1' };
    const failures = await Promise.all([
      ledger.adjustPoints(gift),
      ledger.setBalance({ memberId: 'ann', balance: 1, ...by, idempotencyKey: 'b' }),
      ledger.reverseEntry({ memberId: 'ann', sequence: 1, ...by, idempotencyKey: 'c' }),
      ledger.jobs.startBulk({ jobId: 'j', members: { everyone: true }, change: { add: 1 }, ...by }),
      ledger.jobs.startImport({ mode: 'add', digest: 'a'.repeat(64), ...by }),
    ]);
    for (const failure of failures)
      expect(errorOf(failure)).toMatchObject({ kind: 'invalid-command', field: 'reason' });
    expect(await desk.balances()).toEqual({ ann: 5 });
  });

  test('rules that say nothing of it have the version that they had', () => {
    const without = defineProgram(warung());
    expect(defineProgram(warung({ adjusting: {} })).version).toBe(without.version);
    expect(defineProgram(warung({ adjusting: { requireReason: true } })).version).not.toBe(without.version);
  });
});

describe('A reward', () => {
  const mug = { rewardId: 'mug', plu: '4011', name: 'A mug', points: 40 };

  test('is redeemed by its number at the till', async () => {
    const desk = await openBulkDesk({ redeem: { rewards: [mug, { ...mug, rewardId: 'tea', plu: null }] } });
    await desk.enrol({ ann: 100 });
    const { ledger } = desk;
    const redeemed = valueOf(await ledger.redeemPoints({ memberId: 'ann', redemptionId: 'R-1', plu: '4011' }));
    expect(redeemed).toMatchObject({ rewardId: 'mug', points: 40, balance: { balance: 60 } });
    const held = valueOf(await ledger.holdPoints({ memberId: 'ann', redemptionId: 'R-2', plu: '4011' }));
    expect(held).toMatchObject({ rewardId: 'mug', points: 40 });
    const none = await ledger.redeemPoints({ memberId: 'ann', redemptionId: 'R-3', plu: '99' });
    expect(errorOf(none)).toMatchObject({ kind: 'unknown-reward', rewardId: '99' });
    const both = await ledger.redeemPoints({ memberId: 'ann', redemptionId: 'R-4', plu: '4011', rewardId: 'mug' });
    expect(errorOf(both).kind).toBe('invalid-command');
  });

  test('has a number of its own', () => {
    const rewards = [mug, { ...mug, rewardId: 'tea' }];
    const [problem] = errorOf(parseProgram(warung({ redeem: { rewards } }))).problems;
    expect(problem).toMatchObject({ path: 'redeem.rewards[1].plu' });
  });
});

describe('When points end', () => {
  test('a balance says how many end when, soonest first', async () => {
    const desk = await openBulkDesk({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } });
    await desk.enrol({ ann: 0 });
    valueOf(await desk.ledger.adjustPoints(gift));
    desk.clock.advance(3 * dayMs);
    valueOf(await desk.ledger.adjustPoints({ ...gift, points: 7, idempotencyKey: 'b' }));
    const { ending } = valueOf(await desk.ledger.getBalance({ memberId: 'ann' }));
    expect(ending).toEqual([
      { at: new Date('2026-03-13T00:00:00+07:00'), points: 50 },
      { at: new Date('2026-03-16T00:00:00+07:00'), points: 7 },
    ]);
  });

  test('a receipt of points that were given says when they end, also by inactivity', async () => {
    const desk = await openBulkDesk({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 10 } } });
    await desk.enrol({ ann: 0 });
    const first = valueOf(await desk.ledger.adjustPoints(gift));
    expect(first.endsAt).toEqual(new Date('2026-03-13T00:00:00+07:00'));
    desk.clock.advance(8 * dayMs);
    const apology = valueOf(await desk.ledger.adjustPoints({ ...gift, idempotencyKey: 'b' }));
    expect(apology.endsAt).toEqual(new Date('2026-03-13T00:00:00+07:00'));
    const taken = await desk.ledger.adjustPoints({ ...gift, direction: 'deduct', idempotencyKey: 'c' });
    expect(valueOf(taken).endsAt).toBeNull();
    const { ending } = valueOf(await desk.ledger.getBalance({ memberId: 'ann' }));
    expect(ending).toEqual([{ at: apology.endsAt, points: 50 }]);
  });
});

describe('A sale says when the points end that it gave', () => {
  const sold = { invoiceId: 'S', memberId: 'ann', currency: 'IDR', total: 50_000 };

  test('by their date', async () => {
    const desk = await openBulkDesk({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } });
    await desk.enrol({ ann: 0 });
    const sale = valueOf(await desk.ledger.saveInvoice(sold));
    expect(sale).toMatchObject({ earned: 50, endsAt: new Date('2026-03-13T00:00:00+07:00') });
    const again = valueOf(await desk.ledger.saveInvoice(sold));
    expect(again).toMatchObject({ endsAt: sale.endsAt, replayed: true });
    expect(valueOf(await desk.ledger.saveInvoice({ ...sold, total: 40_000 })).endsAt).toBeNull();
  });

  test('by inactivity, as of the sale', async () => {
    const desk = await openBulkDesk({ expiry: { kind: 'inactivity', period: { unit: 'days', count: 10 } } });
    await desk.enrol({ ann: 0 });
    const endsAt = new Date('2026-03-13T00:00:00+07:00');
    expect(valueOf(await desk.ledger.saveInvoice(sold))).toMatchObject({ endsAt });
    const late = { ...sold, invoiceId: 'L', soldAt: new Date('2026-03-01T10:00:00+07:00') };
    expect(valueOf(await desk.ledger.saveInvoice(late))).toMatchObject({ earned: 50, endsAt });
  });

  test('by nothing, where they never end', async () => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 0 });
    expect(valueOf(await desk.ledger.saveInvoice(sold))).toMatchObject({ earned: 50, endsAt: null });
  });

  test('when the payment gives them', async () => {
    const expiry = { kind: 'after', period: { unit: 'days', count: 10 } } as const;
    const rules = warung().earn;
    const desk = await openBulkDesk({ expiry, earn: { ...rules, trigger: 'on-full-payment' } });
    await desk.enrol({ ann: 0 });
    expect(valueOf(await desk.ledger.saveInvoice(sold)).endsAt).toBeNull();
    desk.clock.advance(dayMs);
    const paid = await desk.ledger.recordPayment({ invoiceId: 'S', paymentId: 'P', currency: 'IDR', amount: 50_000 });
    expect(valueOf(paid)).toMatchObject({ earned: 50, endsAt: new Date('2026-03-14T00:00:00+07:00') });
  });
});

describe('A statement for the member', () => {
  test('has comments, and no reasons, no names of staff, and no lines without points, over all pages', async () => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 0 });
    const { ledger } = desk;
    for (let number = 1; number <= 7; number += 1) {
      const said = { reason: 'secret', comment: `Gift ${number}`, idempotencyKey: `g${number}` };
      valueOf(await ledger.adjustPoints({ ...gift, points: number, ...said }));
      valueOf(await ledger.holdPoints({ memberId: 'ann', redemptionId: `H${number}`, points: 1 }));
    }
    const lines: { comment: string | null }[] = [];
    for (let cursor: string | undefined; ;) {
      const query = { memberId: 'ann', view: 'member', limit: 3, ...(cursor === undefined ? {} : { cursor }) } as const;
      const page = valueOf(await ledger.getStatement(query));
      expect(page.items.length).toBeLessThanOrEqual(3);
      for (const line of page.items) expect([line.actor, line.reason]).toEqual([null, null]);
      lines.push(...page.items);
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(lines.map(({ comment }) => comment)).toEqual([7, 6, 5, 4, 3, 2, 1].map((number) => `Gift ${number}`));
    expect(JSON.stringify(lines)).not.toMatch(/secret|staff/);
  });
});

describe('A program of another currency or time zone', () => {
  test.each([
    ['currency', { currency: 'USD' }, /kept in the currency IDR/],
    ['time zone', { timeZone: 'Asia/Tokyo' }, /kept in the time zone Asia\/Jakarta/],
  ])('%s is refused by name', async (_what, change, words) => {
    const store = memoryStore();
    const clock = fakeClock(monday);
    valueOf(await createPointbook({ program: warung(), store, clock }).enrolMember({ memberId: 'ann' }));
    valueOf(await createPointbook({ program: warung(), store, clock }).adjustPoints(gift));
    const other = createPointbook({ program: warung(change), store, clock });
    expect(errorOf(await other.open())).toMatchObject({
      kind: 'store-other-program',
      message: expect.stringMatching(words) as string,
    });
    const refused = await other.adjustPoints({ ...gift, idempotencyKey: 'b' });
    expect(errorOf(refused).kind).toBe('store-other-program');
  });
});

describe('A program that the database does not know', () => {
  const clock = fakeClock(monday);
  const stores = [
    ['memory', () => memoryStore()],
    ['SQLite', () => sqliteStore(':memory:')],
  ] as const;

  test.each(stores)('is refused by name while it knows others (%s)', async (_name, openStore) => {
    const store = openStore();
    valueOf(await createPointbook({ program: warung(), store, clock }).enrolMember({ memberId: 'ann' }));
    const mistyped = createPointbook({ program: warung({ programId: 'wraung' }), store, clock });
    const error = errorOf(await mistyped.open());
    expect(error).toMatchObject({ kind: 'store-other-program' });
    expect(error.message).toContain('no ledger of the program "wraung"; it has "warung"');
    expect(errorOf(await mistyped.enrolMember({ memberId: 'ann' }))).toEqual(error);
    await store.close();
  });

  test.each(stores)('begins where it is said to be new, and is known from then on (%s)', async (_name, openStore) => {
    const store = openStore();
    valueOf(await createPointbook({ program: warung(), store, clock }).enrolMember({ memberId: 'ann' }));
    const second = { program: warung({ programId: 'cafe' }), store, clock };
    const begun = createPointbook({ ...second, newProgram: true });
    valueOf(await begun.open());
    valueOf(await begun.enrolMember({ memberId: 'ann' }));
    for (const known of [second, { ...second, program: warung() }])
      expect((await createPointbook(known).open()).isOk()).toBe(true);
    await store.close();
  });
});
