import { expect, test } from 'vitest';
import { serve } from '../http/serve.ts';
import { shop } from '../http/shop.ts';
import { sampled } from '../support/properties/sampled.ts';
import { valueOf } from '../support/value-of.ts';

const sale = JSON.stringify({ memberId: 'C-17', currency: 'IDR', total: 125_000, soldAt: '2026-03-02T04:00:00Z' });
const usual = ['Host: till', 'Authorization: Bearer owner', 'Content-Type: application/json'];

/** A request for a sale, its lines as they are given. */
function saving(invoiceId: string, lines: readonly string[], body: string): string {
  return [`PUT /invoices/${invoiceId} HTTP/1.1`, ...usual, ...lines, '', body].join('\r\n');
}

const whole = saving('INV-1', [`Content-Length: ${sale.length}`], sale);

async function served() {
  const own = shop({ limits: { bodyMs: 100 } });
  await own.pointbook.enrolMember({ memberId: 'C-17' });
  const { port, wire } = await serve(own.handler);
  let sales = 0;
  const headers = { authorization: 'Bearer owner', 'content-type': 'application/json' };
  const ask = (path: string, more: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers, ...more });
  return {
    ...own,
    wire,
    ask,
    /**
     * Lets another till save a sale, as if nothing were the matter, and answers how many entries there are that are not
     * its.
     */
    async entriesBesideOthers(): Promise<number> {
      sales += 1;
      const answer = await ask(`/invoices/OTHER-${sales}`, { method: 'PUT', body: sale });
      if (answer.status !== 200) throw new Error(`Another till was answered ${answer.status}.`);
      const { items } = valueOf(await own.pointbook.findEntries({ limit: 1000 }));
      return items.length - sales;
    },
  };
}

test.each<[string, string, number]>([
  ['is no HTTP', '\u0016\u0003\u0001\u0002 hello\r\n\r\n', 400],
  ['is of another version of HTTP', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['has no host', 'GET /members/C-17 HTTP/1.1\r\n\r\n', 400],
  ['has a host that is none', 'GET /members/C-17 HTTP/1.1\r\nHost: a b<>\r\n\r\n', 400],
  ['has a header larger than the server takes', saving('INV-1', [`X-Large: ${'x'.repeat(70_000)}`], ''), 431],
  [
    'has more headers than the server takes',
    saving(
      'INV-1',
      Array.from({ length: 3000 }, (_, at) => `X-${at}: ${at}`),
      '',
    ),
    431,
  ],
  ['has a length that is no number', saving('INV-1', ['Content-Length: many'], sale), 400],
  ['has a length below 0', saving('INV-1', ['Content-Length: -1'], sale), 400],
  ['has two lengths', saving('INV-1', ['Content-Length: 5', `Content-Length: ${sale.length}`], sale), 400],
  ['has a length and chunks', saving('INV-1', ['Content-Length: 5', 'Transfer-Encoding: chunked'], sale), 400],
  ['has chunks that are none', saving('INV-1', ['Transfer-Encoding: chunked'], 'zzz\r\nnot a chunk\r\n'), 400],
  [
    'has a chunk longer than it says',
    saving('INV-1', ['Transfer-Encoding: chunked'], `3\r\n${sale}\r\n0\r\n\r\n`),
    400,
  ],
  ['has a line break in a header', saving('INV-1', ['X-A: b\u0000c', `Content-Length: ${sale.length}`], sale), 400],
  ['is shorter than its length', saving('INV-1', [`Content-Length: ${sale.length + 1}`], sale), 408],
  ['is longer than its length', saving('INV-1', [`Content-Length: ${sale.length - 1}`], sale), 400],
  ['says that it is 9 exabytes long', saving('INV-1', ['Content-Length: 9223372036854775807'], sale), 413],
])('A request that %s is refused, writes nothing, and leaves others alone', async (_what, request, status) => {
  const { wire, entriesBesideOthers } = await served();
  const till = await wire();
  await till.write(request);
  const text = await till.came(/^HTTP\/1\.1 \d+ /);
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  till.leave();
  expect(await entriesBesideOthers()).toBe(0);
});

test('Clients who leave at any place of a request write nothing, or all of it', async () => {
  const { wire, entriesBesideOthers } = await served();
  const sendTo = async (length: number): Promise<void> => {
    const till = await wire();
    await till.write(whole.slice(0, length));
    till.leave();
    await till.closed;
  };
  for (let cut = 1; cut < whole.length; cut += sampled(7, 1)) await sendTo(cut);
  expect(await entriesBesideOthers()).toBe(0);
  await sendTo(whole.length);
  expect([0, 1]).toContain(await entriesBesideOthers());
});

test('Many slow clients do not keep others waiting', async () => {
  const { wire, entriesBesideOthers, lines } = await served();
  const slow = await Promise.all(Array.from({ length: 100 }, () => wire()));
  // Some have not come to the end of their headers, others not to that of their bodies.
  await Promise.all(slow.map((till, at) => till.write(whole.slice(0, at % 2 === 0 ? 40 : whole.length - 5))));
  expect(await entriesBesideOthers()).toBe(0);
  await Promise.all(slow.filter((_till, at) => at % 2 === 1).map((till) => till.came(/"kind":"body-timeout"/)));
  expect(lines.filter(({ status }) => status === 408).length).toBe(50);
  for (const till of slow) till.leave();
  expect(await entriesBesideOthers()).toBe(0);
});

test('Many requests on one connection are each answered, in their order', async () => {
  const { wire, pointbook } = await served();
  const till = await wire();
  const count = 200;
  await till.write(
    Array.from({ length: count }, (_value, at) =>
      saving(`INV-${at % 100}`, [`Content-Length: ${sale.length}`], sale),
    ).join(''),
  );
  const text = await till.came(/"replayed":/, count);
  const replayed = [...text.matchAll(/"replayed":(true|false)/g)].map(([, flag]) => flag === 'true');
  expect(replayed).toEqual(Array.from({ length: count }, (_value, at) => at >= 100));
  till.leave();
  expect(valueOf(await pointbook.getBalance({ memberId: 'C-17' })).available).toBe(100 * 125);
});

test('A client that leaves its many requests behind does no harm', async () => {
  const { wire, ask, pointbook } = await served();
  for (let round = 0; round < 10; round += 1) {
    const till = await wire();
    await till.write(
      Array.from({ length: 50 }, (_value, at) => saving(`INV-${at}`, [`Content-Length: ${sale.length}`], sale)).join(
        '',
      ),
    );
    till.leave();
    await till.closed;
  }
  // Whatever was done is done once.
  for (let at = 0; at < 50; at += 1)
    expect((await ask(`/invoices/INV-${at}`, { method: 'PUT', body: sale })).status).toBe(200);
  expect(valueOf(await pointbook.getBalance({ memberId: 'C-17' })).available).toBe(50 * 125);
});
