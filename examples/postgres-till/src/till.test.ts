import { verify } from '@pointbook/core/verify';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { openTill, SaleRefused } from './till.ts';

let pool: pg.Pool;
let till: Awaited<ReturnType<typeof openTill>>;

const schemas = { schema: `shop_${process.pid}`, points: `points_${process.pid}` };
const sale = { number: 'INV-1', customer: 'ayu', total: 45_90 };

beforeEach(async () => {
  pool = new pg.Pool({ connectionString: inject('databaseUrl') });
  till = await openTill(pool, schemas);
  (await till.pointbook.enrolMember({ memberId: 'ayu' }))._unsafeUnwrap();
});
afterEach(async () => {
  await pool.query(`DROP SCHEMA ${schemas.schema}, ${schemas.points} CASCADE`);
  await pool.end();
});

describe('a sale and its points', () => {
  test('commit together', async () => {
    expect(await till.sell(sale)).toBe(45);
    expect(await held()).toEqual({ sales: ['INV-1'], points: 45 });
  });

  test('roll back together when the till gives up', async () => {
    const jam = async () => {
      throw new Error('out of paper');
    };
    await expect(till.sell(sale, { afterwards: jam })).rejects.toThrow('out of paper');
    expect(await held()).toEqual({ sales: [], points: 0 });
  });

  test('roll back together when the database refuses what the till writes next', async () => {
    const again = async (client: pg.PoolClient) => {
      await client.query(`INSERT INTO ${schemas.schema}.sales VALUES ('INV-1', 'ayu', 1)`);
    };
    await expect(till.sell(sale, { afterwards: again })).rejects.toThrow('duplicate key');
    expect(await held()).toEqual({ sales: [], points: 0 });
  });

  test('roll back together when the points are refused', async () => {
    await expect(till.sell({ ...sale, customer: 'budi' })).rejects.toThrow(SaleRefused);
    expect(await held()).toEqual({ sales: [], points: 0 });
  });

  test('part where the till wants that: a refused call leaves its transaction usable', async () => {
    expect(await till.sell({ ...sale, customer: 'budi' }, { evenWithoutPoints: true })).toBe(0);
    expect(await held()).toEqual({ sales: ['INV-1'], points: 0 });
  });

  test('leave the number free for another try', async () => {
    await expect(till.sell({ ...sale, customer: 'budi' })).rejects.toThrow(SaleRefused);
    expect(await till.sell(sale)).toBe(45);
    expect((await verify(till.pointbook))._unsafeUnwrap().findings).toEqual([]);
  });

  test('of many tills at once are all there', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => `INV-${index}`);
    await Promise.all(numbers.map(async (number) => till.sell({ ...sale, number })));
    expect(await held()).toEqual({ sales: numbers.toSorted(), points: 40 * 45 });
    expect((await verify(till.pointbook))._unsafeUnwrap().findings).toEqual([]);
  });
});

async function held() {
  const { balance } = (await till.pointbook.getMember({ memberId: 'ayu' }))._unsafeUnwrap();
  return { sales: await till.sales(), points: balance.balance };
}
