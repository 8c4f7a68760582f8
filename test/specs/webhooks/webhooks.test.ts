import { verify } from '@pointbook/core/verify';
import { describe, expect, test } from 'vitest';
import { openShop, url } from './webhook-shop.ts';

const minute = 60_000;
const day = 1440 * minute;

describe('An endpoint', () => {
  test('is sent every entry once, as staff see it', async () => {
    const shop = openShop();
    await shop.save();
    await shop.sell('ayu', 'budi', 'ayu');
    expect(await shop.deliver()).toEqual({ delivered: 3, failed: 0, left: [], more: false });
    expect(shop.got.map(({ name }) => name).toSorted()).toEqual(['ayu 1', 'ayu 2', 'budi 1']);
    expect(shop.got.find(({ name }) => name === 'ayu 2')).toMatchObject({
      url,
      event: {
        type: 'entry.posted',
        timestamp: '2026-01-05T03:00:00.000Z',
        data: {
          kind: 'earn',
          cause: 'invoice-saved',
          delta: 10,
          balance: 20,
          reference: { type: 'invoice', id: 'INV-3' },
        },
      },
    });
    shop.arrived();
    expect(await shop.deliver()).toEqual({ delivered: 0, failed: 0, left: [], more: false });
    expect(shop.arrived()).toEqual([]);
  });

  test('is sent what was posted since it was saved, or since the date that was asked for', async () => {
    const shop = openShop();
    await shop.sell('ayu');
    shop.clock.advance(1);
    await shop.save();
    await shop.sell('budi');
    await shop.deliver();
    expect(shop.arrived()).toEqual(['budi 1']);
    const from = new Date(shop.clock.now() - 1);
    (await shop.pointbook.webhooks.saveEndpoint({ endpointId: 'old', url, from }))._unsafeUnwrap();
    await shop.deliver();
    expect(shop.arrived()).toEqual(['ayu 1', 'budi 1']);
  });

  test('that is saved again with another URL goes on there', async () => {
    const shop = openShop();
    await shop.save();
    await shop.sell('ayu');
    await shop.deliver();
    const moved = 'https://other.example/hook';
    const saved = (await shop.pointbook.webhooks.saveEndpoint({ endpointId: 'crm', url: moved }))._unsafeUnwrap();
    expect(saved).toMatchObject({ endpointId: 'crm', url: moved, state: 'active', generation: 1 });
    shop.arrived();
    await shop.sell('ayu');
    await shop.deliver();
    expect(shop.got.map((got) => [got.url, got.name])).toEqual([[moved, 'ayu 2']]);
  });

  test('that is paused is sent nothing, and nothing is skipped', async () => {
    const shop = openShop();
    await shop.save();
    await shop.sell('ayu');
    await shop.pointbook.webhooks.pauseEndpoint({ endpointId: 'crm' });
    await shop.deliver();
    await shop.sell('ayu');
    expect(shop.arrived()).toEqual([]);
    await shop.pointbook.webhooks.resumeEndpoint({ endpointId: 'crm' });
    await shop.deliver();
    expect(shop.arrived()).toEqual(['ayu 1', 'ayu 2']);
  });

  test('is sent to by runDue, which does its other work all the same', async () => {
    const shop = openShop();
    await shop.save();
    await shop.sell('ayu');
    const due = (await shop.pointbook.jobs.runDue())._unsafeUnwrap();
    expect(due).toMatchObject({ swept: { members: 0 }, more: false });
    expect(due.plugins).toEqual([{ plugin: 'webhooks', done: 1, left: [], more: false }]);
    expect(shop.arrived()).toEqual(['ayu 1']);
  });
});

