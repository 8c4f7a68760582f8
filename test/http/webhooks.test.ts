import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { createPointbook, systemClock } from '@pointbook/core';
import { jobs } from '@pointbook/core/jobs';
import { verbsOf } from '@pointbook/core/plugin';
import { byRole, createHandler, type LogLine, memberLinks } from '@pointbook/http';
import { memoryStore } from '@pointbook/memory';
import { endpointSecret, receiveWebhook, webhooks } from '@pointbook/webhooks';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { valueOf } from '../support/value-of.ts';
import { warung } from '../support/shops/warung.ts';
import { serve } from './serve.ts';

const secret = 'the secret that all processes of the shop share';
const crm = 'https://crm.example/hook';
const sale = { memberId: 'ayu', currency: 'IDR', total: 5000 };

/** A shop with webhooks that is reached over HTTP. */
function shopWithWebhooks(privateHosts: readonly string[] = []) {
  const lines: LogLine[] = [];
  const resolve = async (name: string) => (name === 'inside.example' ? ['10.0.0.7'] : ['93.184.215.14']);
  const plugins = [jobs(), webhooks({ secret, privateHosts, resolve })] as const;
  const pointbook = createPointbook({ program: warung(), store: memoryStore(), plugins });
  const links = memberLinks({ secret: 'what signs the links of members!' });
  const identify = (request: Request) => {
    const [, role] = /^Bearer (\w+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
    return role === undefined ? null : { role, actor: `${role}-1` };
  };
  const handler = createHandler(pointbook, { authorize: byRole({ identify, links }), log: (line) => lines.push(line) });
  const ask = async (route: string, authorization: string | null, body?: object) => {
    const [method = '', path = ''] = route.split(' ');
    const request = new Request(`https://till.example${path}`, {
      method,
      headers: { ...(authorization === null ? {} : { authorization }), 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const response = await handler(request);
    return { status: response.status, json: await response.json() };
  };
  const asOwner = async (route: string, body?: object) => ask(route, 'Bearer owner', body);
  return { pointbook, handler, lines, links, ask, asOwner, plugins };
}

describe('Endpoints over HTTP', () => {
  test('are saved, read, paused, rotated, replayed and sent to by the owner; nothing that is answered or logged is a secret', async () => {
    const { asOwner, lines } = shopWithWebhooks();
    const told = [];
    for (const [route, body, json] of [
      ['PUT /webhooks/crm', { url: crm }, { endpointId: 'crm', state: 'active', generation: 1 }],
      ['GET /webhooks/crm', undefined, { endpointId: 'crm', url: crm }],
      ['GET /webhooks', undefined, { items: [{ endpointId: 'crm' }] }],
      ['POST /webhooks/crm/pause', {}, { state: 'paused' }],
      ['POST /webhooks/crm/resume', {}, { state: 'active' }],
      ['POST /webhooks/crm/rotate', { generation: 2 }, { generation: 2 }],
      ['POST /webhooks/crm/replay', { from: '2026-01-01T00:00:00Z' }, { endpointId: 'crm' }],
      ['POST /webhooks/deliver', {}, { delivered: 0, more: false }],
      ['GET /webhooks/crm/deliveries', undefined, []],
      ['GET /webhooks/crm/waiting', undefined, { items: [] }],
      ['GET /webhooks/crm/dead-letters', undefined, { items: [] }],
    ] as const) {
      const answer = await asOwner(route, body);
      expect([route, answer]).toMatchObject([route, { status: 200, json }]);
      told.push(answer);
    }
    const all = JSON.stringify([told, lines]);
    for (const generation of [1, 2])
      expect(all).not.toContain(endpointSecret({ secret, endpointId: 'crm', generation }).replace('whsec_', ''));
    expect(JSON.stringify(lines)).not.toContain('crm');
  });

  test('are rotated once where two ask for it: the other is told of the newer secret', async () => {
    const { asOwner } = shopWithWebhooks();
    await asOwner('PUT /webhooks/crm', { url: crm });
    await asOwner('POST /webhooks/crm/rotate', { generation: 2 });
    await asOwner('POST /webhooks/crm/rotate', { generation: 3 });
    expect(await asOwner('POST /webhooks/crm/rotate', { generation: 2 })).toMatchObject({
      status: 409,
      json: { kind: 'generation-differs', generation: 3 },
    });
  });

  test('are the owner’s alone: staff, members and strangers learn nothing and change nothing', async () => {
    const { ask, asOwner, links, pointbook, plugins } = shopWithWebhooks();
    await asOwner('PUT /webhooks/crm', { url: crm });
    const member = `Member ${await links.sign('ayu', new Date(systemClock.now() + 60_000))}`;
    const verbs = verbsOf(plugins).filter(({ path }) => path[0] === 'webhooks');
    expect(verbs.length).toBeGreaterThan(10);
    const bodies = { url: 'https://other.example/', generation: 2, from: '2026-01-01T00:00:00Z' };
    for (const { route } of verbs)
      for (const [who, status] of [
        ['Bearer cashier', 403],
        ['Bearer manager', 403],
        ['Bearer nobody', 403],
        [member, 403],
        ['Member forged', 401],
        [null, 401],
      ] as const) {
        const path = route.replace('{endpointId}', 'crm');
        const answer = await ask(path, who, path.startsWith('GET') ? undefined : bodies);
        expect([path, who, answer.status]).toEqual([path, who, status]);
        expect(JSON.stringify(answer.json)).not.toContain('crm.example');
      }
    const { items } = valueOf(await pointbook.webhooks.listEndpoints());
    expect(items).toMatchObject([{ url: crm, state: 'active', generation: 1 }]);
  });

  test.each([
    ['http://crm.example/', 422, { kind: 'endpoint-refused', reason: 'not-https' }],
    ['https://inside.example/', 422, { kind: 'endpoint-refused', reason: 'private-address' }],
    ['https://①②⑦.⓪.⓪.①/', 422, { kind: 'endpoint-refused', reason: 'private-address' }],
    ['https://[::ffff:a00:7]/', 422, { kind: 'endpoint-refused', reason: 'private-address' }],
    ['https://staff:word@crm.example/', 400, { kind: 'invalid-command', field: 'url' }],
    ['crm', 400, { kind: 'invalid-command', field: 'url' }],
  ])('at %s are refused by name, and not saved', async (url, status, json) => {
    const { asOwner } = shopWithWebhooks();
    expect(await asOwner('PUT /webhooks/crm', { url })).toMatchObject({ status, json });
    expect(await asOwner('GET /webhooks/crm')).toMatchObject({ status: 404, json: { kind: 'unknown-endpoint' } });
  });
});

describe('A receiver as the README has it', () => {
  const readme = readFileSync(new URL('../../packages/webhooks/README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\n(import \{ receiveWebhook \}[^]*?)```/.exec(readme) ?? [];

  /** The receiver, whose secret is that of an endpoint; and what it prints. */
  function receiverOf(endpointId: string) {
    const printed: unknown[][] = [];
    const script = stripTypeScriptTypes(example).replace(/^import .*$/m, '');
    // oxlint-disable-next-line typescript/no-implied-eval -- the words of the README are what is tested
    const make = new Function('receiveWebhook', 'print', 'process', `${script}; return answer;`);
    const env = { POINTBOOK_WEBHOOK_SECRET: endpointSecret({ secret, endpointId }) };
    const answer: (request: Request) => Promise<Response> = make(
      receiveWebhook,
      (...words: unknown[]) => printed.push(words),
      { env },
    );
    return { answer, printed };
  }

  test('takes what the ledger sends over HTTP, and refuses what is forged', async () => {
    const { answer, printed } = receiverOf('crm');
    const requests: Request[] = [];
    const { url } = await serve(async (request) => {
      const body = await request.text();
      const { headers, method } = request;
      requests.push(new Request(request.url, { method, headers, body }));
      return answer(new Request(request.url, { method, headers, body }));
    });
    const { asOwner, pointbook } = shopWithWebhooks([new URL(url).host]);
    expect(await asOwner('PUT /webhooks/crm', { url: `${url}/hook` })).toMatchObject({ status: 200 });
    valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
    valueOf(await pointbook.saveInvoice({ invoiceId: 'INV-1', ...sale }));
    expect(await asOwner('POST /webhooks/deliver', {})).toMatchObject({ json: { delivered: 1, failed: 0, left: [] } });
    expect(printed).toEqual([[expect.stringMatching(/^entry_/), 'ayu', 5, 5]]);

    const [genuine] = requests;
    if (genuine === undefined) throw new Error('Nothing was sent.');
    const body = await genuine.text();
    const id = genuine.headers.get('webhook-id') ?? '';
    const now = new Date(systemClock.now());
    const stranger = new Webhook(endpointSecret({ secret, endpointId: 'other' }));
    const forged: readonly (readonly [string, object, string])[] = [
      ['another body', {}, body.replace('"delta":5', '"delta":500')],
      ['another id', { 'webhook-id': 'entry_other' }, body],
      ['another time', { 'webhook-timestamp': String(Math.floor(now.getTime() / 1000) + 1) }, body],
      ['the secret of another endpoint', { 'webhook-signature': stranger.sign(id, now, body) }, body],
      ['no signature', { 'webhook-signature': '' }, body],
      ['another version', { 'webhook-signature': 'v0,AAAA v1a,AAAA v1,' }, body],
      ['no JSON', {}, 'delta=500'],
    ];
    for (const [what, more, text] of forged) {
      const headers = { ...Object.fromEntries(genuine.headers), ...more };
      const response = await fetch(`${url}/hook`, { method: 'POST', headers: withoutHop(headers), body: text });
      expect([what, response.status]).toEqual([what, 401]);
    }
    expect(printed).toHaveLength(1);
    const again = await fetch(`${url}/hook`, {
      method: 'POST',
      headers: withoutHop(Object.fromEntries(genuine.headers)),
      body,
    });
    expect(again.status).toBe(204);
  });
});

test('A name that leads elsewhere once it was saved is connected to nowhere', async () => {
  let connections = 0;
  const server = createServer().on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  // Public while it is looked at, private from the moment at which the connection is made.
  let looks = 0;
  const resolve = async () => [(looks += 1) <= 2 ? '93.184.215.14' : '127.0.0.1'];
  const plugins = [webhooks({ secret, resolve })] as const;
  const pointbook = createPointbook({ program: warung(), store: memoryStore(), plugins });
  valueOf(await pointbook.webhooks.saveEndpoint({ endpointId: 'crm', url: `https://crm.example:${port}/` }));
  valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
  valueOf(await pointbook.saveInvoice({ invoiceId: 'INV-1', ...sale }));
  expect(valueOf(await pointbook.webhooks.deliverDue())).toMatchObject({ delivered: 0, failed: 1 });
  expect(looks).toBe(3);
  expect(valueOf(await pointbook.webhooks.listDeliveries({ endpointId: 'crm' }))).toMatchObject([
    { status: null, problem: 'private-address' },
  ]);
  expect(connections).toBe(0);
});

/** What `fetch` says itself. */
function withoutHop(headers: Readonly<Record<string, string>>): Record<string, string> {
  const own = ['connection', 'content-length', 'host', 'transfer-encoding'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name)));
}
