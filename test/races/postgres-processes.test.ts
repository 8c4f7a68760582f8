import { verify } from '@pointbook/core/verify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSound, openRace } from './postgres-ground.ts';
import { sampled } from '../support/properties/sampled.ts';
import { startWorkers, type Worker } from './postgres-workers.ts';
import type { Ground, Outcomes } from './workers/postgres-jobs.ts';
import { valueOf } from '../support/value-of.ts';

const processes = 8;
let workers: readonly Worker[] = [];

beforeAll(async () => {
  workers = await startWorkers(processes);
});
afterAll(() => {
  for (const worker of workers) worker.kill();
});

/** Every process opens the ledger, so that the race begins with none ahead. */
async function lineUp(ground: Ground): Promise<void> {
  await Promise.all(workers.map((worker) => worker.do('open', ground)));
}

function sumOf(all: readonly Outcomes[]): Outcomes {
  const sum: Outcomes = {};
  for (const [kind, times] of all.flatMap((each) => Object.entries(each))) sum[kind] = (sum[kind] ?? 0) + times;
  return sum;
}

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `M${String(index).padStart(4, '0')}`);
}

/** The same members in another order each time. */
function shuffled(members: readonly string[]): string[] {
  return members
    .map((member) => ({ member, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ member }) => member);
}

describe('processes on one PostgreSQL', () => {
  const redemptions = processes * sampled(1000, 5000);
  test(`[7] ${redemptions} redemptions by eight processes of half as many points: half succeed, and nothing is left`, async () => {
    const points = redemptions / 2;
    const race = await openRace({ M: points });
    await lineUp(race.ground);
    const answers = await Promise.all(
      workers.map((worker) => worker.do('redeem', { ...race.ground, count: redemptions / processes, atOnce: 250 })),
    );
    expect(sumOf(answers)).toEqual({ ok: points, 'insufficient-points': points });
    const { members, entries } = await expectSound(race);
    expect(members[0]?.account).toMatchObject({ balance: 0, debt: 0, sequence: points + 1 });
    expect(entries).toHaveLength(points + 1);
  });

  const rounds = sampled(400, 2000);
  test(`[7] of sixteen who want the last point one gets it, in each of ${rounds} rounds`, async () => {
    const members = ids(rounds);
    const race = await openRace(Object.fromEntries(members.map((memberId) => [memberId, 1])));
    await lineUp(race.ground);
    const atOnce = 8;
    for (let from = 0; from < members.length; from += atOnce) {
      const round = members.slice(from, from + atOnce);
      const order = { ...race.ground, members: round };
      const answers = await Promise.all(workers.map((worker) => worker.do('contend', order)));
      for (const index of round.keys()) {
        const outcomes = answers.flatMap((answer) => answer[index] ?? []);
        expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === 'insufficient-points')).toHaveLength(processes * 2 - 1);
      }
    }
    await expectSound(race);
  });

  const many = sampled(1000, 5000);
  test(`[1, 23] eight processes give the same ${many} members points, each in an order of its own: no deadlock, all there`, async () => {
    const members = ids(many);
    const race = await openRace(Object.fromEntries(members.map((memberId) => [memberId, 0])));
    await lineUp(race.ground);
    const answers = await Promise.all(
      workers.map((worker) => worker.do('adjust', { ...race.ground, members: shuffled(members), atOnce: many / 5 })),
    );
    expect(sumOf(answers)).toEqual({ ok: processes * members.length });
    const { members: kept, entries } = await race.dump();
    expect(kept).toHaveLength(members.length);
    expect(kept.filter(({ account }) => account.balance !== processes)).toEqual([]);
    expect(entries).toHaveLength(processes * members.length);
    expect(valueOf(await verify(race.pointbook)).findings).toEqual([]);
  });
});
