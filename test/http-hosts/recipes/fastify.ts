import { getRequestListener } from '@hono/node-server';
import type { Handler } from '@pointbook/http';
import type { FastifyPluginAsync } from 'fastify';

/** A plugin of Fastify, whose `basePath` is `/points`: `app.register(ledgerPlugin(handler))`. */
export function ledgerPlugin(handler: Handler): FastifyPluginAsync {
  const listener = getRequestListener(handler, { overrideGlobalObjects: false });
  return async (app) => {
    // In this plugin alone, bodies are left as they come: the handler reads them.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    app.all('/points/*', async (request, reply) => {
      void reply.hijack();
      await listener(request.raw, reply.raw);
    });
  };
}
