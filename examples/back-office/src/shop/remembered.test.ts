import { expect, test } from 'vitest';
import { Remembered } from './remembered.ts';

/** Answers 1, 2, 3 …, each when it is let go on. */
function answers() {
  const waiting: (() => void)[] = [];
  let made = 0;
  const make = async () => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    made += 1;
    return made;
  };
  return { make, goOn: () => waiting.splice(0).forEach((resolve) => resolve()), waiting };
}

test('a small shop always sees the newest', async () => {
  let made = 0;
  const remembered = new Remembered(
    async () => (made += 1),
    () => true,
  );
  expect([(await remembered.get()).value, (await remembered.get()).value]).toEqual([1, 2]);
});

test('in a large shop who asks while the answer is made waits for the same one, which is remembered', async () => {
  const { make, goOn, waiting } = answers();
  const remembered = new Remembered(make, () => false);
  const both = Promise.all([remembered.get(), remembered.get()]);
  expect(waiting).toHaveLength(1);
  goOn();
  const [one, other] = await both;
  expect([one.value, other]).toEqual([1, one]);
  expect((await remembered.get()).value).toBe(1);
});
