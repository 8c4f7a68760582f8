// A server in a process of its own: the handler on a ledger, or a bare route of Hono that runs a hand-written
// statement.
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createPointbook, type Pointbook } from '@pointbook/core';
import { createHandler } from '@pointbook/http';
import { sqliteStore } from '@pointbook/sqlite';
import { Hono } from 'hono';
import { rateInLoops } from '../in-loops.ts';
import { bestPool } from '../postgres/best-pool.ts';
import { openOneStatement } from '../postgres/one-statement.ts';
import { openOurs } from '../postgres/prepare-ledger.ts';
import { openTill, shop, type TillSale } from '../shop.ts';
import { openRawLedger } from '../sqlite/raw-ledger.ts';
import { nodeServer } from '../../http-hosts/recipes/node.ts';
import { valueOf } from '../../support/value-of.ts';
import type { Asked, Told } from './server.ts';

const [side, store, target] = process.argv.slice(2) as ['ours' | 'bare', 'sqlite' | 'postgres', string];

/** What the parent asks for, each with an answer. */
const works = side === 'ours' ? await openLedger() : await openBare();
process.on('message', (asked: Asked) => {
  // What fails ends the process, and so the benchmark.
  void works(asked).then((told) => process.send?.(told));
});
process.on('disconnect', () => process.exit());
process.send?.(0);

async function openLedger(): Promise<(asked: Asked) => Promise<Told>> {
  const pointbook: Pointbook =
    store === 'postgres' ? openOurs(target) : createPointbook({ program: shop, store: sqliteStore(target) });
  const handler = createHandler(pointbook, { authorize: () => ({ actor: 'staff-3' }), log: () => {} });
  const port = await listen(nodeServer(handler));
  const till = openTill('direct');
  return async (asked) => {
    switch (asked.work) {
      case 'serve':
        return port;
      case 'direct':
        return rateInLoops(asked.callers, asked.ms, async () => void valueOf(await pointbook.saveInvoice(till())));
      case 'memory': {
        globalThis.gc?.();
        const { heapUsed, rss } = process.memoryUsage();
        return asked.of === 'rss' ? rss : heapUsed;
      }
    }
  };
}

async function openBare(): Promise<(asked: Asked) => Promise<Told>> {
  return async (asked) => {
    if (asked.work !== 'serve') throw new Error('A bare route only serves.');
    const earn = await bareLedger(asked.callers);
    const app = new Hono();
    app.put('/invoices/:invoiceId', async (context) => {
      const sale = await context.req.json<TillSale>();
      await earn({ ...sale, invoiceId: context.req.param('invoiceId') });
      return context.json({ earned: Math.floor(sale.total / 1000) });
    });
    return listen(createAdaptorServer({ fetch: app.fetch }) as Server);
  };
}

/** The hand-written statement, on PostgreSQL with as many connections as suit its callers best. */
async function bareLedger(callers: number): Promise<(sale: TillSale) => void | Promise<void>> {
  if (store === 'sqlite') return openRawLedger(target).earn;
  const { connections, close } = await bestPool(openOneStatement, target, callers);
  await close();
  return (await openOneStatement({ url: target, connections })).earn;
}

async function listen(server: Server): Promise<number> {
  // The connections of one side wait while the others are measured.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
