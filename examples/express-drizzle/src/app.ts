import { isPointbookError, orThrow } from '@pointbook/core/errors';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { z } from 'zod';
import type { Shop } from './shop.ts';

const saleBody = z.strictObject({
  saleId: z.string(),
  customerId: z.string().nullable().default(null),
  total: z.int(),
});
const customerBody = z.strictObject({ customerId: z.string(), name: z.string(), phone: z.string().optional() });

/** The routes of the shop. */
export function createApp({ pointbook, sell }: Shop): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json());

  app.post('/customers', async (request, response) => {
    const { customerId, ...profile } = customerBody.parse(request.body);
    await orThrow(pointbook.enrolMember({ memberId: customerId, ...profile }));
    response.status(201).json({ customerId });
  });

  app.post('/sales', (request, response) => {
    response.status(201).json(sell(saleBody.parse(request.body)));
  });

  app.get('/customers/:customerId/points', async (request, response) => {
    response.json(await orThrow(pointbook.getBalance({ memberId: request.params.customerId })));
  });

  app.use(tellError);
  return app;
}

// #region errors
/** What the ledger refuses is told to the caller; what is wrong inside is not. */
const tellError: ErrorRequestHandler = (thrown, _request, response, next) => {
  if (thrown instanceof z.ZodError)
    response.status(400).json({ kind: 'invalid-body', message: z.prettifyError(thrown) });
  else if (isPointbookError(thrown) && !thrown.kind.startsWith('store-')) {
    const status = thrown.kind.startsWith('unknown-') ? 404 : thrown.kind === 'invalid-command' ? 400 : 409;
    response.status(status).json({ kind: thrown.kind, message: thrown.message });
  } else next(thrown);
};
// #endregion errors
