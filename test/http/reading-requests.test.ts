import { describe, expect, test } from 'vitest';
import { shop } from './shop.ts';

const sale = { memberId: 'C-17', currency: 'IDR', total: 125_000, soldAt: '2026-03-02T04:00:00Z' };
const deep = (levels: number) => `{"lines":${'['.repeat(levels)}${']'.repeat(levels)}}`;

describe('A body that cannot be read is refused, and nothing is written', () => {
  test.each([
    ['no JSON', '{"total":', 400, 'invalid-json', 'The body is not JSON.'],
    ['no object', '[1]', 400, 'invalid-json', 'The body must be a JSON object.'],
    ['nothing but null', 'null', 400, 'invalid-json', 'The body must be a JSON object.'],
    [
      'a name twice',
      '{"total":1,"total":2}',
      400,
      'invalid-json',
      'The body has the name "total" twice in one object.',
    ],
    ['a name twice, once escaped', '{"total":1,"tot\\u0061l":2}', 400, 'invalid-json', /"total" twice/],
    ['a name twice, further inside', '{"lines":[{"lineId":"1","lineId":"2"}]}', 400, 'invalid-json', /"lineId" twice/],
    ['too deep', deep(40), 400, 'invalid-json', 'The body is nested deeper than 32 levels.'],
    ['far too deep', deep(100_000), 400, 'invalid-json', 'The body is nested deeper than 32 levels.'],
    ['a number that no computer has', '{"currency":"IDR","total":1e999}', 400, 'invalid-command', /^total /],
    [
      'a number that loses digits',
      '{"currency":"IDR","total":12345678901234567890}',
      400,
      'invalid-command',
      /^total /,
    ],
    ['a field that there is not', '{"currency":"IDR","total":1,"totall":1}', 400, 'invalid-command', /totall/],
    ['a prototype', '{"__proto__":{"total":1},"currency":"IDR"}', 400, 'invalid-command', /total|__proto__/],
    ['more than the limit', `{"actor":"${'x'.repeat(1_100_000)}"}`, 413, 'body-too-large', /1048576 bytes/],
  ])('%s', async (_what, body, status, kind, detail) => {
    const { send, pointbook } = shop();
    const answer = await send('PUT /invoices/INV-1', { body });
    expect(answer).toMatchObject({ status, json: { kind, detail: expect.stringMatching(detail) } });
    expect((await pointbook.getInvoice({ invoiceId: 'INV-1' })).isErr()).toBe(true);
  });

  test.each([
    ['of another type', { 'content-type': 'text/plain' }],
    ['of no type', { 'content-type': '' }],
    ['in another encoding', { 'content-type': 'application/json; charset=utf-16' }],
    ['that is compressed', { 'content-encoding': 'gzip' }],
  ])('%s', async (_what, headers) => {
    const { send } = shop();
    expect(await send('PUT /invoices/INV-1', { body: sale, headers })).toMatchObject({
      status: 415,
      json: { kind: 'unsupported-media-type' },
    });
  });

  test('that is no UTF-8', async () => {
    const { handler } = shop();
    const headers = { authorization: 'Bearer cashier', 'content-type': 'application/json' };
    const body = Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d);
    const response = await handler(new Request('https://till.example/invoices/I', { method: 'PUT', headers, body }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      kind: 'invalid-json',
      detail: 'The body is not UTF-8, or broke off.',
    });
  });

  test('where the path names another invoice', async () => {
    const { send } = shop();
    const answer = await send('PUT /invoices/INV-1', { body: { ...sale, invoiceId: 'INV-2' } });
    expect(answer).toMatchObject({ status: 400, json: { kind: 'contradictory-request', field: 'invoiceId' } });
  });

  test('where a query says a field at once and by its parts', async () => {
    const { send } = shop();
    const answer = await send('GET /entries?reference=x&reference.type=invoice&reference.id=1', { as: 'manager' });
    expect(answer).toMatchObject({ status: 400, json: { kind: 'contradictory-request', field: 'reference' } });
  });

  test('where a parameter says what the body should', async () => {
    const { send } = shop();
    const answer = await send('PUT /invoices/INV-1?total=1', { body: sale });
    expect(answer).toMatchObject({ status: 400, json: { kind: 'unknown-parameter', parameter: 'total' } });
  });
});

