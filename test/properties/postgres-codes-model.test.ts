import fc from 'fast-check';
import { describe, test } from 'vitest';
import { postgres } from '../support/postgres/postgres-world.ts';
import { openWorld, runs, type Trial, type World } from '../support/properties/worlds.ts';
import { lives } from './codes/lives.ts';
import { runModel } from './codes/run-model.ts';

describe('codes', () => {
  test('[27] behave as their rules say, for any calls at any time (PostgreSQL)', async () => {
    const agree = fc.asyncProperty(lives, async (life) => {
      const worlds: World[] = [];
      const open: Trial['open'] = async (program, equipment) => {
        const world = await openWorld(postgres, program, equipment);
        worlds.push(world);
        return world;
      };
      try {
        await runModel({ open, reached: () => {} }, life);
      } finally {
        for (const world of worlds) await world.close();
      }
    });
    await fc.assert(agree, { numRuns: Math.ceil(runs / 40) });
  });
});
