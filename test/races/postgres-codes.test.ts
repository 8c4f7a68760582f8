import { ledgerView } from '@pointbook/testing';
import { type PostgresStore, postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openRace, type RaceLedger } from './postgres-ground.ts';
import { startWorkers, type Worker } from './postgres-workers.ts';
import { countsOf, type Tried, tryCodes } from './workers/tries.ts';

const processes = 4;
let workers: readonly Worker[] = [];

beforeAll(async () => {
  workers = await startWorkers(processes);
});
afterAll(() => {
  for (const worker of workers) worker.kill();
});

const tried = { challenges: ['c', 'd'], budgets: ['member:m', 'destination:d'] };
const turned = { challenges: ['d', 'c'], budgets: ['destination:d', 'member:m'] };
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Records of the same order that were never there before. */
function inRound({ challenges, budgets }: Tried, round: number): Tried {
  const named = (id: string) => `${id} ${round}`;
  return { challenges: challenges.map(named), budgets: budgets.map(named) };
}

/** Calls that a store can carry out at once. */
const connections = 4;

/** Two stores that try nothing again, a deadlock above all, but that wait for their turn for however long it takes. */
function stubbornStores({ ground }: RaceLedger) {
  const patience = { lockTimeoutMs: 0, statementTimeoutMs: 0, retryForMs: 0 };
  // A pool of the store's own gives up to connect after a while, and on a busy machine that is too soon.
  const pools = [1, 2].map(() => new pg.Pool({ connectionString: ground.url, max: connections }));
  const stores = pools.map((pool) => postgresStore(pool, { schema: ground.schema, ...patience }));
  onTestFinished(async () => {
    for (const store of stores) await store.close();
    for (const pool of pools) await pool.end();
  });
  return (call: number) => ledgerView(stores[call % stores.length] as PostgresStore);
}

describe('wrong codes, counted by many at once', () => {
  test('[27] four processes lose none, whatever order they name the records in', async () => {
    const race = await openRace();
    // Each round begins with records that are not there yet.
    for (const round of numbers(5)) {
      const marks = numbers(processes * 25);
      const orders = workers.map((_, index) => ({
        ...race.ground,
        tried: inRound(index % 2 === 0 ? tried : turned, round),
        marks: marks.filter((mark) => mark % processes === index),
      }));
      const errors = await Promise.all(workers.map((worker, index) => worker.do('tryCodes', orders[index] as never)));
      expect(errors.flat()).toEqual([]);
      const counts = { attempts: [marks.length, marks.length], marks: [marks, marks] };
      expect(await countsOf(ledgerView(race.store), inRound(tried, round))).toEqual(counts);
    }
  });

  test('[27] two stores that lock the same records in other orders never wait for each other for ever', async () => {
    const race = await openRace();
    const storeOf = stubbornStores(race);
    expect(await tryCodes(ledgerView(race.store), tried, [0])).toEqual([]);
    const errors: unknown[] = [];
    // As many at once as there are connections: who waits for one longer than a few seconds is refused.
    const lanes = 2 * connections;
    const run = async (lane: number) => {
      for (const mark of numbers(200).filter((each) => each % lanes === lane)) {
        const order = mark % 3 === 0 ? tried : turned;
        errors.push(...(await tryCodes(storeOf(mark), order, [mark])));
      }
    };
    await Promise.all(numbers(lanes).map(run));
    expect(errors).toEqual([]);
    const marks = [0, ...numbers(200)];
    expect(await countsOf(ledgerView(race.store), tried)).toEqual({ attempts: [201, 201], marks: [marks, marks] });
  });

  test('[27] nor do two that add the same records: the second is told that they are there', async () => {
    const race = await openRace();
    const storeOf = stubbornStores(race);
    await race.store.open();
    let kept = 0;
    for (const round of numbers(60)) {
      const answers = await Promise.all(
        numbers(8).map(async (till) =>
          tryCodes(storeOf(till), inRound(till % 3 === 0 ? tried : turned, round), [till]),
        ),
      );
      const errors = answers.flat();
      expect(errors.filter((kind) => kind !== 'store-rejected')).toEqual([]);
      kept += 8 - errors.length;
      expect(await countsOf(ledgerView(race.store), inRound(tried, round))).toMatchObject({
        attempts: [8 - errors.length, 8 - errors.length],
      });
    }
    expect(kept).toBeLessThan(8 * 60);
  });
});
