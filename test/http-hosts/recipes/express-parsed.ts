import type { IncomingMessage } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Handler } from '@pointbook/http';
import express, { type Express } from 'express';

/** The same where a parser must come first: it keeps the bytes that it read. */
export function parsedExpressApp(handler: Handler): Express {
  const app = express();
  const keep = (incoming: IncomingMessage, _response: unknown, body: Buffer): void => {
    Object.assign(incoming, { rawBody: body });
  };
  // Its own limit is 100 kB.
  app.use(express.json({ verify: keep, limit: '1mb' }));
  app.all('/points/*rest', getRequestListener(handler, { overrideGlobalObjects: false }));
  return app;
}
