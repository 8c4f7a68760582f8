import { systemClock } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { recordingStore } from '@pointbook/testing';
import { memoryStore } from '@pointbook/memory';
import { endpointSecret, receiveWebhook } from '@pointbook/webhooks';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { type Got, openShop, secret } from './webhook-shop.ts';

const first = endpointSecret({ secret, endpointId: 'crm' });
const second = endpointSecret({ secret, endpointId: 'crm', generation: 2 });

/** An event as it is sent now. */
async function sent(): Promise<Got> {
  const shop = openShop();
  shop.clock.advance(systemClock.now() - shop.clock.now());
  await shop.save();
  await shop.sell('ayu');
  await shop.deliver();
  return shop.got[0] as Got;
}

describe('A receiver', () => {
  test('reads what was signed with its secret, by this library and by any other of Standard Webhooks', async () => {
    const { headers, body } = await sent();
    const received = receiveWebhook({ secrets: [first], headers, body })._unsafeUnwrap();
    expect(received).toMatchObject({
      eventId: headers['webhook-id'],
      event: { data: { memberId: 'ayu', balance: 10 } },
    });
    expect(receiveWebhook({ secrets: ['whsec_b3RoZXI=', first], headers: new Headers(headers), body }).isOk()).toBe(
      true,
    );
    expect(new Webhook(first).verify(body, headers)).toEqual(received.event);
  });

  test('refuses what is forged', async () => {
    const { headers, body } = await sent();
    const refused = (more: object) =>
      receiveWebhook({ secrets: [first], headers, body, ...more })._unsafeUnwrapErr().kind;
    expect(refused({ body: body.replace('"balance":10', '"balance":11') })).toBe('forged-webhook');
    expect(refused({ body: `${body} ` })).toBe('forged-webhook');
    expect(refused({ secrets: [second] })).toBe('forged-webhook');
    expect(refused({ secrets: [endpointSecret({ secret, endpointId: 'other' })] })).toBe('forged-webhook');
    expect(refused({ secrets: [] })).toBe('forged-webhook');
    expect(refused({ secrets: [''] })).toBe('forged-webhook');
    expect(refused({ secrets: ['no secret'] })).toBe('forged-webhook');
    expect(refused({ headers: {} })).toBe('forged-webhook');
    expect(refused({ headers: { ...headers, 'webhook-id': 'entry_0' } })).toBe('forged-webhook');
    expect(refused({ headers: { ...headers, 'webhook-signature': 'v1,AAAA' } })).toBe('forged-webhook');
  });

  test('refuses what was signed long ago, and what is signed again with another time', async () => {
    const { headers, body } = await sent();
    const old = new Date(systemClock.now() - 6 * 60_000);
    const id = headers['webhook-id'] ?? '';
    const at = { 'webhook-timestamp': String(Math.floor(old.getTime() / 1000)) };
    const signature = new Webhook(first).sign(id, old, body);
    for (const more of [at, { ...at, 'webhook-signature': signature }])
      expect(receiveWebhook({ secrets: [first], headers: { ...headers, ...more }, body }).isErr()).toBe(true);
  });
});

describe('A secret', () => {
  test('is rotated with both signatures side by side, until the old one ends', async () => {
    const shop = openShop();
    await shop.save();
    const signers = async () => {
      await shop.sell('ayu');
      await shop.deliver();
      const { headers = {}, body = '' } = shop.got.splice(0)[0] ?? {};
      const at = new Date(shop.clock.now());
      const signed = [first, second].map((each) => new Webhook(each).sign(headers['webhook-id'] ?? '', at, body));
      return (headers['webhook-signature'] ?? '').split(' ').map((signature) => signed.indexOf(signature) + 1);
    };
    expect(await signers()).toEqual([1]);
    const rotated = (await shop.pointbook.webhooks.rotateSecret({ endpointId: 'crm', generation: 2 }))._unsafeUnwrap();
    expect(rotated).toMatchObject({ generation: 2, previousUntil: new Date(shop.clock.now() + 86_400_000) });
    expect(await signers()).toEqual([2, 1]);
    shop.clock.advance(86_400_000);
    expect(await signers()).toEqual([2]);
    await shop.pointbook.webhooks.rotateSecret({ endpointId: 'crm', generation: 2 });
    expect(await signers()).toEqual([2]);
  });

  test('ends at once where that is said', async () => {
    const shop = openShop();
    await shop.save();
    await shop.pointbook.webhooks.rotateSecret({ endpointId: 'crm', generation: 2 });
    const now = new Date(shop.clock.now());
    await shop.pointbook.webhooks.rotateSecret({ endpointId: 'crm', generation: 2, previousUntil: now });
    await shop.sell('ayu');
    await shop.deliver();
    expect(shop.got[0]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });

  test('is in no record, no answer and no finding', async () => {
    const { store, dump } = recordingStore(memoryStore());
    const shop = openShop({ retryDelaysMs: [] }, store);
    const told: unknown[] = [await shop.save()];
    await shop.sell('ayu', 'budi');
    shop.receiver.answer = ({ headers }) => new Error(JSON.stringify(headers));
    const { webhooks: verbs, jobs } = shop.pointbook;
    const crm = { endpointId: 'crm' };
    told.push(await shop.deliver(), await verbs.rotateSecret({ ...crm, generation: 2 }), await jobs.runDue());
    for (const verb of [verbs.getEndpoint, verbs.listDeliveries, verbs.listDeadLetters, verbs.listWaiting] as const)
      told.push(await verb(crm));
    told.push(await verbs.listEndpoints(), await verify(shop.pointbook), await dump('shop' as never));
    const text = JSON.stringify(told);
    expect(text).toContain('budi');
    for (const each of [secret, first, second]) {
      expect(text).not.toContain(each.replace('whsec_', ''));
      expect(text).not.toContain(Buffer.from(each).toString('base64'));
    }
    expect(text).not.toContain('v1,');
  });
});
