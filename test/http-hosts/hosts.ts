import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createAdaptorServer } from '@hono/node-server';
import type { Handler } from '@pointbook/http';
import fastify from 'fastify';
import { root } from '../../scripts/workspace.ts';
import { bundled } from '../support/processes/bundled.ts';
import { hostShop } from './host-shop.ts';
import { expressApp } from './recipes/express.ts';
import { ledgerPlugin } from './recipes/fastify.ts';
import { honoApp } from './recipes/hono.ts';
import * as route from './recipes/next-route.ts';
import { nodeServer } from './recipes/node.ts';
import { served } from './recipes/points.ts';
import { told } from './told.ts';

/** A shop that is served. */
export interface Served {
  readonly port: number;
  /** Waits until the shop tells of something that the pattern matches. */
  came(pattern: RegExp): Promise<string>;
  close(): Promise<void>;
}

/** Serves the shop of the tests. */
export type Host = () => Promise<Served>;

/** The hosts that there are on this machine, by name. */
export const hosts: Readonly<Record<string, Host>> = {
  'node:http': () => onNode((handler) => nodeServer(handler)),
  Hono: () => onNode((handler) => honoServer(honoApp(handler).fetch)),
  'Express 5': () => onNode((handler) => createServer(expressApp(handler))),
  'Fastify 5': () => onNode(fastifyServer),
  'a route handler of Next.js': () => onNode(nextServer),
};

async function onNode(serverOf: (handler: Handler) => Server | Promise<Server>): Promise<Served> {
  const { tell, came } = told();
  const server = await serverOf(hostShop(tell).handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { port, came, close };
}

function honoServer(fetch: (request: Request) => Response | Promise<Response>): Server {
  return createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
}

async function fastifyServer(handler: Handler): Promise<Server> {
  const app = fastify();
  await app.register(ledgerPlugin(handler));
  await app.ready();
  return app.server;
}

/** Calls what the module exports by the method, with requests of the runtime itself, as Next.js does. */
function nextServer(handler: Handler): Server {
  served.handler = handler;
  const routes: Readonly<Record<string, Handler>> = route;
  const answer = (request: Request): Promise<Response> | Response =>
    routes[request.method]?.(ofRuntime(request)) ?? new Response(null, { status: 405 });
  return nodeServer(async (request) => answer(request));
}

/** The same request as the runtime itself makes one. */
export function ofRuntime({ url, method, headers, body }: Request): Request {
  return new Request(url, { method, headers, ...(body ? { body, duplex: 'half' } : {}) });
}

const arch = process.arch === 'arm64' ? 'aarch64' : process.arch;
const bun = join(root, 'node_modules', '@oven', `bun-${process.platform}-${arch}`, 'bin', 'bun');

/** Bun in a process of its own; null where there is none for this machine. */
export const bunHost: Host | null = existsSync(bun) ? onBun : null;
if (bunHost === null) console.log(`not tried on Bun: there is no ${bun}`);

async function onBun(): Promise<Served> {
  const script = await bundled(join(import.meta.dirname, 'bun-child.ts'), 'bun-child');
  // Bun writes there of what a stream breaks off with, which is no news.
  const child = spawn(bun, [script], { stdio: ['ignore', 'pipe', 'ignore'] });
  const { tell, came } = told();
  createInterface({ input: child.stdout }).on('line', tell);
  child.on('exit', (code) => tell(`port of none: Bun ended with ${code}`));
  const port = Number((await came(/^port /)).slice(5));
  const close = async (): Promise<void> => {
    const over = once(child, 'exit');
    child.kill();
    await over;
  };
  return { port, came, close };
}
