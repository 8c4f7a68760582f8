import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Handler } from '@pointbook/http';

/** A server of Node by itself. */
export function nodeServer(handler: Handler): Server {
  const listener = getRequestListener(handler, { overrideGlobalObjects: false });
  return createServer((incoming, outgoing) => void listener(incoming, outgoing));
}
