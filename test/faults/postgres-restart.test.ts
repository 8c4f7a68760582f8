import { setTimeout as pause } from 'node:timers/promises';
import { createPointbook } from '@pointbook/core';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { whatItDid } from '../support/specification/what-it-did.ts';
import { type PostgresServer, startPostgres } from '../support/postgres/postgres-server.ts';
import { openProxy } from './postgres-proxy.ts';
import { gift, good, members, openShop, type PostgresShop } from './postgres-shop.ts';
import { program } from './unharmed-ledger.ts';

const callers = 16;
let server: PostgresServer;
/** What nobody took care of: an error event without a listener, or a promise that failed unseen. */
const uncaught: unknown[] = [];
const take = (thrown: unknown) => void uncaught.push(thrown);

beforeAll(async () => {
  process.on('uncaughtException', take).on('unhandledRejection', take);
  server = await startPostgres({ durable: true, disposable: true });
});
afterAll(async () => {
  await server.stop();
  process.off('uncaughtException', take).off('unhandledRejection', take);
});

describe('callers who go on while the connections go', () => {
  /** Callers who each save one sale after the other, until told to stop; what each was told. */
  function startCallers({ ledger }: PostgresShop) {
    let isOver = false;
    const receipts = new Map<string, unknown>();
    const errors: unknown[] = [];
    const sell = (invoiceId: string, memberId: string) =>
      ledger.saveInvoice({ invoiceId, memberId, currency: 'EUR', total: 3 });
    const memberOf = (caller: number) => members[caller % members.length] ?? '';
    const done = Promise.all(
      Array.from({ length: callers }, async (_, caller) => {
        for (let sale = 0; !isOver; sale++) {
          const invoiceId = `${caller} ${sale}`;
          const outcome = await sell(invoiceId, memberOf(caller));
          if (outcome.isOk()) receipts.set(invoiceId, outcome.value);
          else errors.push(outcome.error);
        }
      }),
    );
    return {
      receipts,
      errors,
      stop: async () => {
        isOver = true;
        await done;
      },
      /** Sends every sale again that was acknowledged. */
      replay: async () => {
        const again = [...receipts.keys()].map(async (invoiceId) =>
          good(sell(invoiceId, memberOf(Number(invoiceId.split(' ')[0])))),
        );
        return Promise.all(again);
      },
    };
  }

  async function expectNothingLost(shop: PostgresShop, { receipts, errors, replay }: ReturnType<typeof startCallers>) {
    for (const error of errors) expect(error).toMatchObject({ kind: 'store-unavailable', retryable: true });
    const before = await shop.soundDump();
    const kept = new Set(before.invoices.map(({ invoiceId }) => String(invoiceId)));
    expect([...receipts.keys()].filter((invoiceId) => !kept.has(invoiceId))).toEqual([]);
    // What was written but not acknowledged is one of the calls that failed.
    expect(kept.size).toBeLessThanOrEqual(receipts.size + errors.length);
    expect((await replay()).map(whatItDid)).toEqual([...receipts.values()].map(whatItDid));
    const after = await shop.soundDump();
    expect(after).toEqual(before);
    const points = after.members.reduce((sum, { account }) => sum + account.balance, 0);
    expect(points).toBe(members.length * 1000 + 3 * kept.size);
    expect(uncaught).toEqual([]);
  }

  test.each([
    ['connections of its own', false],
    ["the host's pool, which has no listener for errors", true],
  ])('[22, 25] a server that crashes and is restarted, with %s', async (_, isHosts) => {
    const target = isHosts ? new pg.Pool({ connectionString: server.url }) : server.url;
    const shop = await openShop(server.url, onTestFinished, { target });
    const running = startCallers(shop);
    for (const mode of ['immediate', 'fast'] as const) {
      await pause(400);
      const before = running.receipts.size;
      expect(before).toBeGreaterThan(0);
      await server.restart(mode);
      while (running.receipts.size < before + callers) await pause(10);
    }
    await pause(200);
    await running.stop();
    await expectNothingLost(shop, running);
  });

  test('[22, 25] a way to the server that is cut again and again', async () => {
    const proxy = await openProxy(server.url, onTestFinished);
    const shop = await openShop(server.url, onTestFinished, { target: proxy.url });
    const running = startCallers(shop);
    for (let cuts = 0; cuts < 40; cuts++) {
      await pause(Math.random() * 60);
      proxy.cutAll();
    }
    while (running.receipts.size <= callers) await pause(10);
    await running.stop();
    expect(running.receipts.size).toBeGreaterThan(callers);
    await expectNothingLost(shop, running);
  });
});

describe('connections that nobody is using', () => {
  test.each([
    ['of its own', false],
    ["of the host's pool, which has no listener for errors", true],
  ])('%s are ended by the server: the next call works', async (_, isHosts) => {
    const pool = new pg.Pool({ connectionString: server.url, application_name: 'pointbook' });
    const shop = await openShop(server.url, onTestFinished, { target: isHosts ? pool : server.url });
    if (!isHosts) await pool.end();
    await Promise.all(members.map(async (memberId) => good(shop.ledger.getBalance({ memberId }))));
    const end = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'pointbook'";
    expect((await shop.pool.query(end)).rows.length).toBeGreaterThan(0);
    expect((await good(shop.ledger.adjustPoints(gift('A', 5, 'after the end')))).balance.balance).toBe(1005);
    await Promise.all(members.map(async (memberId) => good(shop.ledger.getBalance({ memberId }))));
    expect(uncaught).toEqual([]);
  });
});

describe('a server that is not up yet', () => {
  test('is waited for, also by the first call of all', async () => {
    const shop = await openShop(server.url, onTestFinished);
    const up = server.restart('fast');
    const late = postgresStore(server.url, { schema: shop.schema });
    onTestFinished(async () => void (await late.close()));
    const ledger = createPointbook({ program, store: late });
    expect((await good(ledger.getBalance({ memberId: 'A' }))).balance).toBe(1000);
    await up;
    expect(uncaught).toEqual([]);
  });
});
