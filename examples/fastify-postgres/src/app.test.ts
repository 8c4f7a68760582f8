import { verify } from '@pointbook/core/verify';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { valueOf } from '../../../test/support/value-of.ts';
import { createApp } from './app.ts';
import { openShop, type Shop } from './shop.ts';

const schemas = { schema: `shop_${process.pid}`, pointsSchema: `points_${process.pid}` };
let pool: pg.Pool;
let shop: Shop;
let app: FastifyInstance;

beforeEach(async () => {
  pool = new pg.Pool({ connectionString: inject('databaseUrl') });
  shop = await openShop({ pool, ...schemas });
  app = createApp(shop);
  await post('/customers', { customerId: 'ayu', name: 'Ayu' });
});
afterEach(async () => {
  await app.close();
  await pool.query(`DROP SCHEMA ${schemas.schema}, ${schemas.pointsSchema} CASCADE`);
  await pool.end();
});

describe('A sale, what points pay of it, and what it earns', () => {
  test('are one commit', async () => {
    await post('/sales', { saleId: 'S-1', customerId: 'ayu', total: 300_00 });
    expect(await post('/sales', { saleId: 'S-2', customerId: 'ayu', total: 20_00, points: 200 })).toEqual({
      status: 201,
      body: { earned: 18, leftToPay: 18_00 },
    });
    expect(await shop.sales()).toEqual([
      { saleId: 'S-1', toPay: 300_00 },
      { saleId: 'S-2', toPay: 18_00 },
    ]);
    expect(await pointsOf('ayu')).toBe(300 - 200 + 18);
    expect(valueOf(await verify(shop.pointbook)).findings).toEqual([]);
  });

  test('are done once, however often they are sent', async () => {
    await post('/sales', { saleId: 'S-1', customerId: 'ayu', total: 300_00 });
    const sale = { saleId: 'S-2', customerId: 'ayu', total: 20_00, points: 200 };
    const answers = [await post('/sales', sale), await post('/sales', sale)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await pointsOf('ayu')).toBe(118);
  });

  test('are nothing when there are too few points', async () => {
    expect(await post('/sales', { saleId: 'S-1', customerId: 'ayu', total: 20_00, points: 200 })).toMatchObject({
      status: 409,
      body: { kind: 'insufficient-points' },
    });
    expect([await shop.sales(), await pointsOf('ayu')]).toEqual([[], 0]);
  });

  test('are nothing when the table of the shop refuses', async () => {
    await pool.query(`ALTER TABLE ${schemas.schema}.sales ADD CHECK (total < 1000)`);
    expect(await post('/sales', { saleId: 'S-1', customerId: 'ayu', total: 20_00 })).toMatchObject({ status: 500 });
    expect([await shop.sales(), await pointsOf('ayu')]).toEqual([[], 0]);
  });

  test('are told as 404 for a customer who is unknown', async () => {
    expect(await post('/sales', { saleId: 'S-1', customerId: 'nobody', total: 20_00 })).toMatchObject({
      status: 404,
      body: { kind: 'unknown-member' },
    });
  });
});

async function post(url: string, payload: object) {
  const answer = await app.inject({ method: 'POST', url, payload });
  return { status: answer.statusCode, body: answer.json<object>() };
}

async function pointsOf(customerId: string): Promise<number> {
  const answer = await app.inject({ url: `/customers/${customerId}/points` });
  return answer.json<{ balance: number }>().balance;
}
