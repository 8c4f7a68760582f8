import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { httpSender } from './http-sender.ts';
import type { HttpProvider } from './http-provider.ts';
import { answering, loopback } from './loopback-testing.ts';
import { patient } from './sample-message-testing.ts';

const request = { headers: { 'content-type': 'text/plain' }, body: 'Halo' };

function sender(baseUrl: string, more: Partial<HttpProvider> = {}) {
  return httpSender({
    name: 'Warung SMS',
    baseUrl,
    path: '/messages',
    idOf: (body) => (body as { id: unknown }).id,
    explain: ({ body }) => body as { code: number; reason: null },
    ...more,
  });
}

test('posts what it is given, and answers the id', async () => {
  const { url, requests } = await answering(200, { id: 'm-1' });
  expect(await sender(`${url}/below/`)(request, patient)).toEqual({ status: 'sent', providerId: 'm-1' });
  expect(requests).toMatchObject([{ method: 'POST', path: '/below/messages', body: 'Halo' }]);
});

test.each([
  ['no JSON', 'accepted'],
  ['nothing', ''],
  ['another shape', 'null'],
  ['an id that is no text', '{"id":7}'],
  ['an id that is endless', JSON.stringify({ id: 'x'.repeat(300) })],
  ['more than 64 kB', JSON.stringify({ id: 'm-1', padding: 'x'.repeat(70_000) })],
])('is sent when 2xx comes with %s, because the provider took it', async (_, body) => {
  const { url } = await answering(202, body);
  expect(await sender(url)(request, patient)).toEqual({ status: 'sent', providerId: null });
});

test.each([
  [400, 'content'],
  [401, 'account'],
  [402, 'account'],
  [403, 'account'],
  [404, 'account'],
  [405, 'account'],
  [410, 'account'],
  [413, 'content'],
  [422, 'content'],
])('HTTP %i alone is rejected: %s', async (status, reason) => {
  const { url } = await answering(status, 'no JSON');
  expect(await sender(url)(request, patient)).toMatchObject({ status: 'rejected', reason });
});

test.each([
  [408, {}, null],
  [409, {}, null],
  [423, {}, null],
  [425, {}, null],
  [499, {}, null],
  [429, {}, null],
  [429, { 'retry-after': '7' }, 7000],
  [500, {}, null],
  [503, { 'retry-after': '120' }, 120_000],
  [503, { 'retry-after': 'Wed, 01 Jan 2020 00:00:00 GMT' }, 0],
])('HTTP %i with the headers %j is not now: %s', async (status, headers, retryAfterMs) => {
  const { url } = await answering(status, '{}', headers);
  expect(await sender(url)(request, patient)).toEqual({
    status: 'unavailable',
    message: `Warung SMS does not take the message now (HTTP ${status}).`,
    retryAfterMs,
  });
});

// RFC 9110 lets a client send once more over another connection, for the first server has done nothing: the global
// fetch does.
test('HTTP 421 is not now, and of one try the global fetch makes two', async () => {
  const { url, requests } = await answering(421, '');
  expect(await sender(url)(request, patient)).toMatchObject({ status: 'unavailable' });
  expect(requests).toHaveLength(2);
});

test('a reason of the provider decides over the status, and the outcome has its number', async () => {
  const { url } = await answering(500, { code: 42, reason: 'destination' });
  expect(await sender(url)(request, patient)).toEqual({
    status: 'rejected',
    reason: 'destination',
    message: 'Warung SMS cannot reach this destination (error 42, HTTP 500).',
  });
});

test('a number without a reason that is known is not told: it may be the code of the message', async () => {
  const { url } = await answering(400, { code: 493_027, reason: null });
  expect(await sender(url)(request, patient)).toMatchObject({
    message: 'Warung SMS refuses the message as it is (HTTP 400).',
  });
});

test('an unknown reason is ignored', async () => {
  const { url } = await answering(400, { code: 42, reason: 'toString' });
  expect(await sender(url)(request, patient)).toMatchObject({
    reason: 'content',
    message: 'Warung SMS refuses the message as it is (HTTP 400).',
  });
});

