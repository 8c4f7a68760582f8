import type { StatusRow } from '@pointbook/core/reports';
import { describe, expect, test } from 'vitest';
import { failureOf, rowsOf } from '../../support/reports/reports.ts';
import {
  adjust,
  ayu,
  daysPass,
  enrol,
  hold,
  monday,
  redeem,
  refund,
  release,
  reverse,
  sale,
  setBalance,
  type Stage,
  stageOf,
  sweep,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const day = 86_400_000;

/** Ayu's row; the movements of nothing are left out. */
async function ayuIn(stage: Stage): Promise<Partial<StatusRow>> {
  const rows = await rowsOf(stage.ledger().reports.status());
  const row = rows.find(({ memberId }) => memberId === ayu);
  return Object.fromEntries(Object.entries(row ?? {}).filter(([, value]) => value !== 0 && value !== ayu));
}

const none = { balance: 0, available: 0, pending: 0, held: 0, debt: 0, entries: 0, lastActivity: null };

describe('The status report', () => {
  test('has a row for each member, in the order of their ids, also for those who never did anything', async () => {
    const stage = await stageOf(warung(), enrol('Zoe'), enrol('éva'), sale('INV-1', 50_000));
    const rows = await rowsOf(stage.ledger().reports.status());
    expect(rows.map(({ memberId, balance }) => [memberId, balance])).toEqual([
      ['Zoe', 0],
      ['ayu', 50],
      ['budi', 0],
      ['éva', 0],
    ]);
    const movements = { earned: 0, clawedBack: 0, redeemed: 0, returned: 0, adjusted: 0, undone: 0, expired: 0 };
    expect(rows[0]).toEqual({ memberId: 'Zoe', ...movements, opening: 0, transferred: 0, ...none });
  });

  test('sorts what moved into what was earned, spent, given and taken back', async () => {
    const stage = await stageOf(
      warung(),
      sale('INV-1', 50_000),
      adjust(20),
      adjust(-5),
      reverse(2, 8),
      redeem('RD-1', 10, { invoiceId: 'INV-1' }),
      refund('INV-1', 'RF-1', 25_000),
    );
    // A tenth of the sale, 1,000 of it, was paid with points: that part earns nothing, and half of it comes back.
    expect(await ayuIn(stage)).toMatchObject({
      earned: 50,
      clawedBack: -26,
      redeemed: -10,
      returned: 5,
      adjusted: 15,
      undone: -8,
      balance: 26,
      available: 26,
    });
  });

  test('counts points that are held as neither spent nor available', async () => {
    const stage = await stageOf(warung(), adjust(100), hold('RD-1', 30), hold('RD-2', 20), release('RD-2'));
    expect(await ayuIn(stage)).toMatchObject({ adjusted: 100, balance: 100, available: 70, held: 30, entries: 4 });
    expect(await ayuIn(stage)).not.toHaveProperty('redeemed');
  });

  test('tells pending points, and debt', async () => {
    const program = warung({ earn: { pendingDays: 7 } });
    expect(await ayuIn(await stageOf(program, sale('INV-1', 9000)))).toMatchObject({
      earned: 9,
      pending: 9,
      balance: 9,
    });
    const inDebt = await stageOf(warung(), sale('INV-1', 9000), redeem('RD-1', 7), refund('INV-1', 'RF-1', 9000));
    expect(await ayuIn(inDebt)).toMatchObject({ earned: 9, redeemed: -7, clawedBack: -9, balance: -7, debt: 7 });
  });

  test('counts what has ended as expired before a sweep has run, and the same afterwards', async () => {
    const expiry = { kind: 'after', period: { unit: 'days', count: 10 } } as const;
    const stage = await stageOf(warung({ expiry }), sale('INV-1', 9000), daysPass(11));
    const before = await ayuIn(stage);
    expect(before).toEqual({ earned: 9, expired: -9, entries: 2, lastActivity: monday });
    await sweep(stage);
    expect(await ayuIn(stage)).toEqual(before);
  });

  test('has the last activity of members and staff, and ignores expiry and lapsed holds', async () => {
    const expiry = { kind: 'inactivity', period: { unit: 'days', count: 30 } } as const;
    const stage = await stageOf(
      warung({ expiry }),
      sale('INV-1', 9000),
      daysPass(3),
      hold('RD-1', 2),
      daysPass(60),
      sweep,
    );
    expect((await ayuIn(stage)).lastActivity).toEqual(new Date(monday.getTime() + 3 * day));
  });

  test('ends with an error where a total is beyond what a figure can hold', async () => {
    const maxSafe = Number.MAX_SAFE_INTEGER;
    const free = warung({ redeem: { rate: { points: 1000, money: 1 } } });
    const spent = Array.from({ length: 2 }, (_, index) => [
      adjust(maxSafe, { idempotencyKey: `give ${index}` }),
      redeem(`RD-${index}`, maxSafe),
    ]);
    const rich = await stageOf(free, ...spent.flat());
    expect(await failureOf(rich.ledger().reports.status())).toMatchObject({ kind: 'points-overflow' });
  });

  test('adds up exactly past 2^53 − 1 on the way, and ends with an error where it cannot', async () => {
    const maxSafe = Number.MAX_SAFE_INTEGER;
    const exact = [setBalance(2), adjust(-2), adjust(maxSafe), adjust(5 - maxSafe)];
    expect(await ayuIn(await stageOf(warung(), ...exact))).toMatchObject({ adjusted: 5, balance: 5 });
    // Of all that was deducted a digit is lost, which the points that were added would hide.
    const { ledger } = await stageOf(warung(), setBalance(6), adjust(-4), adjust(maxSafe - 2), adjust(-maxSafe));
    expect(await failureOf(ledger().reports.status())).toMatchObject({ kind: 'points-overflow' });
  });
});
