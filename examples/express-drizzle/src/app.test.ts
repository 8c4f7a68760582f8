import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { verify } from '@pointbook/core/verify';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { valueOf } from '../../../test/support/value-of.ts';
import { createApp } from './app.ts';
import { openShop, type Shop } from './shop.ts';

let shop: Shop;
let url: string;
let database: Database.Database;

beforeEach(async () => {
  database = new Database(':memory:');
  shop = openShop(database);
  const server = createApp(shop).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
    database.close();
  });
  await post('/customers', { customerId: 'ayu', name: 'Ayu' });
});

describe('A sale and its points', () => {
  test('are written in one transaction', async () => {
    expect(await post('/sales', { saleId: 'S-1', customerId: 'ayu', total: 45_90 })).toMatchObject({
      status: 201,
      body: { earned: 45, balance: { available: 45 } },
    });
    expect(shop.sales()).toMatchObject([{ saleId: 'S-1', total: 45_90, earned: 45 }]);
  });

  test('are written once, however often the sale is sent', async () => {
    const sale = { saleId: 'S-1', customerId: 'ayu', total: 45_90 };
    const answers = [await post('/sales', sale), await post('/sales', sale)];
    expect(answers.map(({ body }) => body)).toMatchObject([{ earned: 45 }, { earned: 45 }]);
    expect(shop.sales()).toHaveLength(1);
    expect(await pointsOf('ayu')).toBe(45);
  });

  test('follow the sale when it is edited', async () => {
    await post('/sales', { saleId: 'S-1', customerId: 'ayu', total: 45_90 });
    await post('/sales', { saleId: 'S-1', customerId: 'ayu', total: 20_00 });
    expect(shop.sales()).toMatchObject([{ total: 20_00, earned: 20 }]);
    expect(await pointsOf('ayu')).toBe(20);
  });

  test('are both gone when the ledger refuses', async () => {
    expect(await post('/sales', { saleId: 'S-1', customerId: 'nobody', total: 45_90 })).toMatchObject({
      status: 404,
      body: { kind: 'unknown-member' },
    });
    expect(shop.sales()).toEqual([]);
  });

  test('are both gone when the table of the shop refuses', async () => {
    database.exec("CREATE TRIGGER no_room BEFORE INSERT ON sales BEGIN SELECT RAISE(ABORT, 'no room'); END");
    expect(() => shop.sell({ saleId: 'S-1', customerId: 'ayu', total: 45_90 })).toThrow('no room');
    expect(await pointsOf('ayu')).toBe(0);
    expect(valueOf(await verify(shop.pointbook)).findings).toEqual([]);
  });

  test('need no customer', async () => {
    expect(await post('/sales', { saleId: 'S-1', total: 10_00 })).toMatchObject({ status: 201, body: { earned: 0 } });
  });
});

test('What was mistyped is told', async () => {
  expect(await post('/sales', { saleId: 'S-1', customerId: 'ayu', total: 'ten' })).toMatchObject({
    status: 400,
    body: { kind: 'invalid-body' },
  });
  expect(await post('/sales', { saleId: 'S-1', customerId: 'ayu', total: -5 })).toMatchObject({
    status: 400,
    body: { kind: 'invalid-command' },
  });
});

async function post(path: string, body: object) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as object };
}

async function pointsOf(customerId: string): Promise<number> {
  const answer = await fetch(`${url}/customers/${customerId}/points`);
  return ((await answer.json()) as { balance: number }).balance;
}
