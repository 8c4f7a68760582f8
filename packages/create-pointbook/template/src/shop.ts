import { createPointbook } from '@pointbook/core';
import { byRole, createHandler } from '@pointbook/http';
import { sqliteStore } from '@pointbook/sqlite';
import { program } from './program.ts';

/** The ledger in a file, and what answers requests to it. A till shows its token. */
export function openShop(file: string, token: string) {
  const pointbook = createPointbook({ program, store: sqliteStore(file) });
  const handler = createHandler(pointbook, {
    authorize: byRole({
      identify: (request) =>
        request.headers.get('authorization') === `Bearer ${token}` ? { role: 'cashier', actor: 'till-1' } : null,
    }),
  });
  return { pointbook, handler };
}
