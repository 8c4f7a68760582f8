import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { createHandler } from '@pointbook/http';
import { createClient } from '@pointbook/http/client';
import { memoryStore } from '@pointbook/memory';
import { beforeEach, describe, expect, test } from 'vitest';
import { valueOf } from '../../../test/support/value-of.ts';
import { rules } from './rules.ts';
import { openTill, type Shelf, type Till, type TillSale } from './till.ts';

/** What happens to a request on the way. */
type Way = 'through' | 'no-connection' | 'answer-lost';

let way: Way;
let pointbook: ReturnType<typeof openLedger>;
beforeEach(async () => {
  way = 'through';
  pointbook = openLedger();
  valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
});

describe('A till without a connection', () => {
  test('says at once what a sale earns, and the ledger gives as much when it is told', async () => {
    const till = aTill();
    way = 'no-connection';
    expect(till.sell(sale('A-1', 25_500, '09:59'))).toBe(50);
    expect(till.sell(sale('A-2', 25_500, '10:00'))).toBe(25);
    expect(await till.send()).toBe(2);
    expect(await points()).toBe(0);

    way = 'through';
    expect(await till.send()).toBe(0);
    expect(await points()).toBe(75);
  });

  test('has its sales after a reload', async () => {
    const shelf = aShelf();
    aTill(shelf).sell(sale('A-1', 10_000, '12:00'));
    expect(await aTill(shelf).send()).toBe(0);
    expect(await points()).toBe(10);
  });

  test('sells once, also when the answer is lost', async () => {
    const till = aTill();
    till.sell(sale('A-1', 10_000, '12:00'));
    way = 'answer-lost';
    expect(await till.send()).toBe(1);
    expect(await points()).toBe(10);

    way = 'through';
    expect(await till.send()).toBe(0);
    expect(await points()).toBe(10);
  });

  test('tells of goods that came back after their sale', async () => {
    const till = aTill();
    till.sell(sale('A-1', 10_000, '12:00'));
    till.takeBack({ invoiceId: 'A-1', refundId: 'R-1', value: 4_000, refundedAt: at('13:00') });
    expect(await till.send()).toBe(0);
    expect(await points()).toBe(6);
  });

  test('waits with goods whose sale another till has not told yet', async () => {
    const [one, other] = [aTill(), aTill()];
    one.sell(sale('A-1', 10_000, '12:00'));
    other.takeBack({ invoiceId: 'A-1', refundId: 'R-1', value: 4_000, refundedAt: at('13:00') });
    expect(await other.send()).toBe(1);
    expect([await one.send(), await other.send()]).toEqual([0, 0]);
    expect(await points()).toBe(6);
  });

  test('keeps what the ledger refuses for a person, and goes on', async () => {
    const till = aTill();
    till.sell({ ...sale('A-1', 10_000, '12:00'), memberId: 'ayu\u0000' });
    till.sell(sale('A-2', 10_000, '12:00'));
    expect(await till.send()).toBe(1);
    expect(till.tasks()).toMatchObject([
      { command: { invoiceId: 'A-1' }, refused: expect.stringContaining('memberId') },
    ]);
    expect(await points()).toBe(10);
  });
});

test('Tills that send in any order leave the same balance', async () => {
  const orders = [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ];
  const ends = [];
  for (const order of orders) {
    pointbook = openLedger();
    valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
    const tills = [0, 1, 2].map(() => aTill());
    for (const [index, till] of tills.entries()) {
      till.sell(sale(`${index}-1`, 12_345, '09:00'));
      till.sell(sale(`${index}-2`, 54_321, '11:00'));
      till.takeBack({ invoiceId: `${index}-1`, refundId: 'R', value: 345 * (index + 1), refundedAt: at('15:00') });
    }
    for (const index of order) while ((await tills[index]?.send()) !== 0);
    expect(valueOf(await verify(pointbook)).findings).toEqual([]);
    ends.push(await points());
  }
  expect(new Set(ends).size).toBe(1);
});

function openLedger() {
  const clock = { now: () => Date.parse('2026-12-01T12:00:00Z') };
  return createPointbook({ program: rules, store: memoryStore(), clock });
}

function aTill(shelf: Shelf = aShelf()): Till {
  const handler = createHandler(pointbook, { authorize: () => ({ actor: 'till' }) });
  const ledger = createClient('http://shop.example', {
    retries: 0,
    fetch: async (url, init) => {
      if (way === 'no-connection') throw new TypeError('no connection');
      const answer = await handler(new Request(url, init));
      if (way === 'answer-lost') throw new TypeError('the connection broke');
      return answer;
    },
  });
  return openTill({ rules, shelf, ledger });
}

function aShelf(): Shelf {
  let kept: string | null = null;
  return { read: () => kept, write: (text) => void (kept = text) };
}

function sale(invoiceId: string, total: number, time: string): TillSale {
  return { invoiceId, memberId: 'ayu', currency: 'IDR', total, soldAt: at(time) };
}

/** A time of the day in Jakarta. */
function at(time: string): string {
  return `2026-11-30T${time}:00+07:00`;
}

async function points(): Promise<number> {
  return valueOf(await pointbook.getBalance({ memberId: 'ayu' })).balance;
}
