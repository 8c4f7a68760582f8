import { verify } from '@pointbook/core/verify';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { openTill, SaleRefused } from './till.ts';

let till: ReturnType<typeof openTill>;

beforeEach(async () => {
  till = openTill(new Database(':memory:'));
  (await till.pointbook.enrolMember({ memberId: 'ayu' }))._unsafeUnwrap();
});

describe('a sale and its points', () => {
  test('commit together', async () => {
    expect(till.sell({ number: 'INV-1', customer: 'ayu', total: 45_90 })).toBe(45);
    expect(await held()).toEqual({ invoices: ['INV-1'], points: 45 });
  });

  test('roll back together when the till gives up', async () => {
    const jam = () => {
      throw new Error('out of paper');
    };
    expect(() => till.sell({ number: 'INV-1', customer: 'ayu', total: 45_90 }, jam)).toThrow('out of paper');
    expect(await held()).toEqual({ invoices: [], points: 0 });
  });

  test('roll back together when the points are refused', async () => {
    expect(() => till.sell({ number: 'INV-1', customer: 'budi', total: 45_90 })).toThrow(SaleRefused);
    expect(await held()).toEqual({ invoices: [], points: 0 });
  });

  test('leave the number free for another try', async () => {
    expect(() => till.sell({ number: 'INV-1', customer: 'budi', total: 45_90 })).toThrow(SaleRefused);
    expect(till.sell({ number: 'INV-1', customer: 'ayu', total: 45_90 })).toBe(45);
    expect((await verify(till.pointbook))._unsafeUnwrap().findings).toEqual([]);
  });
});

async function held() {
  const { balance } = (await till.pointbook.getMember({ memberId: 'ayu' }))._unsafeUnwrap();
  return { invoices: till.invoices(), points: balance.balance };
}
