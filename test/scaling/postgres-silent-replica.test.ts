import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openProxy } from '../faults/postgres-proxy.ts';
import { good } from '../faults/postgres-shop.ts';
import { type PostgresPair, startPair } from '../support/postgres/postgres-pair.ts';
import { memberId, openReplicaShop } from './replica-shop.ts';

let pair: PostgresPair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(async () => pair.stop());

test('a replica that falls silent in the middle of an answer: the primary gives it after a while, and the next ones at once', async () => {
  const proxy = await openProxy(pair.standby.url, onTestFinished);
  const { ledger, sell, statement, caughtUp } = await openReplicaShop(pair, {
    replica: proxy.url,
    statementTimeoutMs: 2000,
  });
  await sell('S');
  await caughtUp();
  proxy.arm({ at: (words) => words.startsWith('B') && words.includes(memberId), forward: false, how: 'silence' });
  expect((await statement()).items).toHaveLength(1);
  expect(proxy.faults()).toBe(1);
  // What is known to be down is asked by nobody, until somebody finds it again.
  proxy.cutAll();
  expect((await statement()).items).toHaveLength(1);
  await caughtUp();
  expect((await good(ledger.getBalance({ memberId, mayLag: true }))).asOf).toBeInstanceOf(Date);
});
