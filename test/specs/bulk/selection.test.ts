import { ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import type { MembersQuery } from '@pointbook/core/jobs';
import { openBulkDesk, stated } from '../../support/shops/bulk-desk.ts';
import { monday } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';

const day = 86_400_000;

describe('Members are selected', () => {
  const staged = async () => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 0, ben: 10 });
    desk.clock.advance(day);
    await desk.enrol({ cat: 20 });
    valueOf(await desk.ledger.updateMember({ memberId: 'cat', changes: { tier: 'gold' } }));
    valueOf(await desk.ledger.updateMember({ memberId: 'ben', changes: { tier: 'gold' } }));
    desk.clock.advance(day);
    await desk.enrol({ dan: 30, eve: 40 });
    return desk;
  };
  const after = (days: number) => new Date(monday.getTime() + days * day);

  test.each<[string, MembersQuery, readonly string[]]>([
    ['everyone', { everyone: true }, ['ann', 'ben', 'cat', 'dan', 'eve']],
    ['by id, each once', { ids: ['eve', 'ann', 'eve'] }, ['ann', 'eve']],
    ['by tier', { filter: { tier: 'gold' } }, ['ben', 'cat']],
    ['by another tier', { filter: { tier: 'Gold' } }, []],
    ['by a balance from', { filter: { balanceFrom: 30 } }, ['dan', 'eve']],
    ['by a balance up to', { filter: { balanceTo: 10 } }, ['ann', 'ben']],
    ['by a balance between', { filter: { balanceFrom: 10, balanceTo: 20 } }, ['ben', 'cat']],
    ['by when they were enrolled', { filter: { enrolledFrom: after(1) } }, ['cat', 'dan', 'eve']],
    ['by before when', { filter: { enrolledUntil: after(1) } }, ['ann', 'ben']],
    ['by between when', { filter: { enrolledFrom: after(1), enrolledUntil: after(2) } }, ['cat']],
    ['by when they were active', { filter: { activeFrom: after(1) } }, ['cat', 'dan', 'eve']],
    ['by before when they were active last', { filter: { activeUntil: after(2) } }, ['ben', 'cat']],
    ['by several', { filter: { tier: 'gold', balanceFrom: 15 } }, ['cat']],
    ['by nothing', { filter: {} }, ['ann', 'ben', 'cat', 'dan', 'eve']],
    ['by page', { filter: {}, page: { limit: 2 } }, ['ann', 'ben']],
    ['by the next page', { filter: {}, page: { after: 'ben', limit: 2 } }, ['cat', 'dan']],
    ['by the last page', { filter: {}, page: { after: 'dan', limit: 2 } }, ['eve']],
    ['by a page of what a filter finds', { filter: { balanceFrom: 10 }, page: { limit: 3 } }, ['ben', 'cat', 'dan']],
  ])('%s', async (_, members, expected) => {
    for (const chunkSize of [1, 2, 3, 5000]) {
      const desk = await staged();
      const before = await desk.balances();
      const preview = valueOf(await desk.ledger.jobs.previewBulk({ members, change: { add: 7 } }));
      await desk.start({ members, change: { add: 7 } });
      const last = (await desk.run('job', chunkSize)).at(-1);
      const changed = Object.entries(await desk.balances()).filter(([id, balance]) => balance !== before[id]);
      expect(changed.map(([id]) => id)).toEqual(expected);
      expect(last).toMatchObject({ state: 'finished', seen: expected.length, given: 7 * expected.length });
      expect(preview.members).toBe(expected.length);
    }
  });

  test('by the balance that they have now, whether or not what is due was posted', async () => {
    const desk = await openBulkDesk({ expiry: { kind: 'after', period: { count: 1, unit: 'days' } } as never });
    await desk.enrol({ ann: 30 });
    desk.clock.advance(3 * day);
    for (const [filter, members] of [
      [{ balanceTo: 0 }, 1],
      [{ balanceFrom: 1 }, 0],
    ] as const)
      expect(valueOf(await desk.ledger.jobs.previewBulk({ members: { filter }, change: { add: 1 } }))).toMatchObject({
        members,
      });
  });

  test.each([1, 2, 5])('so many of a page, whoever is passed meanwhile, in chunks of %d', async (chunkSize) => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 0, ben: 0, cat: 0, dan: 0 });
    const rich = { memberId: 'ben', points: 500, direction: 'add', ...stated, idempotencyKey: 'rich' } as const;
    await desk.start({ members: { filter: { balanceTo: 100 }, page: { limit: 3 } }, change: { add: 1 } });
    const { rows } = desk.ledger.ports.store;
    const { accounts } = rows;
    rows.accounts = (...given) => {
      rows.accounts = accounts;
      return accounts(...given).andThen((found) =>
        desk.ledger
          .adjustPoints(rich)
          .map(() => found)
          .orElse(() => ok([])),
      );
    };
    expect((await desk.run('job', chunkSize)).at(-1)).toMatchObject({ state: 'finished', seen: 3, accepted: 3 });
    expect(await desk.balances()).toEqual({ ann: 1, ben: 500, cat: 1, dan: 1 });
  });

  test('as they are when their chunk is written', async () => {
    const desk = await staged();
    await desk.start({ members: { filter: { balanceFrom: 20 } }, change: { add: 1 } });
    for await (const step of desk.ledger.jobs.runJob({ jobId: 'job', chunkSize: 1 })) {
      expect(step.isOk()).toBe(true);
      const taken = { memberId: 'eve', points: 30, direction: 'deduct', ...stated, idempotencyKey: 'less' } as const;
      await desk.ledger.adjustPoints(taken);
    }
    expect(valueOf(await desk.ledger.jobs.getJob({ jobId: 'job' }))).toMatchObject({ seen: 2, accepted: 2 });
    expect(await desk.balances()).toMatchObject({ cat: 21, dan: 31, eve: 10 });
  });
});
