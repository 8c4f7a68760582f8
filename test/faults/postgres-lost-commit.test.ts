import type { MemberId, ProgramId } from '@pointbook/core';
import { ledgerView, noChanges } from '@pointbook/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { whatItDid } from '../support/specification/what-it-did.ts';
import { type PostgresServer, startPostgres } from '../support/postgres/postgres-server.ts';
import { openProxy, places } from './postgres-proxy.ts';
import { gift, good, members, openShop, type PostgresShop } from './postgres-shop.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres({ durable: false });
});
afterAll(async () => server.stop());

const connections: [string, (url: string) => string | pg.Pool, { pipelined: boolean }][] = [
  ['connections of its own', (url) => url, { pipelined: true }],
  ["the host's pool", (url) => new pg.Pool({ connectionString: url }), { pipelined: false }],
  ["the host's pipelined pool", (url) => new pg.Pool({ connectionString: url, pipeline: true }), { pipelined: true }],
];

describe.each(connections)('the connection is cut, with %s', (_, targetFor, { pipelined }) => {
  const open = async () => {
    const proxy = await openProxy(server.url, onTestFinished);
    return { proxy, shop: await openShop(server.url, onTestFinished, { target: targetFor(proxy.url) }) };
  };

  describe.each([
    ['COMMIT', false],
    ['COMMIT', true],
    ['load', false],
    ['writes', true],
  ] as const)('at %s (which gets to the server: %s)', (place, forward) => {
    test('a sale, and many callers at once: each is acknowledged and has one effect', async () => {
      const { proxy, shop } = await open();
      const cut = () => proxy.arm({ at: places[place](), forward, how: 'cut' });
      let entries = members.length;
      for (const round of ['alone', 'together']) {
        const all = round === 'alone' ? [commands(shop, round)[0]] : commands(shop, round);
        cut();
        const answers = async () => {
          const outcomes = await Promise.all(all.map(async (run) => run?.()));
          return outcomes.map((outcome) => whatItDid(outcome));
        };
        const receipts = await answers();
        entries += all.length;
        expect(await answers()).toEqual(receipts);
        expect((await shop.soundDump()).entries).toHaveLength(entries);
      }
      expect(proxy.faults()).toBe(2);
    });

    test('the store says what is known of it, and tries again only what was not sent to be committed', async () => {
      const { proxy, shop } = await open();
      let decided = 0;
      const give = async () =>
        ledgerView(shop.store).transact('shop' as ProgramId, { members: ['A' as MemberId] }, ({ members: found }) => {
          decided += 1;
          const member = found.get('A' as MemberId);
          if (!member) throw new Error('A was enrolled.');
          const { account } = member;
          const lots = [{ expiresAt: 'never', availableAt: null, points: account.balance + 5 }] as const;
          const after = { ...member, account: { ...account, balance: account.balance + 5, lots } };
          return { changes: { ...noChanges, members: [after] }, value: account.balance };
        });
      proxy.arm({ at: places[place](), forward, how: 'cut' });
      const outcome = await give();
      expect(proxy.faults()).toBe(1);
      // In one flight with the writes COMMIT was sent, wherever the connection ended.
      const isUnknown = place === 'COMMIT' || (place === 'writes' && pipelined);
      expect(outcome.isErr() ? [outcome.error.kind, outcome.error.written] : 'ok').toEqual(
        isUnknown ? ['store-unavailable', 'unknown'] : 'ok',
      );
      expect(decided).toBe(place === 'writes' && !pipelined ? 2 : 1);
      const isWritten = !isUnknown || (place === 'COMMIT' && forward);
      expect(await good(give())).toBe(isWritten ? 1005 : 1000);
    });
  });
});

/** Commands of several kinds, each of which makes one entry; run again, each is the same command. */
function commands({ ledger }: PostgresShop, round: string): (() => Promise<unknown>)[] {
  return members.flatMap((memberId) => [
    async () => good(ledger.saveInvoice({ invoiceId: `${round} ${memberId}`, memberId, currency: 'EUR', total: 7 })),
    ...['one', 'two'].map((key) => async () => good(ledger.adjustPoints(gift(memberId, 10, `${round} ${key}`)))),
    async () => good(ledger.redeemPoints({ memberId, redemptionId: `${round} ${memberId}`, points: 3 })),
  ]);
}
