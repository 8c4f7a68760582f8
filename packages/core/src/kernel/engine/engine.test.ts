import { errAsync, ok, okAsync, ResultAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { createEngine } from './engine.ts';
import { storeError, type StoreError } from '../store-error.ts';
import type { Task } from './task.ts';
import type { Decide, Transactor } from './transactor.ts';
import { errorOf, valueOf } from '../../value-of-testing.ts';

const program = 'any';

/** A transactor that counts the decisions of each batch, and fails where it is told to. */
function countingStore(failureOf: (batch: number, size: number) => StoreError | null = () => null) {
  const batches: number[] = [];
  const transact = <T>(_: unknown, decide: Decide<T>): ResultAsync<T, StoreError> => {
    let decided;
    try {
      decided = decide(new Map());
    } catch (thrown) {
      return new ResultAsync(Promise.reject(thrown));
    }
    if (!('value' in decided)) throw new Error('nothing is missing here');
    batches.push((decided.value as readonly unknown[]).length);
    const failure = failureOf(batches.length, batches.at(-1) ?? 0);
    return failure ? errAsync(failure) : okAsync(decided.value);
  };
  const transactor: Transactor = { transact };
  return { batches, transactor };
}

const answers = (value: number): Task<number, never> => ({
  reads: [],
  decide: () => ok(value),
});
const clock = { now: () => 1_000 };
const failure = (kind: StoreError['kind'], written: StoreError['written'] = 'no') =>
  storeError({ kind, message: 'as told', written });

describe('the engine', () => {
  test('runs calls that come together as one batch, and one call by itself', async () => {
    const { transactor, batches } = countingStore();
    const engine = createEngine({ transactor, program, clock });
    await Promise.all([1, 2, 3].map((value) => engine.run(answers(value))));
    await engine.run(answers(4));
    expect(batches).toEqual([3, 1]);
  });

  test('gathers what comes while a batch is in flight into the next one', async () => {
    const { transactor, batches } = countingStore();
    const engine = createEngine({ transactor, program, clock });
    await engine.run(answers(1));
    const others = Array.from({ length: 2500 }, (_, value) => engine.run(answers(value)));
    const outcomes = await Promise.all(others);
    expect(outcomes.map((outcome) => valueOf(outcome))).toEqual(others.map((_, value) => value));
    expect(batches).toEqual([1, 1000, 1000, 500]);
  });

  test('past its limit answers overloaded at once, and recovers', async () => {
    const { transactor } = countingStore();
    const engine = createEngine({ transactor, program, clock, queueLimit: 2 });
    const outcomes = await Promise.all([1, 2, 3].map((value) => engine.run(answers(value))));
    expect(outcomes.map((outcome) => (outcome.isOk() ? outcome.value : outcome.error))).toMatchObject([
      1,
      2,
      { kind: 'overloaded', waiting: 2 },
    ]);
    expect(valueOf(await engine.run(answers(4)))).toBe(4);
  });

  test('lets callers go before background work, which has batches of its own', async () => {
    const { transactor } = countingStore();
    const engine = createEngine({ transactor, program, clock });
    const done: string[] = [];
    const named = (name: string): Task<void, never> => ({ reads: [], decide: () => ok(void done.push(name)) });
    await Promise.all([engine.runBehind(named('chunk')), engine.run(named('sale')), engine.run(named('sale'))]);
    expect([done, engine.given]).toEqual([['sale', 'sale', 'chunk'], 2]);
  });

  test('lets background work go on after four batches of callers, however many of them wait', async () => {
    const { transactor } = countingStore();
    const engine = createEngine({ transactor, program, clock });
    const done: string[] = [];
    // Whenever a sale is decided the next one waits already.
    const sale: Task<void, never> = {
      reads: [],
      decide: () => {
        if (done.filter((what) => what === 'chunk').length < 3) void engine.run(sale);
        return ok(void done.push('sale'));
      },
    };
    const chunk: Task<void, never> = { reads: [], decide: () => ok(void done.push('chunk')) };
    void engine.run(sale);
    for (let chunks = 0; chunks < 3; chunks += 1) await engine.runBehind(chunk);
    const four = ['sale', 'sale', 'sale', 'sale', 'chunk'];
    expect(done.slice(0, 15)).toEqual([...four, ...four, ...four]);
  });

  test('runs calls one by one when the store rejects their batch, so that only the culprit fails', async () => {
    const { transactor, batches } = countingStore((batch, size) =>
      size > 1 || batch === 3 ? failure('store-rejected') : null,
    );
    const engine = createEngine({ transactor, program, clock });
    const outcomes = await Promise.all([1, 2, 3].map((value) => engine.run(answers(value))));
    expect(batches).toEqual([3, 1, 1, 1]);
    expect(outcomes.map((outcome) => outcome.isOk())).toEqual([true, false, true]);
  });

  test('asks again when it is unknown what became of a commit, but not for ever', async () => {
    const lost = countingStore((batch) => (batch < 3 ? failure('store-unavailable', 'unknown') : null));
    const engine = createEngine({ transactor: lost.transactor, program, clock });
    expect(valueOf(await engine.run(answers(1)))).toBe(1);
    expect(lost.batches).toHaveLength(3);
    const gone = countingStore(() => failure('store-unavailable', 'unknown'));
    const outcome = await createEngine({ transactor: gone.transactor, program, clock }).run(answers(1));
    expect(errorOf(outcome)).toMatchObject({ kind: 'store-unavailable', written: 'unknown' });
    expect(gone.batches).toHaveLength(3);
  });

  test('does not say that nothing was written when only the last try is known to have failed', async () => {
    const { transactor } = countingStore((batch) => failure('store-unavailable', batch === 1 ? 'unknown' : 'no'));
    const outcome = await createEngine({ transactor, program, clock }).run(answers(1));
    expect(errorOf(outcome)).toMatchObject({ written: 'unknown' });
  });

  test('does not ask again when nothing was written for sure', async () => {
    const { transactor, batches } = countingStore(() => failure('store-full'));
    const outcome = await createEngine({ transactor, program, clock }).run(answers(1));
    expect(errorOf(outcome).kind).toBe('store-full');
    expect(batches).toHaveLength(1);
  });

  test('lets only the caller hear of a decision that throws', async () => {
    const { transactor } = countingStore();
    const engine = createEngine({ transactor, program, clock });
    const broken: Task<number, never> = {
      reads: [],
      decide: () => {
        throw new TypeError('a mistake in the program');
      },
    };
    const outcomes = await Promise.allSettled([engine.run(answers(1)), engine.run(broken), engine.run(answers(3))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
