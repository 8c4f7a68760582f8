import { storeError } from '@pointbook/core';
import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { errorOf, valueOf } from '../support/value-of.ts';
import { answerLost, gift, type Mishap, proxySays, requestLost, withMember } from './client-shop.ts';

const sale = {
  invoiceId: 'INV-1',
  memberId: 'C-17',
  currency: 'IDR',
  total: 125_000,
  soldAt: '2026-03-02T04:00:00Z',
} as const;
describe('What may succeed later is asked again, with the same id', () => {
  test.each<[string, Mishap]>([
    ['the request is lost', requestLost],
    ['the answer is lost', answerLost],
    ['a proxy says 502', proxySays(502)],
    [
      'a proxy says 503, after the ledger did it',
      async (request, handler) => {
        await handler(request);
        return new Response('', { status: 503 });
      },
    ],
  ])('where %s', async (_what, mishap) => {
    const { client, asked, deltas } = await withMember(mishap, mishap);
    expect(valueOf(await client.adjustPoints(gift))).toMatchObject({ delta: 5, balance: { available: 5 } });
    expect(await deltas()).toEqual([5]);
    expect(asked).toHaveLength(3);
    expect(new Set(asked).size).toBe(1);
  });

  test('where the store says so', async () => {
    const { client, pointbook, asked } = await withMember();
    const { saveInvoice } = pointbook;
    const answers = [errAsync(storeError({ kind: 'store-locked', message: 'Busy.' }))];
    Object.assign(pointbook, { saveInvoice: (command: never) => answers.shift() ?? saveInvoice(command) });
    expect(valueOf(await client.saveInvoice(sale))).toMatchObject({ earned: 125, replayed: false });
    expect(asked).toHaveLength(2);
  });

  test('where the ledger has too many calls', async () => {
    const { client, pointbook, waits } = await withMember();
    const overloaded = { kind: 'overloaded', message: 'Wait.', waiting: 10_000 } as const;
    const answers = [errAsync(overloaded), okAsync({ asked: 'again' })];
    Object.assign(pointbook, { saveInvoice: () => answers.shift() });
    expect(valueOf(await client.saveInvoice(sale))).toEqual({ asked: 'again' });
    expect(waits).toHaveLength(1);
  });

  test('also where a report cannot begin', async () => {
    const { client } = await withMember(requestLost, proxySays(503));
    const rows: unknown[] = [];
    for await (const row of client.reports.members()) rows.push(valueOf(row).memberId);
    expect(rows).toEqual(['C-17']);
  });

  test('and a command that was done before its answer was lost says that it was', async () => {
    const { client } = await withMember(answerLost);
    expect(valueOf(await client.saveInvoice(sale))).toMatchObject({ earned: 125, replayed: true });
  });
});

describe('It is not asked for ever', () => {
  test('but three times more, each later than before', async () => {
    const { client, waits, asked } = await withMember(...Array<Mishap>(9).fill(requestLost));
    const failure = errorOf(await client.adjustPoints(gift));
    expect(failure).toMatchObject({
      kind: 'unreachable',
      written: 'unknown',
      retryable: true,
      cause: expect.any(Error),
    });
    expect(asked).toHaveLength(4);
    expect(waits.map((ms) => [100, 200, 400, 800].findLast((least) => ms >= least))).toEqual([100, 200, 400]);
  });

  test('as often as the host says', async () => {
    const { clientWith, asked } = await withMember(...Array<Mishap>(9).fill(proxySays(502)));
    const failure = errorOf(await clientWith({ retries: 0 }).adjustPoints(gift));
    expect(failure).toMatchObject({ kind: 'unreadable', status: 502, written: 'unknown', retryable: true });
    expect(asked).toHaveLength(1);
  });

  test('and as late as `Retry-After` says', async () => {
    const { client, waits } = await withMember(
      proxySays(503, { 'retry-after': '7' }),
      proxySays(429, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }),
    );
    valueOf(await client.adjustPoints(gift));
    expect(waits[0]).toBe(7000);
    expect(waits[1]).toBeLessThan(400);
  });

  test('but not where that is long', async () => {
    const { client, asked } = await withMember(proxySays(503, { 'retry-after': '31' }));
    expect(errorOf(await client.adjustPoints(gift)).kind).toBe('unreadable');
    expect(asked).toHaveLength(1);
  });

  test('nor where the ledger refuses', async () => {
    const { client, asked, waits } = await withMember();
    expect(errorOf(await client.redeemPoints({ memberId: 'C-17', redemptionId: 'RD-1', points: 1 })).kind).toBe(
      'insufficient-points',
    );
    expect([asked.length, waits.length]).toEqual([1, 0]);
  });

  test.each<[string, Mishap]>([
    ['answers a page', proxySays(200)],
    ['answers other JSON', () => Response.json({ kind: 'Status', code: 403 }, { status: 403 })],
    ['answers a problem of another', () => Response.json({ type: 'about:blank', status: 404 }, { status: 404 })],
    ['answers null', () => Response.json(null, { status: 400 })],
    ['sends elsewhere', () => new Response('', { status: 302, headers: { location: '/login' } })],
  ])('nor where something that is not Pointbook %s', async (_what, mishap) => {
    const { client, asked } = await withMember(mishap, mishap);
    expect(errorOf(await client.adjustPoints(gift))).toMatchObject({ kind: 'unreadable', retryable: false });
    const [part, more] = [await first(client.reports.members()), asked.length];
    // A page with the status 200 is told from a report by its first line.
    expect(errorOf(part).kind).toMatch(/^(unreadable|unreachable)$/);
    expect(errorOf(part).message).not.toContain('nginx');
    expect(more).toBe(2);
  });

  test('nor where it may send a message twice', async () => {
    const { client, asked } = await withMember(answerLost, proxySays(503));
    const request = { memberId: 'C-17', redemptionId: 'RD-1', points: 1 };
    expect(errorOf(await client.codes.requestRedemption(request)).kind).toBe('unreachable');
    expect(errorOf(await client.codes.notifyMember({ memberId: 'C-17', sequence: 1 })).kind).toBe('unreadable');
    expect(asked).toHaveLength(2);
  });

  test('and a message that nobody was sent is asked for again', async () => {
    const { client, pointbook, asked } = await withMember();
    const answers = [errAsync(storeError({ kind: 'store-locked', message: 'Busy.' })), okAsync({ sent: true })];
    Object.assign(pointbook.codes, { notifyMember: () => answers.shift() });
    expect(valueOf(await client.codes.notifyMember({ memberId: 'C-17', sequence: 1 }))).toEqual({ sent: true });
    expect(asked).toHaveLength(2);
  });
});

async function first<Part>(parts: AsyncIterable<Part>): Promise<Part> {
  for await (const part of parts) return part;
  throw new Error('There was no part.');
}