test.each([{ code: 628_123_456_789 }, { code: -1 }, { code: 0.5 }, { code: 'x' }])(
  'what is no number of an error is not told: %j',
  async (given) => {
    const { url } = await answering(400, { ...given, reason: 'content' });
    expect(await sender(url)(request, patient)).toMatchObject({ message: expect.stringContaining('(HTTP 400)') });
  },
);

test('a redirect is not followed', async () => {
  const { url: elsewhere, requests } = await answering(200, { id: 'm-1' });
  const { url } = await answering(307, '', { location: `${elsewhere}/messages` });
  const outcome = await sender(url)(request, patient);
  expect(outcome).toMatchObject({ status: 'unavailable', message: expect.stringContaining('HTTP 307') });
  expect(requests).toEqual([]);
});

test('an endless answer is read no further than 64 kB, and its connection closed', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  const { url } = await loopback((response) => {
    response.writeHead(400, { 'content-type': 'application/json' });
    const pour = () => {
      while (response.write('x'.repeat(10_000)));
      response.once('drain', pour);
    };
    pour();
    closed = once(response, 'close');
  });
  expect(await sender(url)(request, patient)).toMatchObject({ status: 'rejected', reason: 'content' });
  await closed;
});

test('aborting ends the wait for a server that never answers, and the connection', async () => {
  const controller = new AbortController();
  let closed: Promise<unknown> = Promise.resolve();
  const { url } = await loopback((response) => {
    closed = once(response, 'close');
    controller.abort();
  });
  expect(await sender(url)(request, controller)).toEqual({
    status: 'unavailable',
    message: 'Warung SMS was not reached or did not answer in time; nobody knows whether the message was sent.',
    retryAfterMs: null,
  });
  await closed;
});

test.each([
  [201, { status: 'sent', providerId: null }],
  [503, { status: 'unavailable' }],
])('aborting while the body of HTTP %i is read is judged by the status', async (status, outcome) => {
  const controller = new AbortController();
  const { url } = await loopback((response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.write('{');
  });
  const fetchThenAbort: typeof fetch = async (...given) => {
    const response = await fetch(...given);
    controller.abort();
    return response;
  };
  expect(await sender(url, { fetch: fetchThenAbort })(request, controller)).toMatchObject(outcome);
});

test('after aborting nothing is sent', async () => {
  const { url, requests } = await answering(200, { id: 'm-1' });
  expect(await sender(url)(request, { signal: AbortSignal.abort() })).toEqual({
    status: 'unavailable',
    message: 'The caller gave up; nothing was sent.',
    retryAfterMs: null,
  });
  expect(requests).toEqual([]);
});

test('a server that is not there, or hangs up, is not now', async () => {
  const { url } = await loopback((response) => response.destroy());
  expect(await sender(url)(request, patient)).toMatchObject({ status: 'unavailable' });
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const { port } = gone.address() as AddressInfo;
  await once(gone.close(), 'close');
  expect(await sender(`http://127.0.0.1:${port}`)(request, patient)).toMatchObject({
    status: 'unavailable',
    message: 'Warung SMS was not reached (ECONNREFUSED); nothing was sent.',
  });
});

test('what fetch throws is not told', async () => {
  const refuses = async () => Promise.reject(new TypeError('secret header', { cause: { code: 'secret 493027' } }));
  const outcome = await sender('https://sms.example', { fetch: refuses })(request, patient);
  expect(JSON.stringify(outcome)).not.toContain('secret');
});

test('fifty messages go at once, each with its own outcome', async () => {
  const waiting: (() => void)[] = [];
  const { url } = await loopback((response: ServerResponse, { body }) => {
    waiting.push(() => response.end(JSON.stringify({ id: `id of ${body}` })));
    if (waiting.length === 50) for (const answer of waiting) answer();
  });
  const send = sender(url);
  const bodies = Array.from({ length: 50 }, (_, index) => `message ${index}`);
  const outcomes = await Promise.all(bodies.map(async (body) => send({ ...request, body }, patient)));
  expect(outcomes).toEqual(bodies.map((body) => ({ status: 'sent', providerId: `id of ${body}` })));
});
