import { mock } from 'node:test';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { nextTurnOf } from '../../packages/core/src/kernel/engine/next-turn.ts';
import { pauseBy as restBy } from '../../packages/core/src/kernel/engine/stride.ts';
import { nextTickOf } from '../../packages/postgres/src/connections/next-tick.ts';
import { pauseBy } from '../../packages/sql/src/retry.ts';

type Timers = Pick<typeof globalThis, 'setTimeout' | 'setImmediate'> & Pick<typeof process, 'nextTick'>;

/** The timers of a test runner that stopped them before the ledger was loaded. */
const runners: Readonly<Record<string, () => Timers>> = {
  'Vitest, and Jest as it is': () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate'] });
    const { setTimeout, setImmediate } = globalThis;
    // Vitest fakes it in threads alone; the fake is like that.
    return { setTimeout, setImmediate, nextTick: Object.assign(function nextTick() {}, { clock: {} }) };
  },
  'node:test': () => {
    mock.timers.enable({ apis: ['setTimeout', 'setImmediate'] });
    const { setTimeout, setImmediate } = globalThis;
    return { setTimeout, setImmediate, nextTick: process.nextTick };
  },
  'Jest as it was': () => {
    const never = vi.fn<() => void>() as never;
    return { setTimeout: never, setImmediate: never, nextTick: never };
  },
  none: () => ({ setTimeout, setImmediate, nextTick: process.nextTick }),
};

describe.each(Object.entries(runners))('A ledger that is loaded where timers are those of %s', (_, begin) => {
  afterEach(() => {
    vi.useRealTimers();
    mock.timers.reset();
  });

  test('goes on after each pause, each turn and each tick', async () => {
    const { setTimeout, setImmediate, nextTick } = begin();
    const turn = nextTurnOf({ setImmediate, MessageChannel } as never);
    const tick = nextTickOf({ nextTick });
    vi.useRealTimers();
    mock.timers.reset();
    await restBy({ setTimeout })(1);
    await pauseBy({ setTimeout })(1);
    await new Promise<void>((resolve) => turn(resolve));
    await new Promise<void>((resolve) => tick(resolve));
    expect(setTimeout).toBeTypeOf('function');
  });
});
