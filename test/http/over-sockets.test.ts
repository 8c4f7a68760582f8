import { ok } from 'neverthrow';
import { expect, test } from 'vitest';
import { valueOf } from '../support/value-of.ts';
import { serve } from './serve.ts';
import { shop } from './shop.ts';

const headers = { authorization: 'Bearer cashier', 'content-type': 'application/json' };
const sale = JSON.stringify({ memberId: 'C-17', currency: 'IDR', total: 125_000, soldAt: '2026-03-02T04:00:00Z' });

/** The head of a request that saves a sale, and as much of its body as is given. */
function saving(invoiceId: string, body: string, length = body.length): string {
  const lines = [
    'Host: till',
    'Authorization: Bearer cashier',
    'Content-Type: application/json',
    `Content-Length: ${length}`,
  ];
  return [`PUT /invoices/${invoiceId} HTTP/1.1`, ...lines, '', body].join('\r\n');
}

async function served(options: Parameters<typeof shop>[0] = {}) {
  const own = shop(options);
  await own.pointbook.enrolMember({ memberId: 'C-17' });
  const saved = async (invoiceId: string) => (await own.pointbook.getInvoice({ invoiceId })).isOk();
  return { ...own, ...(await serve(own.handler)), saved };
}

test('A till saves sales over a real connection, many at once', async () => {
  const { url, pointbook } = await served();
  const save = async (_value: unknown, index: number) => {
    const response = await fetch(`${url}/invoices/INV-${index}`, { method: 'PUT', headers, body: sale });
    return [response.status, await response.json()] as const;
  };
  const answers = await Promise.all(Array.from({ length: 64 }, save));
  expect(answers.every(([status, { earned }]) => status === 200 && earned === 125)).toBe(true);
  expect(valueOf(await pointbook.getBalance({ memberId: 'C-17' })).available).toBe(64 * 125);
});

test('Requests that come one after another without waiting are each answered', async () => {
  const { wire } = await served();
  const till = await wire();
  await till.write(saving('INV-1', sale) + saving('INV-2', sale) + saving('INV-1', sale));
  const text = await till.came(/HTTP\/1\.1 200/, 3);
  expect([...text.matchAll(/"replayed":(true|false)/g)].map(([, replayed]) => replayed)).toEqual([
    'false',
    'false',
    'true',
  ]);
  till.leave();
});

test('A body that never comes to its end is not waited for', async () => {
  const { wire, saved, lines } = await served({ limits: { bodyMs: 20 } });
  const till = await wire();
  await till.write(saving('INV-1', sale.slice(0, 20), sale.length));
  expect(await till.came(/"requestId"/)).toMatch(/^HTTP\/1\.1 408 [^]*"kind":"body-timeout"/);
  expect(await saved('INV-1')).toBe(false);
  expect(lines).toMatchObject([{ status: 408, problem: 'body-timeout' }]);
  till.leave();
});

test('A client that leaves in the middle of its body writes nothing, and others are served', async () => {
  const { url, wire, saved } = await served();
  const whole = saving('INV-1', sale);
  for (const length of [3, 40, whole.length - 30, whole.length - 1]) {
    const till = await wire();
    await till.write(whole.slice(0, length));
    till.leave();
    await till.closed;
  }
  expect((await fetch(`${url}/invoices/INV-2`, { method: 'PUT', headers, body: sale })).status).toBe(200);
  expect(await saved('INV-1')).toBe(false);
});

test('A client that leaves before its answer finds it by asking again', async () => {
  const { url, wire } = await served();
  const till = await wire();
  await till.write(saving('INV-1', sale));
  till.leave();
  await till.closed;
  const again = await fetch(`${url}/invoices/INV-1`, { method: 'PUT', headers, body: sale });
  expect(await again.json()).toMatchObject({ earned: 125 });
});

test.each([
  ['says so', (body: string) => saving('INV-1', body)],
  [
    'comes in chunks',
    (body: string) =>
      `${saving('INV-1', '').replace('Content-Length: 0', 'Transfer-Encoding: chunked')}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
  ],
])('A body beyond the limit is refused, and not read to its end, where it %s', async (_what, request) => {
  const { wire, saved } = await served();
  const till = await wire();
  void till.write(request(JSON.stringify({ actor: 'x'.repeat(8_000_000) })));
  expect(await till.came(/"requestId"/)).toMatch(/^HTTP\/1\.1 413 [^]*"kind":"body-too-large"/);
  expect(await saved('INV-1')).toBe(false);
  till.leave();
  const other = await wire();
  await other.write(request(sale));
  expect(await other.came(/\}/)).toMatch(/^HTTP\/1\.1 200 /);
  other.leave();
});

test('What is no HTTP, and a report whose reader leaves, end with their connection', async () => {
  const { url, wire, pointbook } = await served();
  let isOver = () => {};
  const over = new Promise<void>((resolve) => {
    isOver = resolve;
  });
  Object.assign(pointbook.reports, {
    members: async function* () {
      try {
        for (let row = 0; ; row += 1) yield ok({ row, text: 'x'.repeat(100) });
      } finally {
        isOver();
      }
    },
  });
  const stranger = await wire();
  await stranger.write('\u0016\u0003\u0001 hello\r\n\r\n');
  await stranger.closed;
  const reader = await wire();
  await reader.write('GET /reports/members HTTP/1.1\r\nHost: till\r\nAuthorization: Bearer owner\r\n\r\n');
  await reader.came(/"row":1,/);
  reader.leave();
  await over;
  expect((await fetch(`${url}/members/C-17`, { headers })).status).toBe(200);
});
