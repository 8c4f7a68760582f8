import { createPointbook } from '@pointbook/core';
import { verbsOf } from '@pointbook/core/plugin';
import { byRole, clientRoutes, createHandler, type Handler } from '@pointbook/http';
import { createClient } from '@pointbook/http/client';
import { memoryStore } from '@pointbook/memory';
import { ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { stock } from '../plugins/stock.ts';
import { errorOf, valueOf } from '../support/value-of.ts';
import { warung } from '../support/shops/warung.ts';
import { servedShop } from './client-shop.ts';
import { noon } from './shop.ts';

const recount = { balance: 200, reason: 'recount', idempotencyKey: 'K-1' };
const sale = { memberId: 'C-17', currency: 'IDR', total: 125_000, soldAt: '2026-03-02T04:00:00Z' };

describe('A client', () => {
  test('tells the story of the README, as the ledger does', async () => {
    const { client, pointbook } = await servedShop();
    const paid = await client
      .enrolMember({ memberId: 'C-17', name: 'Ayu', phone: '+628123456789' })
      .andThen(() => client.saveInvoice({ invoiceId: 'INV-1', ...sale }))
      .andThen(() => client.redeemPoints({ memberId: 'C-17', redemptionId: 'RD-1', points: 100 }));
    const told = paid.match(
      ({ value, balance }) => `${value} IDR off, ${balance.available} points left`,
      ({ kind, message }) => `${kind}: ${message}`,
    );
    expect(told).toBe('10000 IDR off, 25 points left');
    expect(valueOf(await pointbook.getBalance({ memberId: 'C-17' }))).toMatchObject({ available: 25 });
  });

  test('answers an error of the ledger with its kind and its fields, and goes no further', async () => {
    const { client, asked } = await servedShop();
    const told = await client
      .redeemPoints({ memberId: 'C-17', redemptionId: 'RD-1', points: 100 })
      .andThen(() => client.getMember({ memberId: 'C-17' }))
      .match(
        () => 'It was redeemed.',
        (error) => (error.kind === 'unknown-member' ? `Who is ${error.memberId}?` : error.message),
      );
    expect(told).toBe('Who is C-17?');
    expect(asked).toHaveLength(1);
  });

  test('takes a Date, and answers it as the text that JSON has', async () => {
    const { client } = await servedShop();
    await client.saveMember({ memberId: 'C-17' });
    await client.saveInvoice({ ...sale, invoiceId: 'INV-1', soldAt: new Date(sale.soldAt) });
    const { soldAt } = valueOf(await client.getInvoice({ invoiceId: 'INV-1' }));
    expect(soldAt).toBe('2026-03-02T04:00:00.000Z');
    const found = await client.findEntries({ until: noon, kinds: ['earn', 'adjustment'], limit: 5 });
    expect(valueOf(found).items).toEqual([]);
    const since = { from: noon, reference: { type: 'invoice', id: 'INV-1' } } as const;
    expect(valueOf(await client.findEntries(since)).items).toMatchObject([{ delta: 125 }]);
  });

  test('refuses an empty list as the ledger does, instead of answering all', async () => {
    const { client, pointbook } = await servedShop();
    const told = [await client.findEntries({ kinds: [] }), await pointbook.findEntries({ kinds: [] })];
    expect(told.map((each) => errorOf(each).kind)).toEqual(['invalid-command', 'invalid-command']);
  });

  test('writes any id into a path, but for those that an address would leave out', async () => {
    const { client, pointbook, asked } = await servedShop();
    for (const memberId of ['a/b?c#d%2F', 'Ödön 17', '...']) {
      valueOf(await client.saveMember({ memberId }));
      expect((await pointbook.getMember({ memberId })).isOk()).toBe(true);
    }
    for (const memberId of ['', '.', '..', undefined as never])
      expect(errorOf(await client.setBalance({ ...recount, memberId }))).toMatchObject({ kind: 'invalid-path' });
    expect(asked.filter((each) => each.includes('recount')).every((each) => each.includes('/members/%/balance'))).toBe(
      true,
    );
  });

  test('tells what cannot be written at all, and asks nothing', async () => {
    const { client, asked } = await servedShop();
    for (const wrong of [{ memberId: '\uD800' }, { memberId: 'C-17', name: 5n as never }])
      expect(errorOf(await client.saveMember(wrong))).toMatchObject({ kind: 'unreachable', cause: expect.any(Error) });
    expect(asked).toEqual([]);
  });

  test('has the verbs of plugins, and answers reports part by part', async () => {
    const { client, pointbook } = await servedShop();
    for (let each = 0; each < 3; each += 1) await pointbook.saveMember({ memberId: `C-${each}`, name: '世界' });
    const rows: unknown[] = [];
    for await (const row of client.reports.members()) rows.push(valueOf(row).name);
    expect(rows).toEqual(['世界', '世界', '世界']);
    const [status] = await all(client.reports.status());
    expect(status && valueOf(status)).toMatchObject({ balance: 0 });
    const failed = await all(client.reports.statement({ memberId: 'C-9' }));
    expect(failed.map((each) => errorOf(each).kind)).toEqual(['unknown-member']);
    expect(errorOf(await client.codes.confirmRedemption({ challengeId: 'CH-1', code: '000000' })).kind).toBe(
      'unknown-challenge',
    );
    expect(errorOf(await client.codes.forMembers.confirmRedemption({ challengeId: 'CH-1', code: '000000' })).kind).toBe(
      'code-not-accepted',
    );
  });

  test('reads a long report over the borders of blocks, and leaves it when its reader does', async () => {
    const { client, pointbook } = await servedShop();
    let isOver = () => {};
    const over = new Promise<void>((resolve) => {
      isOver = resolve;
    });
    Object.assign(pointbook.reports, {
      members: async function* () {
        try {
          for (let row = 0; ; row += 1) yield ok({ memberId: `C-${row}`, name: '世界'.repeat(50) });
        } finally {
          isOver();
        }
      },
    });
    let row = 0;
    for await (const part of client.reports.members()) {
      expect(valueOf(part)).toEqual({ memberId: `C-${row}`, name: '世界'.repeat(50) });
      row += 1;
      if (row === 2000) break;
    }
    await over;
  });

  test('is not a promise, also where it is awaited', async () => {
    const { client } = await servedShop();
    const { codes } = await Promise.resolve(client);
    const awaited = await Promise.resolve(codes);
    expect(awaited).toBe(codes);
  });

  test('tells what is no address', async () => {
    const told = await createClient('the till', { retries: 0 }).getMember({ memberId: 'C-17' });
    expect(errorOf(told)).toMatchObject({ kind: 'unreachable', cause: expect.any(TypeError) });
  });
});

describe('Who asks', () => {
  test('is told by the headers, which are read anew for each request', async () => {
    const { clientWith } = await servedShop();
    const tokens = ['cashier', 'manager'];
    const client = clientWith({
      headers: {
        get authorization() {
          return `Bearer ${tokens.shift()}`;
        },
      },
    });
    const change = { ...recount, memberId: 'C-17' };
    expect(errorOf(await client.setBalance(change))).toMatchObject({ kind: 'forbidden', status: 403 });
    expect(errorOf(await client.setBalance(change)).kind).toBe('unknown-member');
    expect(errorOf(await clientWith({ headers: {} }).expireDue())).toMatchObject({
      kind: 'unauthenticated',
      requestId: expect.any(String),
    });
  });

  test('is a member with the token of a link, who sees itself alone', async () => {
    const { clientWith, pointbook, links } = await servedShop();
    for (const memberId of ['C-17', 'C-18']) await pointbook.enrolMember({ memberId });
    const token = await links.sign('C-17', new Date(noon.getTime() + 1000));
    const member = clientWith({ headers: { authorization: `Member ${token}` } });
    expect(valueOf(await member.getBalance({ memberId: 'C-17' }))).toMatchObject({ available: 0 });
    expect(errorOf(await member.getBalance({ memberId: 'C-18' })).kind).toBe('unknown-member');
    const forged = clientWith({ headers: { authorization: `Member ${token}x` } });
    expect(errorOf(await forged.getBalance({ memberId: 'C-17' })).kind).toBe('unauthenticated');
  });

  test('is not told to another server, and no command is sent on as another', async () => {
    const { client, asked } = await servedShop(
      () => new Response(null, { status: 301, headers: { location: '/members' } }),
    );
    const moved = await client.enrolMember({ memberId: 'C-17' });
    expect(errorOf(moved)).toMatchObject({ kind: 'unreadable', status: 301, retryable: false });
    expect(asked).toHaveLength(1);
  });
});

describe('A plugin of the host', () => {
  const plugins = [stock()] as const;
  const pointbook = createPointbook({ program: warung(), store: memoryStore(), plugins });
  const authorize = byRole({ identify: () => ({ role: 'owner', actor: 'owner-1' }) });
  const handler = createHandler(pointbook, { authorize, basePath: '/points' });
  const clientOf = (ask: Handler, routes = {}) =>
    createClient<typeof pointbook>('https://till.example/points/', {
      fetch: (url, init) => ask(new Request(url, init)),
      routes,
    });

  test('is called without more ado, also in the same process and below a path', async () => {
    const client = clientOf(handler);
    expect(valueOf(await client.stock.setStock({ rewardId: 'mug', pieces: 3 }))).toMatchObject({ pieces: 3 });
    expect(valueOf(await client.stock.getStock({ rewardId: 'mug' }))).toEqual({ pieces: 3, free: 3 });
  });

  test('is called by its routes where it has some', async () => {
    expect(clientRoutes(verbsOf(plugins))).toMatchObject({
      saveInvoice: '/invoices/{invoiceId} PUT',
      stock: { setStock: '/stock/setStock', getStock: '/stock/getStock' },
    });
    const asked: string[] = [];
    const client = clientOf(
      async (request) => {
        asked.push(`${request.method} ${request.url} ${await request.text()}`);
        return Response.json({ pieces: 3 });
      },
      { stock: { setStock: '/stock/{rewardId} PUT' } },
    );
    expect(valueOf(await client.stock.setStock({ rewardId: 'mug', pieces: 3 }))).toEqual({ pieces: 3 });
    expect(asked).toEqual(['PUT https://till.example/points/stock/mug {"pieces":3}']);
  });
});

async function all<Part>(parts: AsyncIterable<Part>): Promise<Part[]> {
  const found: Part[] = [];
  for await (const part of parts) found.push(part);
  return found;
}
