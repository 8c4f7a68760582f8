import type { ProgramDefinition } from '@pointbook/core';
import { histories, programs, runOperations } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { pointsByLot } from '../support/specification/points-by-lot.ts';
import { property, type World } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';

const hour = 3_600_000;

/** Programs in which any number of points can be redeemed, so that only the member's points decide. */
const freely = programs().map((program): ProgramDefinition => ({
  ...program,
  redeem: { rate: { points: 1, money: 1 }, holdMinutes: 1440 },
}));

const anyPoints = fc.record({ points: fc.integer({ min: 1, max: 30 }) });
/** One point less than what is available, just that, and one more. */
const atTheEdge = fc.record({ beside: fc.constantFrom(-1, 0, 1) });

/** A last gift, so that most members have something to hold. */
async function give({ pointbook }: Pick<World, 'pointbook'>, points: number): Promise<void> {
  const gift = {
    memberId: 'M1',
    direction: 'add',
    actor: 'ann',
    reason: 'goodwill',
    idempotencyKey: 'the last',
  } as const;
  if (points > 0) valueOf(await pointbook.adjustPoints({ ...gift, points }));
}

const gifts = fc.constantFrom(0, 5, 20);

describe('spending', () => {
  property(
    '[7] points can be redeemed, or held, exactly as far as they are available',
    fc.tuple(freely, histories({ maxLength: 12 }), fc.oneof(anyPoints, atTheEdge), fc.boolean()),
    async (trial, [program, operations, wanted, hold]) => {
      const world = await trial.open(program);
      await runOperations(world, operations);
      const before = valueOf(await world.pointbook.getBalance({ memberId: 'M1' }));
      const points = Math.max(1, 'points' in wanted ? wanted.points : before.available + wanted.beside);
      const command = { memberId: 'M1', redemptionId: 'the last', points };
      const answer = await (hold ? world.pointbook.holdPoints(command) : world.pointbook.redeemPoints(command));
      const enough = points <= before.available;
      trial.reached(enough ? 'enough' : 'not enough');
      if (!enough && before.balance >= points) trial.reached('a balance that was not available');
      expect(answer.isOk()).toBe(enough);
      const after = valueOf(await world.pointbook.getBalance({ memberId: 'M1' }));
      expect(after.available).toBe(enough ? before.available - points : before.available);
      expect(after.held).toBe(enough && hold ? before.held + points : before.held);
    },
    ['enough', 'not enough', 'a balance that was not available'],
  );

  property(
    '[9] a hold that is released, or lapses, leaves what would be there without it',
    fc.tuple(
      freely,
      histories({ maxLength: 12, clockBack: false }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: 60 }).map((hours) => hours * hour),
      fc.boolean(),
      gifts,
    ),
    async (trial, [program, operations, points, ms, waits, gift]) => {
      const [held, free] = [await trial.open(program), await trial.open(program)];
      for (const world of [held, free]) {
        await runOperations(world, operations);
        await world.pointbook.expireDue();
        await give(world, gift);
      }
      const id = { memberId: 'M1', redemptionId: 'the last' };
      const hold = await held.pointbook.holdPoints({ ...id, points, holdMinutes: 60 * 48 });
      if (hold.isErr()) return;
      for (const { clock } of [held, free]) clock.advance(ms);
      const released = waits ? null : await held.pointbook.releaseHold(id);
      if (released?.isErr()) expect(released.error.kind).toBe('hold-closed');
      if (released === null && ms < 48 * hour) return;
      trial.reached(released?.isOk() ? 'released' : 'lapsed');
      for (const { pointbook } of [held, free]) await pointbook.expireDue();
      const expired = (await free.dump()).entries.filter(
        ({ kind, memberId }) => kind === 'expiry' && memberId === 'M1',
      );
      if (expired.some(({ postedAt }) => postedAt === free.clock.now())) trial.reached('points that lapsed meanwhile');
      expect(await pointsOf(held)).toEqual(await pointsOf(free));
    },
    ['released', 'lapsed', 'points that lapsed meanwhile'],
  );

  property(
    '[8] a hold ends once: captured and released make up what was held',
    fc.tuple(
      freely,
      histories({ maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 4 }),
      gifts,
    ),
    async (trial, [program, operations, points, ends, gift]) => {
      const { pointbook, ...world } = await trial.open(program);
      await runOperations({ pointbook, ...world }, operations);
      await give({ pointbook }, gift);
      const id = { memberId: 'M1', redemptionId: 'the last' };
      if ((await pointbook.holdPoints({ ...id, points })).isErr()) return;
      const before = valueOf(await pointbook.getBalance({ memberId: 'M1' }));
      let captured: number | null = null;
      for (const [captures, part] of ends) {
        const answer = captures
          ? await pointbook.captureHold({ ...id, points: part })
          : await pointbook.releaseHold(id);
        const repeated = answer.isOk() && captured !== null;
        if (captured !== null && !repeated) expect(answer.isErr()).toBe(true);
        if (answer.isOk() && !repeated) {
          captured = captures ? part : 0;
          trial.reached(captures && part < points ? 'captured in part' : captures ? 'captured' : 'released');
        }
      }
      if (captured === null) return;
      const after = valueOf(await pointbook.getBalance({ memberId: 'M1' }));
      expect(after.held).toBe(before.held - points);
      const ended = (await world.dump()).entries.filter(({ effect }) => effect.closes === 'the last');
      expect(ended.map(({ delta }) => delta)).toEqual([captured === 0 ? 0 : -captured]);
    },
    ['captured in part', 'captured', 'released'],
  );
});

/** A member's points, whatever happened on the way to them. */
async function pointsOf({ dump, clock }: World): Promise<unknown> {
  const member = (await dump()).members.find(({ account }) => account.memberId === 'M1');
  const { balance, debt, lots = [], holds } = member?.account ?? {};
  return { balance, debt, points: pointsByLot(lots, clock.now()), holds };
}