describe('An event that is not taken', () => {
  test('keeps the later ones of its member waiting, and no other member', async () => {
    const shop = openShop();
    await shop.save();
    await shop.sell('ayu', 'ayu', 'budi');
    shop.receiver.answer = ({ name }) => (name === 'ayu 1' ? 422 : 200);
    expect(await shop.deliver()).toEqual({ delivered: 1, failed: 1, left: [], more: false });
    expect(shop.arrived().toSorted()).toEqual(['ayu 1', 'budi 1']);
    await shop.sell('ayu', 'budi');
    await shop.deliver();
    expect(shop.arrived()).toEqual(['budi 2']);
    const waiting = (await shop.pointbook.webhooks.listWaiting({ endpointId: 'crm' }))._unsafeUnwrap();
    const nextAt = new Date(shop.clock.now() + 5000);
    expect(waiting.items).toEqual([{ memberId: 'ayu', from: 1, to: 3, attempts: 1, nextAt, problem: 'HTTP 422' }]);

    shop.clock.advance(5000);
    shop.receiver.answer = () => 200;
    await shop.deliver();
    expect(shop.arrived()).toEqual(['ayu 1', 'ayu 2', 'ayu 3']);
    expect((await shop.pointbook.webhooks.listWaiting({ endpointId: 'crm' }))._unsafeUnwrap().items).toEqual([]);
    expect((await verify(shop.pointbook))._unsafeUnwrap().findings).toEqual([]);
  });

  test('waits longer each time, and is given up in the end: the next one of the member follows', async () => {
    const shop = openShop({ retryDelaysMs: [minute, 5 * minute] });
    await shop.save();
    await shop.sell('ayu', 'ayu');
    shop.receiver.answer = ({ name }) => (name === 'ayu 1' ? 422 : 200);
    const sent: string[][] = [];
    for (let passed = 0; passed <= 7; passed += 1) {
      await shop.deliver();
      sent.push(shop.arrived());
      shop.clock.advance(minute);
    }
    expect(sent).toEqual([['ayu 1'], ['ayu 1'], [], [], [], [], ['ayu 1', 'ayu 2'], []]);
    const dead = (await shop.pointbook.webhooks.listDeadLetters({ endpointId: 'crm' }))._unsafeUnwrap();
    const givenUpAt = new Date(shop.clock.now() - 2 * minute);
    expect(dead.items).toEqual([{ memberId: 'ayu', sequence: 1, problem: 'HTTP 422', givenUpAt }]);
    expect((await shop.pointbook.webhooks.getEndpoint({ endpointId: 'crm' }))._unsafeUnwrap().deadLetters).toBe(1);
  });

  test('arrives by a replay after it was given up, and is then no dead letter any more', async () => {
    const shop = openShop({ retryDelaysMs: [] });
    await shop.save();
    await shop.sell('ayu', 'ayu');
    shop.receiver.answer = () => 500;
    await shop.deliver();
    const [first] = shop.got;
    expect(shop.arrived()).toEqual(['ayu 1', 'ayu 2']);
    shop.receiver.answer = () => 200;
    await shop.pointbook.webhooks.replayEvents({ endpointId: 'crm', from: new Date(0) });
    await shop.deliver();
    expect(shop.got[0]?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(shop.arrived()).toEqual(['ayu 1', 'ayu 2']);
    expect((await shop.pointbook.webhooks.listDeadLetters({ endpointId: 'crm' }))._unsafeUnwrap().items).toEqual([]);
    expect((await shop.pointbook.webhooks.getEndpoint({ endpointId: 'crm' }))._unsafeUnwrap().deadLetters).toBe(0);
  });
});

describe('An endpoint that is down', () => {
  test('is asked a few times only, and gets everything in order once it is back', async () => {
    const shop = openShop();
    await shop.save();
    const members = Array.from({ length: 40 }, (_, index) => `member-${index}`);
    await shop.sell(...members, ...members);
    shop.receiver.answer = () => Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
    const sent = await shop.deliver();
    expect(sent).toMatchObject({
      delivered: 0,
      failed: 8,
      left: [{ endpointId: 'crm', kind: 'endpoint-unreachable' }],
    });
    shop.arrived();
    await shop.deliver();
    expect(shop.arrived()).toHaveLength(8);
    shop.receiver.answer = () => 200;
    shop.clock.advance(5000);
    expect(await shop.deliver()).toMatchObject({ delivered: 80, failed: 0, left: [] });
    const arrived = shop.arrived();
    for (const memberId of members)
      expect(arrived.filter((name) => name.startsWith(`${memberId} `))).toEqual([`${memberId} 1`, `${memberId} 2`]);
  });
});

describe('A replay', () => {
  test('sends again from a date on, in order also for those who wait', async () => {
    const shop = openShop({ retryDelaysMs: [day] });
    await shop.save();
    await shop.sell('ayu', 'budi');
    shop.clock.advance(day);
    await shop.sell('ayu', 'budi');
    await shop.deliver();
    await shop.sell('ayu');
    shop.receiver.answer = () => 422;
    await shop.deliver();
    shop.arrived();
    shop.receiver.answer = () => 200;
    await shop.pointbook.webhooks.replayEvents({ endpointId: 'crm', from: new Date(shop.clock.now()) });
    await shop.deliver();
    expect(shop.arrived()).toEqual(['budi 2']);
    shop.clock.advance(day);
    await shop.deliver();
    expect(shop.arrived()).toEqual(['ayu 2', 'ayu 3']);
  });

  test('begins where it was told to, also while another process is at work', async () => {
    const shop = openShop();
    await shop.save();
    await shop.sell('ayu', 'ayu');
    let isReplayed = false;
    shop.receiver.answer = () => {
      if (!isReplayed) void shop.pointbook.webhooks.replayEvents({ endpointId: 'crm', from: new Date(0) });
      isReplayed = true;
      return 200;
    };
    await shop.deliver();
    shop.arrived();
    await shop.deliver();
    expect(shop.arrived()).toEqual(['ayu 1', 'ayu 2']);
  });
});
