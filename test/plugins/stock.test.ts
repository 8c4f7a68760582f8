import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import { fakeClock } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { monday, valueOf } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';
import { stock } from './stock.ts';
import { errorOf } from '../support/value-of.ts';

const minute = 60_000;

/** A shop with two mugs for 100 points each, and customers with points for several. */
async function openShop(store = memoryStore()) {
  const clock = fakeClock(monday);
  const program = warung({
    redeem: {
      rate: { points: 1, money: 100 },
      rewards: [{ rewardId: 'mug', name: 'Mug', points: 100 }],
      holdMinutes: 10,
    },
  });
  const pointbook = createPointbook({ program, store, clock, plugins: [stock()] });
  for (const memberId of ['ayu', 'budi', 'citra']) {
    valueOf(await pointbook.enrolMember({ memberId }));
    const gift = { memberId, points: 1000, direction: 'add', actor: 'staff-1', reason: 'a gift' } as const;
    valueOf(await pointbook.adjustPoints({ ...gift, idempotencyKey: 'gift' }));
  }
  valueOf(await pointbook.stock.setStock({ rewardId: 'mug', pieces: 2 }));
  const free = async () => valueOf(await pointbook.stock.getStock({ rewardId: 'mug' }))?.free;
  const hold = async (memberId: string) =>
    pointbook.holdPoints({ memberId, redemptionId: `H-${memberId}`, rewardId: 'mug' });
  const redeem = async (memberId: string, id = 'R-1') =>
    pointbook.redeemPoints({ memberId, redemptionId: id, rewardId: 'mug' });
  return { pointbook, clock, free, hold, redeem, store, program };
}

describe('Stock of a reward', () => {
  test('falls with each redemption, and refuses the one that finds nothing left', async () => {
    const { pointbook, free, redeem } = await openShop();
    valueOf(await redeem('ayu'));
    valueOf(await redeem('budi'));
    expect(await free()).toBe(0);
    const refused = await redeem('citra');
    expect(errorOf(refused)).toMatchObject({
      kind: 'reaction-refused',
      plugin: 'stock',
      cause: { kind: 'out-of-stock', rewardId: 'mug' },
    });
    expect(valueOf(await pointbook.getBalance({ memberId: 'citra' })).balance).toBe(1000);
  });

  test('is set aside by a hold, given back by its release, and taken by its capture', async () => {
    const { pointbook, free, hold } = await openShop();
    valueOf(await hold('ayu'));
    valueOf(await hold('budi'));
    expect(await free()).toBe(0);
    valueOf(await pointbook.releaseHold({ memberId: 'ayu', redemptionId: 'H-ayu' }));
    expect(await free()).toBe(1);
    valueOf(await pointbook.captureHold({ memberId: 'budi', redemptionId: 'H-budi' }));
    expect(valueOf(await pointbook.stock.getStock({ rewardId: 'mug' }))).toEqual({ pieces: 1, free: 1 });
  });

  test('comes back when a hold lapses, without a sweep', async () => {
    const { clock, free, hold, redeem } = await openShop();
    valueOf(await hold('ayu'));
    valueOf(await hold('budi'));
    expect((await redeem('citra')).isErr()).toBe(true);
    clock.advance(10 * minute);
    expect(await free()).toBe(2);
    valueOf(await redeem('citra'));
    expect(await free()).toBe(1);
  });

  test('answers the same whether or not a sweep has run', async () => {
    const swept = await openShop();
    const unswept = await openShop();
    for (const shop of [swept, unswept]) {
      valueOf(await shop.hold('ayu'));
      shop.clock.advance(11 * minute);
    }
    valueOf(await swept.pointbook.expireDue());
    expect(await swept.free()).toBe(await unswept.free());
  });

  test('of the last piece goes to one of many who want it at once', async () => {
    const { redeem, free, pointbook } = await openShop();
    valueOf(await pointbook.stock.setStock({ rewardId: 'mug', pieces: 1 }));
    const outcomes = await Promise.all(['ayu', 'budi', 'citra'].map(async (memberId) => redeem(memberId)));
    expect(outcomes.filter((outcome) => outcome.isOk())).toHaveLength(1);
    expect(await free()).toBe(0);
  });

  test('is not counted twice by a command that is sent twice', async () => {
    const { redeem, free } = await openShop();
    valueOf(await redeem('ayu'));
    expect(valueOf(await redeem('ayu')).sequence).toBe(2);
    expect(await free()).toBe(1);
  });

  test('keeps out a process that does not have the plugin, by its name', async () => {
    const { store, program } = await openShop();
    const without = createPointbook({ program, store, clock: fakeClock(monday) });
    const refused = { kind: 'store-needs-plugin', written: 'no', retryable: false };
    expect(errorOf(await without.open())).toMatchObject(refused);
    const redeemed = await without.redeemPoints({ memberId: 'ayu', redemptionId: 'R-9', rewardId: 'mug' });
    expect(errorOf(redeemed)).toMatchObject({ ...refused, message: expect.stringContaining('stock') });
    expect((await createPointbook({ program, store, plugins: [stock()] }).open()).isOk()).toBe(true);
  });

  test('is checked by verify, which says where the plugin was not there to check it', async () => {
    const { pointbook, store, program } = await openShop();
    expect(valueOf(await verify(pointbook))).toMatchObject({ findings: [], unchecked: [] });
    valueOf(await pointbook.stock.setStock({ rewardId: 'mug', pieces: -1 }));
    expect(valueOf(await verify(pointbook))).toMatchObject({
      findings: [{ memberId: null, sequence: null, problem: 'There are -1 pieces of mug.' }],
      unchecked: [],
    });
    const without = createPointbook({ program, store });
    expect(valueOf(await verify(without))).toMatchObject({ members: 3, findings: [], unchecked: ['stock'] });
  });

  test('says what is wrong with a command by its own schema', async () => {
    const { pointbook } = await openShop();
    const wrong = await pointbook.stock.setStock({ rewardId: 'mug' } as never);
    expect(errorOf(wrong)).toMatchObject({ kind: 'invalid-command', field: 'pieces' });
  });
});
