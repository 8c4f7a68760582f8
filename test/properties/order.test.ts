import { histories, isCall, type Operation, programs, runCall, runOperations } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property } from '../support/properties/worlds.ts';

const still = { time: false, sweeps: false, repeats: false } as const;

describe('order', () => {
  property(
    '[23] operations on different members commute',
    fc.tuple(
      programs(),
      histories({ ...still, maxLength: 10, prefix: 'a' }),
      histories({ ...still, maxLength: 10, prefix: 'bb' }),
      fc.infiniteStream(fc.boolean()),
    ),
    async (trial, [program, mine, yours, turns]) => {
      const [one, two] = [await trial.open(program), await trial.open(program)];
      const mineThenYours = await runOperations(one, [...mine, ...yours]);
      const mixed = interleaved(mine, yours, turns);
      const answers = await runOperations(
        two,
        mixed.map(({ operation }) => operation),
      );
      const inOrder = mixed.map(({ place }, index) => [place, answers[index]] as const).toSorted(([a], [b]) => a - b);
      expect(inOrder.map(([, answer]) => answer)).toEqual(mineThenYours);
      expect(await two.dump()).toEqual(await one.dump());
      trial.reached(
        'both wrote',
        Number(
          mineThenYours.slice(3, mine.length).some((each) => each?.ok) &&
            mineThenYours.slice(mine.length + 3).some((each) => each?.ok),
        ),
      );
    },
    ['both wrote'],
  );

  property(
    '[24] many calls at once end as the same calls one by one',
    fc.tuple(programs({ codes: true }), histories({ ...still, codes: true, maxLength: 16 })),
    async (trial, [program, operations]) => {
      const [batch, single] = [await trial.open(program), await trial.open(program)];
      const calls = operations.filter(isCall);
      const atOnce = await Promise.all(calls.map(async (call) => runCall(batch.pointbook, call)));
      const oneByOne = [];
      for (const call of calls) oneByOne.push(await runCall(single.pointbook, call));
      expect(atOnce).toEqual(oneByOne);
      expect(await batch.dump()).toEqual(await single.dump());
      trial.reached('errors among the calls', Number(atOnce.some(({ error }) => error) && atOnce.some(({ ok }) => ok)));
    },
    ['errors among the calls'],
  );
});

/** Two histories as one, each in its own order, with the place that each step has when one follows the other. */
function interleaved(mine: readonly Operation[], yours: readonly Operation[], turns: fc.Stream<boolean>) {
  const [left, right] = [mine, yours].map((all, side) =>
    all.map((operation, index) => ({ operation, place: side * mine.length + index })),
  ) as [{ operation: Operation; place: number }[], { operation: Operation; place: number }[]];
  const mixed: { operation: Operation; place: number }[] = [];
  while (left.length > 0 && right.length > 0) {
    const [turn] = turns.take(1);
    mixed.push(...(turn ? left : right).splice(0, 1));
  }
  return [...mixed, ...left, ...right];
}
