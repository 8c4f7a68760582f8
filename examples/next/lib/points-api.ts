import { byRole, createHandler } from '@pointbook/http';
import { theShop } from './shop.ts';

type Handler = ReturnType<typeof createHandler>;

let made: Handler | undefined;

/** Every verb of the ledger below `/api`, for tills that know the token. It is made at the first request. */
export const handler: Handler = (request) => {
  made ??= createHandler(theShop().pointbook, { basePath: '/api', authorize: byRole({ identify }) });
  return made(request);
};

function identify(request: Request) {
  const token = process.env['TILL_TOKEN'];
  const isTill = token !== undefined && request.headers.get('authorization') === `Bearer ${token}`;
  return isTill ? ({ role: 'cashier', actor: 'till' } as const) : null;
}
