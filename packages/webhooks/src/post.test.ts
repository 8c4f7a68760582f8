import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { addressGuard, type Resolve } from './address-guard.ts';
import { poster } from './post.ts';

const posting = { headers: { 'content-type': 'application/json' }, body: '{"points":"é"}' };

/** A server on this machine, and what it was sent. */
async function serve(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const got: { path: string; body: string; type: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got.push({
        path: request.url ?? '',
        body: Buffer.concat(parts).toString(),
        type: request.headers['content-type'],
      });
      answer(response, request);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  return { host, url: new URL(`http://${host}/hook?shop=1`), got };
}

function post(privateHosts: readonly string[], resolve?: Resolve, timeoutMs = 10_000) {
  return poster({ guard: addressGuard(privateHosts, resolve), timeoutMs, fetch: undefined });
}

test('posts to a host of its own, whose address is private', async () => {
  const { host, url, got } = await serve((response) => response.writeHead(204).end());
  expect(await post([host])(url, posting)).toEqual({ status: 204, problem: null });
  expect(got).toEqual([{ path: '/hook?shop=1', body: posting.body, type: 'application/json' }]);
});

test('posts to no other private address: nothing arrives', async () => {
  const { url, got } = await serve((response) => response.end());
  const secure = new URL(url.href.replace('http:', 'https:'));
  expect(await post([])(url, posting)).toEqual({ status: null, problem: 'not-https' });
  expect(await post([])(secure, posting)).toEqual({ status: null, problem: 'private-address' });
  expect(got).toEqual([]);
});

test('looks at the address once more where it connects: a name that changed leads nowhere', async () => {
  const { url, got } = await serve((response) => response.end());
  const answers = [['93.184.215.14'], ['127.0.0.1']];
  const changing: Resolve = async () => answers.shift() ?? [];
  const secure = new URL(url.href.replace('http:', 'https:'));
  expect(await post([], changing)(secure, posting)).toEqual({ status: null, problem: 'private-address' });
  expect([answers, got]).toEqual([[], []]);
});

test('follows no redirect', async () => {
  const other = await serve((response) => response.end());
  const { host, url } = await serve((response) => response.writeHead(307, { location: other.url.href }).end());
  expect(await post([host, other.host])(url, posting)).toEqual({ status: 307, problem: 'HTTP 307' });
  const byFetch = poster({ guard: addressGuard([host, other.host]), timeoutMs: 10_000, fetch });
  expect(await byFetch(url, posting)).toEqual({ status: 307, problem: 'HTTP 307' });
  expect(other.got).toEqual([]);
});

test('tells of an answer its status, and nothing else of it', async () => {
  const { host, url } = await serve((response) => response.writeHead(500).end('the secret is 42'));
  expect(await post([host])(url, posting)).toEqual({ status: 500, problem: 'HTTP 500' });
});

test('gives up an answer that does not come', async () => {
  const { host, url } = await serve(() => {});
  expect(await post([host], undefined, 100)(url, posting)).toEqual({ status: null, problem: 'timeout' });
});

test('does not wait for the end of an answer', async () => {
  const { host, url } = await serve((response) => response.writeHead(200).write('and so on'));
  expect(await post([host])(url, posting)).toEqual({ status: 200, problem: null });
});

test('tells who does not listen', async () => {
  const { host, url } = await serve((response) => response.destroy());
  expect(await post([host])(url, posting)).toEqual({ status: null, problem: 'unreachable (ECONNRESET)' });
});

test('tells what a fetch of the host throws by its code alone', async () => {
  const guard = addressGuard([], async () => ['93.184.215.14']);
  const throwing = async (thrown: Error) => {
    const send = poster({ guard, timeoutMs: 1000, fetch: async () => Promise.reject(thrown) });
    return (await send(new URL('https://crm.example'), posting)).problem;
  };
  expect(await throwing(Object.assign(new TypeError('to 10.0.0.1'), { cause: { code: 'ECONNREFUSED' } }))).toBe(
    'unreachable (ECONNREFUSED)',
  );
  expect(await throwing(new Error('the token is x'))).toBe('unreachable');
  expect(await throwing(new DOMException('late', 'TimeoutError'))).toBe('timeout');
});
