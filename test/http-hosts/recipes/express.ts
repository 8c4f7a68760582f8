import { getRequestListener } from '@hono/node-server';
import type { Handler } from '@pointbook/http';
import express, { type Express } from 'express';

/** An app of Express with the ledger below `/points`, where `basePath` is `/points`. */
export function expressApp(handler: Handler): Express {
  const app = express();
  app.disable('x-powered-by');
  // Before what parses bodies; `all`, not `use`, leaves the path as it came.
  app.all('/points/*rest', getRequestListener(handler, { overrideGlobalObjects: false }));
  app.use(express.json());
  return app;
}