describe('What a body, a path and a query say reaches the verb', () => {
  test('an id with every sign that a path knows', async () => {
    const { send } = shop();
    const id = 'A/ü ?#%&';
    expect(await send(`PUT /members/${encodeURIComponent(id)}`, { body: { name: 'Ayu' } })).toMatchObject({
      status: 200,
    });
    expect((await send(`GET /members/${encodeURIComponent(id)}`)).json).toMatchObject({ memberId: id, name: 'Ayu' });
  });

  test('a type with capitals and a charset, and a text in UTF-8', async () => {
    const { send } = shop();
    const headers = { 'content-type': 'Application/JSON; charset=UTF-8' };
    await send('PUT /members/C-17', { body: { name: 'Ayü 🌶' }, headers });
    expect((await send('GET /members/C-17')).json).toMatchObject({ name: 'Ayü 🌶' });
  });

  test('a command without a body', async () => {
    const { send } = shop();
    expect(await send('POST /expiries', { as: 'owner' })).toMatchObject({ status: 200, json: { entries: 0 } });
  });

  test('figures, flags, lists, instants and fields of fields of a query', async () => {
    const { send } = shop();
    await send('PUT /members/C-17', { body: {} });
    expect(await send('PUT /invoices/INV-1', { body: sale })).toMatchObject({ status: 200 });
    await send('POST /members/C-17/adjustments', {
      as: 'manager',
      body: { points: 5, direction: 'add', reason: 'gift' },
      headers: { 'idempotency-key': 'gift-1' },
    });
    const found = async (query: string) => {
      const { json } = await send(`GET /entries?${query}`, { as: 'manager' });
      return json.items?.map(({ delta }: { delta: number }) => delta) ?? json;
    };
    expect(await found('limit=1')).toEqual([5]);
    expect(await found('kinds=earn')).toEqual([125]);
    expect(await found('kinds=earn&kinds=adjustment')).toEqual([5, 125]);
    expect(await found('reference.type=invoice&reference.id=INV-1')).toEqual([125]);
    expect(await found('actor=manager-1')).toEqual([5]);
    expect(await found('from=2027-01-01T00:00:00Z')).toEqual([]);
    expect((await send('GET /members/C-17/balance?mayLag=true')).json).toMatchObject({ available: 130 });
    expect(await found('limit=many')).toMatchObject({ kind: 'invalid-command', field: 'limit' });
    expect(await found('limit=1&limit=2')).toMatchObject({ kind: 'repeated-parameter', parameter: 'limit' });
    expect(await found('reference.typ=invoice')).toMatchObject({
      kind: 'invalid-command',
      field: expect.stringMatching('reference'),
    });
    expect(await found('__proto__.type=invoice')).toMatchObject({ kind: 'invalid-command' });
  });
});

describe('What is at no path is named', () => {
  test.each([
    ['GET /nothing', 404, { kind: 'unknown-route', path: '/nothing' }],
    ['GET /', 404, { kind: 'unknown-route' }],
    ['GET /members/', 404, { kind: 'unknown-route' }],
    ['GET /members//balance', 404, { kind: 'unknown-route' }],
    ['GET /members/C-17/balance/more', 404, { kind: 'unknown-route' }],
    ['GET /members/%E0%A4%A', 400, { kind: 'invalid-path' }],
    ['GET /members?fone=1', 400, { kind: 'invalid-command', field: 'fone' }],
    ['GET /reports/status?fone=1', 400, { kind: 'unknown-parameter', parameter: 'fone' }],
    ['DELETE /members/C-17', 405, { kind: 'method-not-allowed', methods: ['GET', 'PATCH', 'PUT', 'HEAD', 'OPTIONS'] }],
    ['GET /quotes/earning', 405, { kind: 'method-not-allowed', methods: ['POST', 'OPTIONS'] }],
  ])('%s', async (route, status, json) => {
    const { send } = shop();
    const answer = await send(route, { as: 'owner' });
    expect(answer).toMatchObject({ status, json });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('allow')).toBe('methods' in json ? json.methods.join(', ') : null);
  });

  test('also below a base path', async () => {
    const { send } = shop({ basePath: '/points' });
    await send('PUT /points/members/C-17', { body: {} });
    expect((await send('GET /points/members/C-17')).status).toBe(200);
    expect((await send('GET /members/C-17')).status).toBe(404);
    expect((await send('GET /pointsmembers/C-17')).status).toBe(404);
  });

  test('OPTIONS tells the methods, and HEAD is a GET without its body', async () => {
    const { send } = shop();
    await send('PUT /members/C-17', { body: {} });
    const options = await send('OPTIONS /members/C-17', { as: null });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, PATCH, PUT, HEAD, OPTIONS']);
    const head = await send('HEAD /members/C-17');
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', '"1"']);
  });
});

test.each([
  ['of a type that ends with a semicolon', { 'content-type': 'application/json;' }],
  ['that says in capitals that it is as it is', { 'content-encoding': 'Identity' }],
])('a body %s is read', async (_what, headers) => {
  const { send } = shop();
  const body = { currency: 'IDR', total: 1000 };
  expect(await send('PUT /invoices/INV-1', { body, headers })).toMatchObject({ status: 200 });
});
