import { expect, test } from 'vitest';
import { nextTick, nextTickOf } from './next-tick.ts';

test.each([
  ['that carries the clock it obeys', Object.assign(() => undefined, { clock: {} })],
  ['of Jest as it was', function mockConstructor() {}],
])('The next tick comes where it is a fake %s', async (_, fake) => {
  const came = new Promise<string>((resolve) => nextTickOf({ nextTick: fake })(() => resolve('came')));
  expect(await came).toBe('came');
});

test('The next tick is that of Node where nobody has put a fake there', () => {
  expect(nextTickOf(process)).toBe(process.nextTick);
  expect(nextTick).toBe(process.nextTick);
});
