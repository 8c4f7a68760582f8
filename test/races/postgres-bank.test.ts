import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { expectSound, openRace } from './postgres-ground.ts';
import { startWorkers, type Worker } from './postgres-workers.ts';

const movers = 6;
const watchers = 2;
const members = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const each = 20;
let workers: readonly Worker[] = [];

beforeAll(async () => {
  workers = await startWorkers(movers + watchers);
});
afterAll(() => {
  for (const worker of workers) worker.kill();
});

describe("a bank, as in Jepsen's test of that name", () => {
  test('[1, 22] while six processes move points between eight members, every read sums to the same', async () => {
    const race = await openRace(Object.fromEntries(members.map((memberId) => [memberId, each])));
    let moving = true;
    const snapshots = new Set<string>();
    /** Moves points until the reader has met them between ten moves: on a busy machine it reads seldom. */
    const moveAll = async (): Promise<number> => {
      let moved = 0;
      do {
        const done = workers
          .slice(0, movers)
          .map((worker) => worker.do('move', { ...race.ground, members, times: 100 }));
        moved += (await Promise.all(done)).reduce((sum, times) => sum + times, 0);
      } while (snapshots.size <= 10);
      return moved;
    };
    const moves = moveAll().finally(() => (moving = false));
    const watched = Promise.all(
      workers.slice(movers).map((worker) => worker.do('watch', { ...race.ground, members, times: 60 })),
    );
    const client = new pg.Client(inject('databaseUrl'));
    await client.connect();
    const statement = `SELECT balance FROM "${race.ground.schema}".accounts ORDER BY member_id`;
    while (moving) {
      const balances = (await client.query<{ balance: string }>(statement)).rows.map(({ balance }) => Number(balance));
      expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(members.length * each);
      expect(Math.min(...balances)).toBeGreaterThanOrEqual(0);
      snapshots.add(balances.join(' '));
    }
    await client.end();
    const moved = await moves;
    expect(moved).toBeGreaterThan(100);
    expect(snapshots.size).toBeGreaterThan(10);
    for (const [sum, lowest] of (await watched).flat()) {
      expect(sum).toBe(members.length * each);
      expect(lowest).toBeGreaterThanOrEqual(0);
    }
    const { entries } = await expectSound(race);
    expect(entries).toHaveLength(members.length + 2 * moved);
  });
});
