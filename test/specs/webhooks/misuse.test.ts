import { webhooks } from '@pointbook/webhooks';
import type { ResultAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { openShop, secret, url } from './webhook-shop.ts';

describe('An option of webhooks', () => {
  test.each([
    [undefined, 'are an object'],
    [{}, 'needs the option "secret"'],
    [{ secret: 'too short' }, 'at least 32 characters'],
    [{ secret: 7 }, 'at least 32 characters'],
    [{ secret, privateHost: [] }, 'did you mean "privateHosts"'],
    [{ secret, privateHosts: 'crm.local' }, 'privateHosts is a list'],
    [{ secret, privateHosts: ['http://crm.local'] }, 'privateHosts is a list'],
    [{ secret, privateHosts: ['CRM.local'] }, 'privateHosts is a list'],
    [{ secret, privateHosts: [7] }, 'privateHosts is a list'],
    [{ secret, timeoutMs: 0 }, 'timeoutMs'],
    [{ secret, timeoutMs: 60_000 }, 'timeoutMs'],
    [{ secret, retryDelaysMs: 5000 }, 'retryDelaysMs'],
    [{ secret, retryDelaysMs: [-1] }, 'retryDelaysMs'],
    [{ secret, fetch: 'https://proxy.example' }, 'fetch is a function'],
    [{ secret, resolve: [] }, 'resolve is a function'],
  ])('that is wrong is refused, and no secret is told: %j', (options, words) => {
    expect(() => webhooks(options as never)).toThrow(words);
    expect(() => webhooks(options as never)).not.toThrow(secret);
  });
});

describe('An endpoint', () => {
  test.each([
    ['crm.example'],
    ['ftp://crm.example'],
    ['file:///etc/passwd'],
    ['https://staff:word@crm.example/'],
    ['https://crm.example/#part'],
    [`https://crm.example/${'x'.repeat(2000)}`],
    [7],
    [undefined],
  ])('at %j is no command, and what may be a password is not told', async (wrong) => {
    const { pointbook } = openShop();
    const saved = await pointbook.webhooks.saveEndpoint({ endpointId: 'crm', url: wrong as string });
    expect(saved._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid-command', field: 'url' });
    expect(saved._unsafeUnwrapErr().message).not.toContain('word@');
    expect((await pointbook.webhooks.listEndpoints())._unsafeUnwrap().items).toEqual([]);
  });

  test.each([
    ['http://crm.example/', 'not-https'],
    ['https://127.0.0.1/', 'private-address'],
    ['https://[::1]/', 'private-address'],
  ])('at %s is refused, and nothing is written', async (wrong, reason) => {
    const { pointbook } = openShop();
    const saved = await pointbook.webhooks.saveEndpoint({ endpointId: 'crm', url: wrong });
    expect(saved._unsafeUnwrapErr()).toMatchObject({ kind: 'endpoint-refused', reason });
    expect((await pointbook.webhooks.listEndpoints())._unsafeUnwrap().items).toEqual([]);
  });

  test('whose name has a private address later is sent nothing from then on', async () => {
    let address = '93.184.215.14';
    const shop = openShop({ resolve: async () => [address] });
    await shop.save();
    address = '169.254.169.254';
    await shop.sell('ayu');
    expect(await shop.deliver()).toMatchObject({ delivered: 0, failed: 1 });
    expect(shop.arrived()).toEqual([]);
    const log = (await shop.pointbook.webhooks.listDeliveries({ endpointId: 'crm' }))._unsafeUnwrap();
    expect(log).toMatchObject([{ status: null, problem: 'private-address' }]);
  });

  test('that there is not is named by each verb, and nothing is written', async () => {
    const { webhooks: verbs } = openShop().pointbook;
    const asked = { endpointId: 'erp' };
    const answers = [
      await verbs.getEndpoint(asked),
      await verbs.pauseEndpoint(asked),
      await verbs.resumeEndpoint(asked),
      await verbs.rotateSecret({ ...asked, generation: 2 }),
      await verbs.replayEvents({ ...asked, from: new Date(0) }),
      await verbs.listDeliveries(asked),
      await verbs.listDeadLetters(asked),
      await verbs.listWaiting(asked),
    ];
    for (const answer of answers)
      expect(answer._unsafeUnwrapErr()).toMatchObject({ kind: 'unknown-endpoint', endpointId: 'erp' });
    expect((await verbs.listEndpoints())._unsafeUnwrap().items).toEqual([]);
  });

  test('has secrets one after the other', async () => {
    const shop = openShop();
    await shop.save();
    const rotated = await shop.pointbook.webhooks.rotateSecret({ endpointId: 'crm', generation: 3 });
    expect(rotated._unsafeUnwrapErr()).toMatchObject({ kind: 'generation-differs', generation: 1 });
    expect((await shop.pointbook.webhooks.getEndpoint({ endpointId: 'crm' }))._unsafeUnwrap().generation).toBe(1);
  });

  test('is refused where the input is none, with the field', async () => {
    const { webhooks: verbs } = openShop().pointbook;
    const fieldOf = async (answer: ResultAsync<unknown, unknown>) => (await answer)._unsafeUnwrapErr();
    const cursor = { endpointId: 'crm', cursor: 'next' };
    expect(await fieldOf(verbs.listWaiting(cursor))).toMatchObject({ kind: 'invalid-command', field: 'cursor' });
    expect(await fieldOf(verbs.listDeadLetters(cursor))).toMatchObject({ kind: 'invalid-command', field: 'cursor' });
    expect(await fieldOf(verbs.deliverDue({ limit: 0 }))).toMatchObject({ kind: 'invalid-command', field: 'limit' });
    expect(await fieldOf(verbs.deliverDue({ signal: 'stop' as never }))).toMatchObject({ field: 'signal' });
    expect(await fieldOf(verbs.replayEvents({ endpointId: 'crm', from: 'monday' }))).toMatchObject({ field: 'from' });
    expect(await fieldOf(verbs.saveEndpoint({ endpointId: ' ', url }))).toMatchObject({ field: 'endpointId' });
  });
});

test('lists come in pages', async () => {
  const shop = openShop({ retryDelaysMs: [1000] });
  await shop.save('a');
  await shop.save('b');
  const { webhooks: verbs } = shop.pointbook;
  const page = (await verbs.listEndpoints({ limit: 1 }))._unsafeUnwrap();
  const rest = (await verbs.listEndpoints({ limit: 1, cursor: page.next ?? '' }))._unsafeUnwrap();
  expect([...page.items, ...rest.items].map(({ endpointId }) => endpointId)).toEqual(['a', 'b']);
  expect(rest.next).toBeNull();

  await shop.sell('ayu', 'budi', 'citra');
  shop.receiver.answer = () => 422;
  await shop.deliver();
  const members: string[] = [];
  for (let next: string | undefined; ;) {
    const waiting = (await verbs.listWaiting({ endpointId: 'a', limit: 2, cursor: next }))._unsafeUnwrap();
    members.push(...waiting.items.map(({ memberId }) => memberId));
    if (waiting.next === null) break;
    next = waiting.next;
  }
  expect(members).toEqual(['ayu', 'budi', 'citra']);
  shop.clock.advance(1000);
  await shop.deliver();
  members.length = 0;
  for (let next: string | undefined; ;) {
    const dead = (await verbs.listDeadLetters({ endpointId: 'a', limit: 2, cursor: next }))._unsafeUnwrap();
    members.push(...dead.items.map(({ memberId }) => memberId));
    if (dead.next === null) break;
    next = dead.next;
  }
  expect(members).toEqual(['ayu', 'budi', 'citra']);
});
