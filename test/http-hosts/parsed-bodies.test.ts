import { getRequestListener } from '@hono/node-server';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handler } from '@pointbook/http';
import express from 'express';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { shop } from '../http/shop.ts';
import { ofRuntime } from './hosts.ts';
import { nodeServer } from './recipes/node.ts';
import { parsedExpressApp } from './recipes/express-parsed.ts';

const headers = { authorization: 'Bearer cashier', 'content-type': 'application/json' };

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Hosts that read the body themselves, and keep nothing of it. */
const careless: Readonly<Record<string, (handler: Handler) => Server>> = {
  'A parser of Express': (handler) => {
    const app = express();
    app.use(express.json());
    app.all('/*rest', getRequestListener(handler, { overrideGlobalObjects: false }));
    return createServer(app);
  },
  'A parser of Express, and requests of the runtime itself': (handler) => {
    const app = express();
    app.use(express.json());
    const copied: Handler = (request) => handler(ofRuntime(request));
    app.all('/*rest', getRequestListener(copied, { overrideGlobalObjects: false }));
    return createServer(app);
  },
  'A middleware of Hono': (handler) => {
    const app = new Hono();
    app.use(async (context, next) => {
      await context.req.raw.text();
      await next();
    });
    app.all('/*', (context) => handler(context.req.raw));
    return nodeServer(async (request) => app.fetch(request));
  },
};

test.each(Object.entries(careless))(
  '%s that reads the body first is a fault of the host, which its log tells, and nothing is written',
  async (_what, host) => {
    const { handler, lines, pointbook } = shop();
    const url = await listen(host(handler));
    const response = await fetch(`${url}/members/C-17`, { method: 'PUT', headers, body: '{"name":"Ayu"}' });
    expect([response.status, await response.json()]).toMatchObject([500, { kind: 'internal-error' }]);
    expect(lines[0]?.cause).toMatchObject({ message: expect.stringMatching(/body .* was read before/) });
    expect((await pointbook.getMember({ memberId: 'C-17' })).isErr()).toBe(true);
  },
);

test('A parser of Express that keeps the bytes leaves the handler all that it needs', async () => {
  const { handler, pointbook } = shop({ basePath: '/points' });
  const url = await listen(createServer(parsedExpressApp(handler)));
  const put = (body: string) => fetch(`${url}/points/members/C-17`, { method: 'PUT', headers, body });
  expect((await put('{"name":"Ayu"}')).status).toBe(200);
  // What the parser of Express lets pass is still refused.
  expect(await (await put('{"name":"Budi","name":"Ayu"}')).json()).toMatchObject({ kind: 'invalid-json' });
  expect((await put(JSON.stringify({ note: 'x'.repeat(200_000) }))).status).toBe(400);
  expect(await pointbook.getMember({ memberId: 'C-17' })).toMatchObject({ value: { name: 'Ayu', version: 1 } });
});
