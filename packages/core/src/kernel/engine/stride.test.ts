import { ok, okAsync } from 'neverthrow';
import { expect, test } from 'vitest';
import type { Engine } from './engine.ts';
import { pauseBy, strideOf } from './stride.ts';
import type { Task } from './task.ts';

/** Background work of which each member takes so long, beside tills that sell when they are told to. */
function begin(memberMs: number) {
  const ms = { now: 0, next: 0 };
  const pauses: number[] = [];
  const tills = { sold: 0, soldElsewhere: false, waitElsewhere: false };
  const engine: Pick<Engine, 'runBehind' | 'given'> = {
    get given() {
      return tills.sold;
    },
    runBehind(task) {
      const outcome = task.decide({ now: 1000 } as never);
      ms.now += ms.next;
      if (outcome.isErr()) throw new Error('Nothing fails here.');
      return okAsync(outcome.value);
    },
  };
  const stride = strideOf(engine, {
    soldSince: async (at) => at === 1000 && tills.soldElsewhere,
    now: () => ms.now,
    pause: async (pauseMs) => {
      pauses.push(pauseMs);
      tills.soldElsewhere ||= tills.waitElsewhere;
    },
  });
  const nothing: Task<void, never> = { reads: [], decide: () => ok(undefined) };
  /** The sizes of some commits. */
  const sizesOf = async (commits: number, most = 1000) => {
    const sizes: number[] = [];
    for (let commit = 0; commit < commits; commit += 1) {
      const members = await stride.next(most);
      sizes.push(members);
      ms.next = members * memberMs;
      await stride.run(nothing);
    }
    return sizes;
  };
  return { sizesOf, tills, pauses };
}

/** So many commits leave tills the time to be noticed. */
const trials = 8;
/** After so many more they are as large as they may be. */
const untilLarge = trials + 5;

test('while nobody sells, commits double after the first eight, until they are as large as they may be', async () => {
  const { sizesOf } = begin(0.05);
  expect(await sizesOf(trials)).toEqual([32, ...Array(trials - 1).fill(60)]);
  expect(await sizesOf(6)).toEqual([120, 240, 480, 960, 1000, 1000]);
});

test('a commit never has more members than it may have', async () => {
  const { sizesOf } = begin(0.05);
  expect(await sizesOf(3, 2)).toEqual([2, 2, 2]);
});

test('once a till sells, a commit takes three milliseconds', async () => {
  const { sizesOf, tills } = begin(0.05);
  await sizesOf(untilLarge);
  tills.sold += 1;
  expect(await sizesOf(3)).toEqual([60, 60, 60]);
});

test('tills of other processes count, too', async () => {
  const { sizesOf, tills } = begin(0.05);
  await sizesOf(untilLarge);
  tills.soldElsewhere = true;
  expect(await sizesOf(2)).toEqual([60, 60]);
});

test('tills of other processes that can sell only in the pauses are noticed from the beginning', async () => {
  const { sizesOf, tills } = begin(0.05);
  tills.waitElsewhere = true;
  expect(new Set((await sizesOf(2 * untilLarge)).slice(1))).toEqual(new Set([60]));
});

test('commits become large again once there were 128 without a sale', async () => {
  const { sizesOf, tills } = begin(0.05);
  await sizesOf(untilLarge);
  tills.sold += 1;
  expect(new Set(await sizesOf(129))).toEqual(new Set([60]));
  expect(await sizesOf(5)).toEqual([120, 240, 480, 960, 1000]);
});

test('however long they take and however much is sold, a commit has 32 members', async () => {
  const { sizesOf, tills } = begin(10);
  await sizesOf(3);
  tills.soldElsewhere = true;
  expect(await sizesOf(2)).toEqual([32, 32]);
});

test('a process that waits for a lock has as long as a commit took, and a little of it while nobody sells', async () => {
  const { sizesOf, tills, pauses } = begin(0.125);
  await sizesOf(untilLarge + 2);
  expect(pauses).toEqual([...Array(trials).fill(4), 1.6, 3.125, 3.125]);
  tills.sold += 1;
  await sizesOf(2);
  expect(pauses.slice(-2)).toEqual([3.125, 4]);
});

test.each([
  ['that carries the clock it obeys', Object.assign(() => undefined, { clock: {} })],
  ['of node:test', Function.prototype.bind.call(() => undefined, null)],
])('nobody waits for a fake timer %s', async (_, setTimeout) => {
  expect(await pauseBy({ setTimeout: setTimeout as never })(1000)).toBe(true);
});

test('the timer of the host is waited for', async () => {
  let came = false;
  const timer = setTimeout(() => (came = true), 1);
  await pauseBy({ setTimeout })(1);
  clearTimeout(timer);
  expect(came).toBe(true);
});
