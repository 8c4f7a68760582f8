import { isPointbookError, orThrow } from '@pointbook/core/errors';
import fastify, { type FastifyInstance } from 'fastify';
import type { Sale, Shop } from './shop.ts';

const text = { type: 'string', maxLength: 128 } as const;
const whole = { type: 'integer', minimum: 0 } as const;
const saleBody = {
  type: 'object',
  required: ['saleId', 'total'],
  properties: { saleId: text, customerId: text, total: whole, points: whole },
  additionalProperties: false,
} as const;
const customerBody = {
  type: 'object',
  required: ['customerId'],
  properties: { customerId: text, name: text },
  additionalProperties: false,
} as const;

/** The routes of the shop. */
export function createApp({ pointbook, sell }: Shop): FastifyInstance {
  const app = fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: false } } });

  app.post<{ Body: Sale }>('/sales', { schema: { body: saleBody } }, async ({ body }, reply) => {
    return reply.code(201).send(await sell(body));
  });

  app.post<{ Body: { customerId: string; name?: string } }>(
    '/customers',
    { schema: { body: customerBody } },
    async ({ body: { customerId, ...profile } }, reply) => {
      await orThrow(pointbook.enrolMember({ memberId: customerId, ...profile }));
      return reply.code(201).send({ customerId });
    },
  );

  app.get<{ Params: { customerId: string } }>('/customers/:customerId/points', async ({ params }) =>
    orThrow(pointbook.getBalance({ memberId: params.customerId })),
  );

  // What the ledger refuses is told to the caller; what is wrong inside is not.
  app.setErrorHandler((thrown, _request, reply) => {
    if (!isPointbookError(thrown) || thrown.kind.startsWith('store-')) return reply.send(thrown);
    const status = thrown.kind.startsWith('unknown-') ? 404 : thrown.kind === 'invalid-command' ? 400 : 409;
    return reply.code(status).send({ kind: thrown.kind, message: thrown.message });
  });
  return app;
}
