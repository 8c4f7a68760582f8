import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { waitBy, type Patience, retrying as retryingIn, type Time } from './retry.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const fakeTime: Time = {
  now: () => performance.now(),
  pause: async (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
const retrying = async <T>(patience: Patience, isWorthIt: (thrown: unknown) => boolean, attempt: () => Promise<T>) =>
  retryingIn(patience, isWorthIt, attempt, fakeTime);

/** Lets an attempt fail so often, each time after so many milliseconds, and tells when each one began. */
function failing({ times = Infinity, lasting = 0 } = {}) {
  const begun: number[] = [];
  const attempt = async () => {
    begun.push(performance.now());
    if (lasting > 0) await new Promise((resolve) => setTimeout(resolve, lasting));
    if (begun.length <= times) throw new Error(`failure ${begun.length}`);
    return 'done';
  };
  return { begun, attempt };
}

async function settle<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  await vi.runAllTimersAsync();
  return work;
}

describe('trying again', () => {
  test('does not, where the first try succeeds', async () => {
    const { begun, attempt } = failing({ times: 0 });
    expect(await settle(retrying({ forMs: 1000 }, () => true, attempt))).toBe('done');
    expect(begun).toHaveLength(1);
  });

  test('goes on until it succeeds', async () => {
    const { begun, attempt } = failing({ times: 6 });
    expect(await settle(retrying({ forMs: 10_000 }, () => true, attempt))).toBe('done');
    expect(begun).toHaveLength(7);
  });

  test('does not go on with what is not worth it', async () => {
    const { begun, attempt } = failing();
    const isWorthIt = (thrown: unknown) => (thrown as Error).message !== 'failure 3';
    await expect(settle(retrying({ forMs: 10_000 }, isWorthIt, attempt))).rejects.toThrow('failure 3');
    expect(begun).toHaveLength(3);
  });

  test('begins no try after the deadline, and throws what the last one threw', async () => {
    for (const lasting of [0, 70]) {
      const { begun, attempt } = failing({ lasting });
      const start = performance.now();
      const work = retrying({ forMs: 1000 }, () => true, attempt);
      const thrown = await settle(work).catch((error: unknown) => error);
      expect((thrown as Error).message).toBe(`failure ${begun.length}`);
      expect(begun.length).toBeGreaterThan(3);
      expect(Math.max(...begun) - start).toBeLessThanOrEqual(1000);
    }
  });

  test('not at all where there is no time for it', async () => {
    const { begun, attempt } = failing();
    await expect(settle(retrying({ forMs: 0 }, () => true, attempt))).rejects.toThrow('failure 1');
    expect(begun).toHaveLength(1);
  });

  test('pauses longer each time, up to half a second and a half of that, and never twice the same', async () => {
    const pausesOf = async () => {
      const { begun, attempt } = failing();
      await expect(settle(retrying({ forMs: 10_000 }, () => true, attempt))).rejects.toThrow('failure');
      return begun.slice(1).map((at, index) => at - (begun[index] ?? 0));
    };
    const [pauses, others] = [await pausesOf(), await pausesOf()];
    let middle = 5;
    for (const pause of pauses) {
      expect(pause).toBeGreaterThanOrEqual(Math.floor(middle / 2));
      expect(pause).toBeLessThanOrEqual(Math.ceil(1.5 * middle));
      middle = Math.min(2 * middle, 500);
    }
    expect(pauses.length).toBeGreaterThan(10);
    expect(pauses).not.toEqual(others);
  });

  test('ends although a test runner has stopped all timers and clocks', async () => {
    const { begun, attempt } = failing();
    await expect(retryingIn({ forMs: 30 }, () => true, attempt)).rejects.toThrow('failure');
    expect(begun.length).toBeGreaterThan(1);
  });
});

test.each([
  ['that carries the clock it obeys', Object.assign(() => undefined, { clock: {} })],
  ['of node:test', Function.prototype.bind.call(() => undefined, null)],
])('a pause comes to its end where timers are fakes %s', async (_, fake) => {
  expect(await waitBy({ setTimeout: fake as never })(1)).toBeUndefined();
});
