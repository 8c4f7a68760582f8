import type { Handler } from '@pointbook/http';
import { Hono } from 'hono';

/** An app of Hono with the ledger below `/points`, where `basePath` is `/points`. */
export function honoApp(handler: Handler): Hono {
  const app = new Hono();
  app.all('/points/*', (context) => handler(context.req.raw));
  return app;
}
