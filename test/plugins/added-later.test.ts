import { createPointbook } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { fakeClock } from '@pointbook/testing';
import { expect, test } from 'vitest';
import { monday, valueOf } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';
import { stock } from './stock.ts';
import { errorOf } from '../support/value-of.ts';

const minute = 60_000;

/** A store that counts how often a transaction asks what the ledger says of itself. */
function countingStore() {
  const store = memoryStore();
  let asked = 0;
  const counting: RecordStore = {
    ...store,
    transact: (programId, request, decide) => {
      if (request.records.some(({ kind }) => kind === 'ledger')) asked += 1;
      return store.transact(programId, request, decide);
    },
  };
  return { store: counting, asked: () => asked };
}

test('A process that runs while a reacting plugin is added is refused a minute later at most', async () => {
  const { store, asked } = countingStore();
  const clock = fakeClock(monday);
  const without = createPointbook({ program: warung(), store, clock });
  valueOf(await without.enrolMember({ memberId: 'ayu' }));
  const counted = asked();
  const added = createPointbook({ program: warung(), store, clock, plugins: [stock()] });
  valueOf(await added.stock.setStock({ rewardId: 'mug', pieces: 2 }));
  const meanwhile = asked();
  expect(meanwhile - counted).toBe(1);

  clock.advance(minute - 1);
  valueOf(await without.enrolMember({ memberId: 'budi' }));
  expect(asked()).toBe(meanwhile);
  clock.advance(1);
  for (const memberId of ['citra', 'dewi']) {
    const refused = await without.enrolMember({ memberId });
    expect(errorOf(refused)).toMatchObject({ kind: 'store-needs-plugin', written: 'no' });
  }
  valueOf(await added.enrolMember({ memberId: 'citra' }));
});

test('A process that has all plugins asks the ledger once a minute', async () => {
  const { store, asked } = countingStore();
  const clock = fakeClock(monday);
  const pointbook = createPointbook({ program: warung(), store, clock, plugins: [stock()] });
  for (let second = 0; second < 150; second += 1) {
    valueOf(await pointbook.enrolMember({ memberId: `member-${second}` }));
    clock.advance(1_000);
  }
  expect(asked()).toBe(3);
});
