import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { wireTo } from '../http/serve.ts';
import { rowCount } from './host-shop.ts';
import { bunHost, hosts, type Served } from './hosts.ts';

const headers = { authorization: 'Bearer owner', 'content-type': 'application/json' };
const sale = JSON.stringify({ memberId: 'C-17', currency: 'IDR', total: 125_000, soldAt: '2026-03-02T04:00:00Z' });

/** A request as it goes over the wire, its lines as they are given. */
function raw(route: string, lines: readonly string[] = [], body = ''): string {
  const [method, path] = route.split(' ');
  const own = ['Host: till', 'Authorization: Bearer owner', 'Content-Type: application/json', ...lines];
  return [`${method} /points${path} HTTP/1.1`, ...own, '', body].join('\r\n');
}

describe.each(Object.entries({ ...hosts, ...(bunHost ? { Bun: bunHost } : {}) }))('On %s', (_name, host) => {
  let served: Served;
  let ask: (route: string, more?: RequestInit) => Promise<Response>;

  beforeAll(async () => {
    served = await host();
    ask = (route, more = {}) => {
      const [method = '', path = ''] = route.split(' ');
      return fetch(`http://127.0.0.1:${served.port}/points${path}`, { method, headers, ...more });
    };
    await ask('PUT /members/C-17', { body: JSON.stringify({ name: 'Ayu', phone: '+628123456789' }) });
  });
  afterAll(async () => {
    await served.close();
  });

  test('a till saves sales, many at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 32 }, async (_value, index) => {
        const response = await ask(`PUT /invoices/INV-${index}`, { body: sale });
        return [response.status, await response.json()] as const;
      }),
    );
    expect(answers.every(([status, { earned }]) => status === 200 && earned === 125)).toBe(true);
    expect(await (await ask('GET /members/C-17/balance')).json()).toMatchObject({ available: 32 * 125 });
  });

  test('an id has every sign that a path knows', async () => {
    const path = `/members/${encodeURIComponent('A/ü ?#%&.;=+')}`;
    expect((await ask(`PUT ${path}`, { body: '{"name":"Ü"}' })).status).toBe(200);
    expect(await (await ask(`GET ${path}`)).json()).toMatchObject({ memberId: 'A/ü ?#%&.;=+', name: 'Ü' });
  });

  test('a path and a method that there are not are named', async () => {
    const unknown = await ask('GET /nothing');
    expect([unknown.status, await unknown.json()]).toMatchObject([
      404,
      { kind: 'unknown-route', path: '/points/nothing' },
    ]);
    const other = await ask('DELETE /members/C-17');
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, PATCH, PUT, HEAD, OPTIONS']);
    const options = await ask('OPTIONS /members/C-17');
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, PATCH, PUT, HEAD, OPTIONS']);
  });

  test('a page tells where the next one is, below the path at which the ledger is', async () => {
    const link = (await ask('GET /members/C-17/statement?limit=1')).headers.get('link');
    expect(link).toMatch(/^<\/points\/members\/C-17\/statement\?limit=1&cursor=.+>; rel="next"$/);
  });

  test('headers may be in capitals, and a connection is used again', async () => {
    const till = await wireTo(served.port);
    const answerTo = async (request: string): Promise<string> => {
      const before = till.text().length;
      await till.write(request);
      await till.came(/HTTP\/1\.1 \d{3} [^]*?\r\n\r\n/, 1, before);
      return till.text().slice(before);
    };
    const head = await answerTo(raw('HEAD /members/C-17'));
    expect(head).toMatch(/^HTTP\/1\.1 200 [^]*etag: "1"[^]*\r\n\r\n$/i);
    const change = '{"changes":{"name":"Ayu W."}}';
    const patch = raw('PATCH /members/C-17', ['IF-MATCH: "1"', `CONTENT-LENGTH: ${change.length}`], change);
    expect(await answerTo(patch)).toMatch(/^HTTP\/1\.1 200 [^]*etag: "2"[^]*"replayed":false/i);
    const known = await answerTo(raw('GET /members/C-17', ['if-none-match: "2"']));
    expect(known).toMatch(/^HTTP\/1\.1 304 [^]*\r\n\r\n$/);
    await till.write(raw('GET /members/C-17', ['CoNnEcTiOn: close']));
    await till.closed;
    expect(till.text()).toMatch(/"name":"Ayu W\."[^]*\}$/);
  });

  test('a body may come in chunks', async () => {
    const till = await wireTo(served.port);
    const chunks = [sale.slice(0, 20), sale.slice(20)].map((part) => `${part.length.toString(16)}\r\n${part}\r\n`);
    await till.write(raw('PUT /invoices/INV-C', ['Transfer-Encoding: chunked', 'Connection: close']));
    for (const chunk of [...chunks, '0\r\n\r\n']) await till.write(chunk);
    await till.closed;
    expect(till.text()).toMatch(/^HTTP\/1\.1 200 [^]*"earned":125/);
  });

  test('a body beyond the limit is refused', async () => {
    const till = await wireTo(served.port);
    await till.write(raw('PUT /invoices/INV-L', ['Content-Length: 8000000'], '{'.repeat(100_000)));
    expect(await till.came(/"requestId"/)).toMatch(/^HTTP\/1\.1 413 [^]*"kind":"body-too-large"/);
    till.leave();
    expect((await ask('GET /invoices/INV-L')).status).toBe(404);
  });

  test('a client that leaves in the middle of its body writes nothing, and others are served', async () => {
    const whole = raw('PUT /invoices/INV-M', [`Content-Length: ${sale.length}`], sale);
    for (const length of [3, 60, whole.length - 30, whole.length - 1]) {
      const till = await wireTo(served.port);
      await till.write(whole.slice(0, length));
      till.leave();
      await till.closed;
    }
    expect((await ask('PUT /invoices/INV-N', { body: sale })).status).toBe(200);
    expect((await ask('GET /invoices/INV-M')).status).toBe(404);
  });

  test('a report comes whole, in parts', async () => {
    const response = await ask('GET /reports/liability', { headers: { ...headers, accept: 'application/x-ndjson' } });
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const lines = (await response.text()).split('\n');
    expect([lines.length, lines.at(-2)]).toEqual([rowCount + 1, `{"row":${rowCount - 1}}`]);
  });

  test('a report that breaks off is not taken for the whole', async () => {
    // The library tells of it as if the client had left.
    const info = vi.spyOn(console, 'info').mockImplementation(() => {});
    onTestFinished(() => info.mockRestore());
    const response = await ask('GET /reports/opening');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  test('a report whose reader leaves is not read on', async () => {
    const reader = await wireTo(served.port);
    await reader.write(raw('GET /reports/members'));
    await reader.came(/"row":1,/);
    reader.leave();
    await served.came(/^the reader left$/);
    expect((await ask('GET /members/C-17')).status).toBe(200);
  });

  test('the description of the routes is below the same path', async () => {
    expect((await (await ask('GET /openapi.json')).json()).servers).toEqual([{ url: '/points' }]);
  });
});
