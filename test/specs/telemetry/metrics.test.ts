import { metrics } from '@opentelemetry/api';
import { createPointbook } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { otel } from '@pointbook/otel';
import { describe, expect, test } from 'vitest';
import { faultyStore } from '../../faults/faulty-store.ts';
import { valueOf } from '../../support/value-of.ts';
import { warung } from '../../support/shops/warung.ts';
import { openSdk, sale, tracedShop } from './traced-shop.ts';

const counted = (value: unknown) => (value as { readonly count: number }).count;

describe('The metrics of a shop', () => {
  test('count calls and their time by verb and by how they ended', async () => {
    const { pointbook, sdk } = await tracedShop();
    valueOf(await pointbook.saveInvoice(sale('INV-1')));
    valueOf(await pointbook.saveInvoice(sale('INV-2')));
    await pointbook.saveInvoice({ ...sale('INV-3'), memberId: 'nobody' });
    const points = await sdk.points('pointbook.verb.duration');
    const told = points.map(({ attributes, value }) => [attributes, counted(value)]);
    expect(told).toEqual([
      [{ 'pointbook.verb': 'enrolMember', 'pointbook.outcome': 'ok' }, 1],
      [{ 'pointbook.verb': 'saveInvoice', 'pointbook.outcome': 'ok' }, 2],
      [{ 'pointbook.verb': 'saveInvoice', 'pointbook.outcome': 'unknown-member' }, 1],
    ]);
  });

  test('tell the sizes of commits, the time of each call in the queue, and what was tried again', async () => {
    const { store, fail } = faultyStore(memoryStore());
    const { pointbook, sdk } = await tracedShop(store);
    fail('lost, and written', 1);
    await Promise.all(['INV-1', 'INV-2', 'INV-3'].map(async (id) => pointbook.saveInvoice(sale(id))));
    // The enrolment of Ayu was a commit by itself.
    const [sizes] = await sdk.points('pointbook.batch.size');
    expect(sizes?.value).toMatchObject({ count: 2, sum: 4 });
    const [queued] = await sdk.points('pointbook.queue.duration');
    expect(counted(queued?.value)).toBe(4);
    expect((await sdk.points('pointbook.batch.retries')).map(({ value }) => value)).toEqual([1]);
    const durations = await sdk.points('pointbook.batch.duration');
    expect(durations.map(({ attributes, value }) => [attributes, counted(value)])).toEqual([
      [{ 'pointbook.outcome': 'ok' }, 2],
    ]);
  });

  test('are there also where the SDK is registered after the ledger was made, and without spans', async () => {
    const sdk = openSdk();
    const pointbook = createPointbook({ program: warung(), store: memoryStore(), observers: [otel()] });
    valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
    metrics.setGlobalMeterProvider(sdk.meterProvider);
    try {
      valueOf(await pointbook.getBalance({ memberId: 'ayu' }));
    } finally {
      metrics.disable();
    }
    const points = await sdk.points('pointbook.verb.duration');
    expect(points.map(({ attributes }) => attributes['pointbook.verb'])).toEqual(['getBalance']);
    expect(sdk.spans()).toEqual([]);
  });
});
