import { createPointbook, type ProgramDefinition, type ProgramId } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import {
  type ConformanceHarness,
  fakeClock,
  type FakeClock,
  type LedgerDump,
  type MakeHarness,
} from '@pointbook/testing';
import { expect, test } from 'vitest';
import { memoryLedger } from '../stores/memory-ledger.ts';
import { type CodesPointbook, type Equipment, postOffice } from '../shops/post-office.ts';
import { sampled } from './sampled.ts';
import { sqliteMemoryLedger } from '../stores/sqlite-ledger.ts';
import fc from 'fast-check';

const usualRuns = 140;
/** How often a property is tried on the memory store; an eighth of that on SQLite. POINTBOOK_RUNS changes it. */
export const runs = Number(process.env['POINTBOOK_RUNS'] ?? sampled(usualRuns, 2000));

/** When all generated histories begin: late on a January day, so that month ends are near. */
export const start = Date.UTC(2025, 0, 30, 10);

/** A ledger of one program on a store of its own, with a clock that moves only when told to. */
export interface World {
  readonly pointbook: CodesPointbook;
  readonly clock: FakeClock;
  readonly store: RecordStore;
  /** The code in the last message, unless the ledger has equipment of its own. */
  lastCode(): string;
  dump(): Promise<LedgerDump>;
  close(): Promise<void>;
}

/** Where a property is tried. */
export interface Place {
  readonly name: string;
  readonly runs: number;
  readonly makeHarness: MakeHarness;
}

export const memory: Place = { name: 'memory', runs, makeHarness: memoryLedger };
export const sqlite: Place = { name: 'SQLite', runs: Math.ceil(runs / 8), makeHarness: sqliteMemoryLedger };

/** A new world on a place. */
export async function openWorld(
  { makeHarness }: Place,
  program: ProgramDefinition,
  equipment?: Equipment,
): Promise<World> {
  return worldOn(await makeHarness([]), program, equipment);
}

/** A world on a harness. */
function worldOn(harness: ConformanceHarness, program: ProgramDefinition, equipment?: Equipment): World {
  const clock = fakeClock(start);
  const office = postOffice();
  return {
    pointbook: createPointbook({ ...office.equipment, ...equipment, program, store: harness.store, clock }),
    lastCode: office.code,
    clock,
    store: harness.store,
    dump: async () => harness.dump(program.programId as ProgramId),
    close: async () => harness.close(),
  };
}

const firstSeed = 20_261_130;

/** What a property is told beside its input. */
export interface Trial {
  /** A new world, closed when the trial is over. */
  open(program: ProgramDefinition, equipment?: Equipment): Promise<World>;
  /** Takes down that something worth reaching was reached. */
  reached(what: string, times?: number): void;
}

/**
 * Registers a property as one test for each store. `mustReach` names what the trials on memory have to reach now and
 * then, so that a property does not hold for want of matter. `share` is the part of the usual runs that is enough.
 */
export function property<Input>(
  name: string,
  arbitrary: fc.Arbitrary<Input>,
  body: (trial: Trial, input: Input) => Promise<void>,
  mustReach: readonly string[] = [],
  share = 1,
): void {
  for (const place of [memory, sqlite]) {
    test(`${name} (${place.name})`, { timeout: 600_000 }, async () => {
      const reached = new Map(mustReach.map((what) => [what, 0]));
      const attempt = async (input: Input) => {
        const worlds: World[] = [];
        const trial: Trial = {
          open: async (program, equipment) => {
            const world = await openWorld(place, program, equipment);
            worlds.push(world);
            return world;
          },
          reached: (what, times = 1) => reached.set(what, (reached.get(what) ?? 0) + times),
        };
        try {
          await body(trial, input);
        } finally {
          for (const world of worlds) await world.close();
        }
      };
      const numRuns = Math.ceil(place.runs * share);
      const missed = () => [...reached].filter(([, times]) => times === 0).map(([what]) => what);
      const mustReachAll = place === memory && runs >= usualRuns;
      // What is rare may not come in one round of trials; what does not come in 25 is out of reach.
      for (let round = 0; round === 0 || (mustReachAll && round < 25 && missed().length > 0); round += 1) {
        // The suite tries the same each time, so that it is never red by chance; the soak tries other inputs each time.
        const seed = sampled({ seed: firstSeed + round }, {});
        await fc.assert(fc.asyncProperty(arbitrary, attempt), { numRuns, ...seed });
      }
      expect(mustReachAll ? missed() : [], 'what no trial reached').toEqual([]);
    });
  }
}
