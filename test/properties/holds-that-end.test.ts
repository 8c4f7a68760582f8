import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { warung } from '../support/shops/warung.ts';
import { property, type Trial, type World } from '../support/properties/worlds.ts';
import { balances, expectSound, histories, members, take } from './forth-and-back/histories.ts';
import { valueOf } from '../support/value-of.ts';

type History = typeof histories extends fc.Arbitrary<infer Each> ? Each : never;

/** Points that never end: which of them are held makes no difference then, but for how many. */
const lives = histories.map(([program, ...rest]): History => {
  const { rules, trigger } = program.earn;
  return [warung({ earn: { rules, trigger }, refund: program.refund }), ...rest] as unknown as History;
});

const own = fc.record({
  memberId: fc.constantFrom(...members),
  points: fc.constantFrom(5, 20, 40, 60),
  opens: fc.nat(8),
  stays: fc.nat(8),
});

/** Two shops that live alike, but for what is done at two moments. */
async function livedAlike(
  trial: Trial,
  [program, steps]: History,
  { opens, stays }: { readonly opens: number; readonly stays: number },
  atFirst: (worlds: readonly [World, World]) => Promise<boolean>,
  later: (worlds: readonly [World, World]) => Promise<boolean>,
): Promise<readonly [World, World] | null> {
  const worlds = [await trial.open(program), await trial.open(program)] as const;
  for (const { pointbook } of worlds) {
    for (const memberId of members) {
      await pointbook.enrolMember({ memberId });
      await pointbook.adjustPoints({ memberId, points: 40, direction: 'add', actor: 'ann', idempotencyKey: 'first' });
    }
  }
  let isOver = false;
  for (const [index, each] of steps.entries()) {
    if (index === opens && !(await atFirst(worlds))) return null;
    if (index === opens + stays && index > opens) {
      if (!(await later(worlds))) return null;
      isOver = true;
    }
    // What waits too long lapses.
    if (each.does === 'wait' && index >= opens && !isOver) continue;
    const [held, other] = worlds;
    // What is refused because points are held is another history.
    if (await take(held, each, `${index}`)) expect(await take(other, each, `${index}`)).toBe(true);
    for (const { clock } of worlds) clock.advance(1000);
  }
  if (opens >= steps.length) return null;
  if (opens + stays >= steps.length || stays === 0) if (!(await later(worlds))) return null;
  return worlds;
}

async function expectAlike([one, other]: readonly [World, World]): Promise<void> {
  expect(await balances(one)).toEqual(await balances(other));
  for (const invoiceId of ['S1', 'S2']) {
    const [a, b] = [await one.pointbook.getInvoice({ invoiceId }), await other.pointbook.getInvoice({ invoiceId })];
    expect(a.isOk() && a.value.earned).toEqual(b.isOk() && b.value.earned);
  }
  await expectSound(one);
  await expectSound(other);
}

describe('holds that end', () => {
  property(
    '[9] a hold that gives its points back changes nothing else',
    fc.tuple(lives, own, fc.constantFrom('released', 'lapsed', 'swept')),
    async (trial, [history, { memberId, points, ...when }, way]) => {
      const of = { memberId, redemptionId: 'law' };
      const worlds = await livedAlike(
        trial,
        history,
        when,
        async ([{ pointbook }]) => (await pointbook.holdPoints({ ...of, points, holdMinutes: 10_080 })).isOk(),
        async (both) => {
          const [{ pointbook }] = both;
          const { held } = valueOf(await pointbook.getBalance({ memberId }));
          if (held === 0) return false;
          if (way === 'released') return (await pointbook.releaseHold(of)).isOk();
          for (const { clock } of both) clock.advance(10_080 * 60_000);
          if (way === 'swept') valueOf(await pointbook.expireDue({}));
          return true;
        },
      );
      if (worlds === null) return;
      trial.reached(way);
      const { entries } = await worlds[0].dump();
      if (entries.some(({ command }) => command?.key.startsWith('owed:'))) trial.reached('claimed');
      await expectAlike(worlds);
    },
    ['released', 'lapsed', 'swept', 'claimed'],
    0.5,
  );

  property(
    '[7] points that were held and are captured end as points that were spent at once',
    fc.tuple(lives, own, fc.constantFrom(0, 5)),
    async (trial, [history, { memberId, points, ...when }, less]) => {
      const of = { memberId, redemptionId: 'law' };
      const spent = points - (points > less ? less : 0);
      const worlds = await livedAlike(
        trial,
        history,
        when,
        async ([{ pointbook }, other]) => {
          if ((await pointbook.holdPoints({ ...of, points, holdMinutes: 10_080 })).isErr()) return false;
          return (await other.pointbook.redeemPoints({ ...of, points: spent })).isOk();
        },
        async ([{ pointbook }]) => (await pointbook.captureHold({ ...of, points: spent })).isOk(),
      );
      if (worlds === null) return;
      const { invoices } = await worlds[0].dump();
      // What a payment with points does not find waits for the next refund, unless it is held.
      if (invoices.some(({ redemptions }) => redemptions.length > 0)) return;
      const forgave = invoices.some(({ posted }) => (posted.forgiven ?? 0) > 0);
      trial.reached(forgave ? 'forgiven' : 'not forgiven');
      trial.reached(spent < points ? 'a part' : 'all');
      await expectAlike(worlds);
    },
    ['forgiven', 'not forgiven', 'a part', 'all'],
    0.5,
  );
});
