import { histories, isCall, operationRunner, programs, runCall } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { postgres } from '../support/postgres/postgres-world.ts';
import { memory, openWorld, runs, sqlite, type World } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';

describe('the same on every store', () => {
  test('[26] memory, SQLite and PostgreSQL answer and keep the same', { timeout: 600_000 }, async () => {
    const input = fc.tuple(programs({ codes: true }), histories({ huge: true, codes: true }));
    const compare = fc.asyncProperty(input, async ([program, operations]) => {
      const first = await openWorld(memory, program);
      const others = [await openWorld(sqlite, program), await openWorld(postgres, program)];
      try {
        const run = operationRunner(first);
        const runners = others.map((world) => operationRunner(world));
        for (const operation of operations) {
          const answer = await run(operation);
          for (const runOther of runners) expect(await runOther(operation)).toEqual(answer);
        }
        const kept = await keptIn(first);
        for (const world of others) {
          expect(await keptIn(world)).toEqual(kept);
          for (const reason of ['SALE', 'card', '%'])
            expect(await found(world, reason)).toEqual(await found(first, reason));
        }
      } finally {
        for (const world of [first, ...others]) await world.close();
      }
    });
    await fc.assert(compare, { numRuns: Math.ceil(runs / 2) });
  });

  test('[24, 26] many calls at once on PostgreSQL end as in memory one by one', { timeout: 600_000 }, async () => {
    const still = { time: false, sweeps: false, repeats: false } as const;
    const input = fc.tuple(programs({ codes: true }), histories({ ...still, codes: true, maxLength: 40 }));
    const compare = fc.asyncProperty(input, async ([program, operations]) => {
      const [single, batch] = [await openWorld(memory, program), await openWorld(postgres, program)];
      try {
        const calls = operations.filter(isCall);
        const atOnce = await Promise.all(calls.map(async (call) => runCall(batch.pointbook, call)));
        const oneByOne = [];
        for (const call of calls) oneByOne.push(await runCall(single.pointbook, call));
        expect(atOnce).toEqual(oneByOne);
        expect(await keptIn(batch)).toEqual(await keptIn(single));
      } finally {
        for (const world of [single, batch]) await world.close();
      }
    });
    await fc.assert(compare, { numRuns: Math.ceil(runs / 3) });
  });
});

/** What a world keeps; of guesses their number, for each has a random token. */
async function keptIn(world: World) {
  const dump = await world.dump();
  return { ...dump, challenges: dump.challenges.map((each) => ({ ...each, guesses: each.guesses.length })) };
}

async function found({ pointbook }: World, reason: string): Promise<unknown> {
  return valueOf(await pointbook.findEntries({ reason }));
}
