import { EventEmitter, once } from 'node:events';
import { createPointbook } from '@pointbook/core';
import { webhooks } from '@pointbook/webhooks';
import { okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { openShop, program, secret } from './webhook-shop.ts';

const minute = 60_000;

describe('Work on an endpoint', () => {
  test('is left to the process that has it, for a minute at most', async () => {
    const shop = openShop();
    await shop.save();
    await shop.sell('ayu');
    const got = new EventEmitter();
    const begun = once(got, 'request');
    const fetch = async () => new Promise<never>(() => got.emit('request'));
    const plugins = [webhooks({ secret, resolve: async () => ['93.184.215.14'], fetch })];
    const other = createPointbook({ program, store: shop.store, clock: shop.clock, plugins });
    void other.webhooks.deliverDue();
    await begun;
    expect(await shop.deliver()).toMatchObject({ delivered: 0, more: false });
    shop.clock.advance(minute);
    expect(await shop.deliver()).toMatchObject({ delivered: 1 });
  });

  test('ends at a limit, and at a signal', async () => {
    const shop = openShop();
    await shop.save();
    await shop.sell(...Array.from({ length: 120 }, (_, index) => `member-${index}`));
    expect(await shop.deliver({ limit: 10 })).toMatchObject({ delivered: 100, more: true });
    const stop = new AbortController();
    shop.receiver.answer = () => (stop.abort(), 200);
    expect(await shop.deliver({ signal: stop.signal })).toMatchObject({ more: true });
    expect(await shop.deliver()).toMatchObject({ more: false });
    expect(new Set(shop.arrived()).size).toBe(120);
  });

  test('keeps the last 100 requests', async () => {
    const shop = openShop();
    await shop.save();
    await shop.sell(...Array.from({ length: 120 }, (_, index) => `member-${index}`));
    await shop.deliver();
    const log = (await shop.pointbook.webhooks.listDeliveries({ endpointId: 'crm' }))._unsafeUnwrap();
    expect(log).toHaveLength(100);
    expect(log[0]).toMatchObject({
      memberId: 'member-119',
      sequence: 1,
      status: 204,
      problem: null,
      at: expect.any(Date) as unknown,
    });
  });
});

test('A ledger that was restored to a time before the last event is told of, and a replay goes on', async () => {
  const shop = openShop();
  await shop.save();
  await shop.sell('ayu', 'ayu');
  await shop.deliver();
  shop.arrived();
  const feed = shop.store.rows.feed;
  // The last entry is not there any more.
  Object.assign(shop.store.rows, {
    feed: (programId: never, after: { sequence: number } | null, limit: number) =>
      after?.sequence === 2 ? okAsync(null) : feed(programId, after as never, limit),
  });
  const { left } = await shop.deliver();
  expect(left).toMatchObject([{ endpointId: 'crm', kind: 'place-unknown' }]);
  expect((await shop.pointbook.jobs.runDue())._unsafeUnwrap().plugins).toMatchObject([{ plugin: 'webhooks', left }]);
  await shop.pointbook.webhooks.replayEvents({ endpointId: 'crm', from: new Date(0) });
  expect(await shop.deliver()).toMatchObject({ delivered: 2, failed: 0 });
});
