import { describe, expect, test } from 'vitest';
import { day, openShop, said, sale } from '../../support/clock-shop.ts';
import { monday } from '../../support/specification.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

describe('After a correction', () => {
  test('the balance and the liability as of a time before it, and after it, are what they were', async () => {
    const { sweep, balance, ledger, clock, setBack } = await openShop();
    await sweep();
    await setBack();
    const points = async (at: Date) => {
      const rows = [];
      for await (const row of ledger.reports.liability({ at })) rows.push(valueOf(row));
      return rows.map((row) => row.points);
    };
    clock.advance(day);
    for (const at of [monday, new Date(clock.now())]) {
      expect(await balance(at)).toMatchObject({ balance: 100 });
      expect(await points(at)).toEqual([100]);
    }
    expect(await balance(new Date(monday.getTime() - 1))).toMatchObject({ balance: 0 });
  });

  test('the statement, the search by member and the feed have the entries in their order, page by page', async () => {
    const { sweep, ledger, setBack } = await openShop();
    await sweep();
    await setBack();
    valueOf(await ledger.saveInvoice(sale('INV-2', 7000)));
    const expected = ['invoice-saved', 'clock-corrected', 'lot-expired', 'invoice-saved'];
    for (const read of [ledger.getStatement, ledger.findEntries]) {
      const causes: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = valueOf(await read({ memberId: 'ayu', limit: 1, ...(cursor && { cursor }) }));
        causes.push(...page.items.map(({ cause }) => cause));
        cursor = page.next;
      }
      expect(causes).toEqual(expected);
    }
    const { items } = valueOf(await ledger.readFeed({}));
    expect(items.map(({ cause }) => cause)).toEqual(expected.toReversed());
  });

  test('the day of it has what came back', async () => {
    const { sweep, ledger, setBack } = await openShop();
    await sweep();
    await setBack();
    const rows = [];
    const columns = ['date', 'earned', 'expired', 'net'] as const;
    for await (const row of ledger.reports.daily({ columns })) rows.push(valueOf(row));
    expect(rows).toEqual([
      { date: '2026-03-02', earned: 100, expired: 100, net: 200 },
      { date: '2036-03-02', earned: 0, expired: -100, net: -100 },
    ]);
  });
});

describe('A correction of what became of a sale that had ended by a right clock, too,', () => {
  const later = { ...said, today: '2026-04-11' };

  test('takes of other points what a void then took of them', async () => {
    const { clock, ledger, inTenYears, balance } = await openShop({
      expiry: { kind: 'after', period: { unit: 'days', count: 3 } },
      refund: { windowDays: 2 },
    });
    clock.advance(40 * day);
    await inTenYears(async () => {
      const gift = { memberId: 'ayu', points: 300, direction: 'add', actor: 'ann', idempotencyKey: 'gift' } as const;
      valueOf(await ledger.adjustPoints(gift));
      valueOf(await ledger.saveInvoice(sale('INV-1', 200_000)));
      valueOf(await ledger.voidInvoice({ invoiceId: 'INV-1', refundId: 'VOID' }));
    });
    expect(valueOf(await ledger.clock.setBack(later))).toMatchObject({ points: 0 });
    expect(await balance()).toMatchObject({ balance: 200 });
  });

  test('makes no debt of what left with it to a member who earns nothing by it', async () => {
    const { clock, ledger, inTenYears, balance } = await openShop({
      expiry: { kind: 'inactivity', period: { unit: 'days', count: 2 } },
      earn: { requireVerifiedEmail: true },
    });
    const changes = { email: 'ayu@example.com', emailVerified: true };
    valueOf(await ledger.updateMember({ memberId: 'ayu', changes }));
    clock.advance(40 * day);
    await inTenYears(async () => {
      valueOf(await ledger.saveInvoice({ ...sale('INV-2'), soldAt: monday }));
      const move = { invoiceId: 'INV-2', toMemberId: 'budi', actor: 'ann', idempotencyKey: 'move' };
      valueOf(await ledger.reassignInvoice(move));
    });
    expect(valueOf(await ledger.clock.setBack(later))).toMatchObject({ points: 0 });
    expect(await balance()).toMatchObject({ balance: 0, debt: 0 });
  });
});

test('A correction gives no points back that had ended by inactivity before they came back', async () => {
  const { clock, ledger, inTenYears, balance } = await openShop({
    expiry: { kind: 'inactivity', period: { unit: 'days', count: 2 } },
  });
  const staff = { memberId: 'ayu', actor: 'ann' };
  const less = { ...staff, points: 10, direction: 'deduct', idempotencyKey: 'less' } as const;
  const { sequence } = valueOf(await ledger.adjustPoints(less));
  clock.advance(40 * day);
  await inTenYears(async () => {
    valueOf(await ledger.reverseEntry({ ...staff, sequence, idempotencyKey: 'undo' }));
    valueOf(await ledger.saveInvoice(sale('INV-2', 20_000)));
  });
  valueOf(await ledger.clock.setBack({ ...said, today: '2026-04-11' }));
  expect(await balance()).toMatchObject({ balance: 20 });
});

describe('A correction is refused', () => {
  test('where nobody is ahead, nor was', async () => {
    const { setBack } = await openShop();
    expect(errorOf(await setBack())).toMatchObject({ kind: 'clock-not-ahead' });
  });

  test('for a member who is not known, or not ahead', async () => {
    const { sweep, ledger } = await openShop();
    await sweep();
    const of = async (memberId: string) => errorOf(await ledger.clock.setBack({ ...said, memberId })).kind;
    expect([await of('citra'), await of('budi')]).toEqual(['unknown-member', 'clock-not-ahead']);
    expect(valueOf(await ledger.clock.setBack({ ...said, memberId: 'ayu' }))).toMatchObject({ points: 100 });
  });

  test('where the clock shows another day than it is', async () => {
    const { sweep, inTenYears, ledger, clock, setBack } = await openShop();
    await sweep();
    const wrong = { kind: 'invalid-command', field: 'today', problem: expect.stringContaining('2025-10-23') as string };
    clock.advance(-130 * day);
    expect(errorOf(await setBack())).toMatchObject(wrong);
    clock.advance(130 * day);
    expect(errorOf(await inTenYears(setBack))).toMatchObject({ kind: 'invalid-command' });
    expect(valueOf(await ledger.getBalance({ memberId: 'ayu' }))).toMatchObject({ balance: 0 });
  });

  test('under the id of an earlier one, where the clock was wrong again', async () => {
    const { sweep, setBack } = await openShop();
    await sweep();
    await setBack();
    await sweep();
    expect(errorOf(await setBack())).toMatchObject({ kind: 'idempotency-key-reused' });
  });
});

test('Clocks that differ by some hours are right, unless the correction says otherwise', async () => {
  const { clock, ledger, setBack } = await openShop();
  clock.advance(3 * 3_600_000);
  await ledger.saveInvoice(sale('INV-2'));
  clock.advance(-3 * 3_600_000);
  expect(errorOf(await setBack())).toMatchObject({ kind: 'clock-not-ahead' });
  expect(valueOf(await ledger.clock.setBack({ ...said, aheadHours: 2 }))).toMatchObject({
    members: 1,
    points: 0,
  });
});
