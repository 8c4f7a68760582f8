import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { createPointbook } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import { createHandler } from '@pointbook/http';
import { memoryStore } from '@pointbook/memory';
import { build } from 'esbuild';
import { rules } from './rules.ts';

const inPublic = (name: string) => fileURLToPath(new URL(`../public/${name}`, import.meta.url));

/** Serves the page of the till, and the ledger below `/points`. The ledger is in memory: it ends with the server. */
export async function startServer(port: number) {
  const pointbook = createPointbook({ program: rules, store: memoryStore() });
  for (const memberId of ['ayu', 'budi']) orThrow(await pointbook.enrolMember({ memberId }));
  // Anybody may ask here. A shop's own server says who: a till that is signed in.
  const handler = createHandler(pointbook, { basePath: '/points', authorize: () => ({ actor: 'till' }) });
  const { outputFiles } = await build({
    entryPoints: [inPublic('page.js')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    conditions: ['@pointbook/source'],
  });
  const files = new Map([
    ['/', { type: 'text/html', text: readFileSync(inPublic('index.html'), 'utf8') }],
    ['/page.js', { type: 'text/javascript', text: outputFiles[0]?.text ?? '' }],
    ['/service-worker.js', { type: 'text/javascript', text: readFileSync(inPublic('service-worker.js'), 'utf8') }],
  ]);
  const server = createAdaptorServer({
    fetch: (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/points/')) return handler(request);
      const file = files.get(pathname);
      return file === undefined
        ? new Response('There is no such page.', { status: 404 })
        : new Response(file.text, { headers: { 'content-type': `${file.type}; charset=utf-8` } });
    },
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    pointbook,
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async stop(): Promise<void> {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
