import { createPointbook, type Pointbook } from '@pointbook/core';
import { verbsOf } from '@pointbook/core/plugin';
import { memoryStore } from '@pointbook/memory';
import { fakeClock } from '@pointbook/testing';
import type { Result } from 'neverthrow';
import { expect, test } from 'vitest';
import { tillSteps } from '../../support/tours/full-tour.ts';
import { warung } from '../../support/shops/warung.ts';
import { valueOf } from '../../support/value-of.ts';

interface Receipt {
  readonly memberId?: string | null;
  readonly sequence?: number | null;
  readonly redemptionId?: string;
}

const writing = verbsOf().filter(({ kind }) => kind === 'command');

test('These are all verbs of a till that write', () => {
  const used = new Set(tillSteps.map(([verb]) => verb));
  expect(writing.map(({ name }) => name).toSorted()).toEqual([...used].toSorted());
});

test('Every receipt names the entry that was posted, the last one where there are several, and a repetition names the same', async () => {
  const pointbook = createPointbook({ program: warung(), store: memoryStore(), clock: fakeClock(800_000_000) });
  let posted = 0;
  for (const [verb, command] of tillSteps) {
    const before = await sequences(pointbook);
    const { memberId, sequence, redemptionId } = await call(pointbook, verb, command);
    const after = await sequences(pointbook);
    const last = after.get(memberId ?? '');
    const hasPosted = last !== before.get(memberId ?? '');
    // What points pay of a sale is taken back of what it earned, in a second entry; the receipt names the redemption.
    const entry = redemptionId === undefined ? last : (before.get(memberId ?? '') ?? 0) + 1;
    if (hasPosted) posted += 1;
    const again = await call(pointbook, verb, command);
    const named = { verb, command, first: sequence ?? null, again: again.sequence ?? null };
    const wanted = hasPosted ? entry : null;
    expect(named).toEqual({ verb, command, first: wanted, again: wanted });
  }
  expect(posted).toBeGreaterThan(12);
});

async function call(pointbook: Pointbook, verb: keyof Pointbook, command: unknown): Promise<Receipt> {
  const run = pointbook[verb] as unknown as (given: unknown) => Promise<Result<Receipt, { message: string }>>;
  return (await run(command)).match(
    (receipt) => receipt,
    ({ message }) => {
      throw new Error(`${verb}: ${message}`);
    },
  );
}

/** The number of the last entry of each member. */
async function sequences(pointbook: Pointbook): Promise<ReadonlyMap<string, number>> {
  const { items } = valueOf(await pointbook.findEntries({ limit: 1000 }));
  const last = new Map<string, number>();
  for (const { memberId, sequence } of items) last.set(memberId, Math.max(sequence, last.get(memberId) ?? 0));
  return last;
}
