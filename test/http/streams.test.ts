import { storeError } from '@pointbook/core';
import { err, ok, type Result } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { shop } from './shop.ts';

/** A shop with two members, one of whom has a name that a spreadsheet would run. */
async function withMembers() {
  const own = shop();
  await own.send('PUT /members/C-17', { body: { name: '=1+1' } });
  await own.send('PUT /members/C-18', { body: { name: 'Budi, "Bu"' } });
  const ask = (path: string, accept?: string) =>
    own.send(`GET ${path}`, { as: 'owner', headers: accept === undefined ? {} : { accept } });
  return { ...own, ask };
}

/** A shop whose report of members is what is given, and a request for it. */
function reporting(parts: () => AsyncIterable<Result<unknown, unknown>>) {
  const own = shop();
  Object.assign(own.pointbook.reports, { members: parts });
  const headers = { authorization: 'Bearer owner', accept: 'application/x-ndjson' };
  const ask = () => own.handler(new Request('https://till.example/reports/members', { headers }));
  return { ...own, ask };
}

describe('A report is a stream', () => {
  test('of JSON, which is what is usual', async () => {
    const { ask } = await withMembers();
    const answer = await ask('/reports/members');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.json).toMatchObject([
      { memberId: 'C-17', name: '=1+1' },
      { memberId: 'C-18', name: 'Budi, "Bu"' },
    ]);
  });

  test('of lines of JSON', async () => {
    const { ask } = await withMembers();
    const answer = await ask('/reports/members', 'application/x-ndjson');
    const [first, second, end] = answer.text.split('\n');
    expect([JSON.parse(first ?? ''), JSON.parse(second ?? ''), end]).toMatchObject([
      { memberId: 'C-17' },
      { memberId: 'C-18' },
      '',
    ]);
  });

  test('of CSV, in which nothing is a formula', async () => {
    const { ask } = await withMembers();
    const answer = await ask('/reports/members', 'text/csv');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.text.split('\r\n').map((line) => line.split(',').slice(0, 4))).toMatchObject([
      ['memberId', 'balance', 'name', 'phone'],
      ['C-17', '0', "'=1+1", ''],
      ['C-18', '0', '"Budi', ' ""Bu"""'],
      [''],
    ]);
  });

  test('with the columns and days that are asked for', async () => {
    const { ask, pointbook } = await withMembers();
    const change = { memberId: 'C-17', points: 5, actor: 's', reason: 'gift', idempotencyKey: 'g' } as const;
    await pointbook.adjustPoints({ ...change, direction: 'add' });
    const answer = await ask('/reports/daily?columns=date&columns=adjusted&from=2026-03-01', 'text/csv');
    expect(answer.text).toBe('date,adjusted\r\n2026-03-02,5\r\n');
    expect(await ask('/reports/daily', 'text/csv')).toMatchObject({
      status: 400,
      json: { kind: 'invalid-command', field: 'columns' },
    });
  });

  test.each([
    ['/reports/status', /^memberId,earned,[a-zA-Z,]+\r\n$/],
    ['/clock/ahead', /^memberId,ahead,entries,points\r\n$/],
  ])('of nothing where there is nothing: %s', async (path, head) => {
    const { send } = shop();
    const ask = async (accept: string) => (await send(`GET ${path}`, { as: 'owner', headers: { accept } })).text;
    expect(JSON.parse(await ask('application/json'))).toEqual([]);
    expect([await ask('application/x-ndjson'), await ask('text/csv')]).toMatchObject(['', expect.stringMatching(head)]);
  });

  test.each([
    ['text/csv;q=0.5, application/json;q=0.4', 'text/csv'],
    ['text/*', 'text/csv'],
    ['application/*;q=0.2, application/x-ndjson', 'application/x-ndjson'],
    ['*/*', 'application/json'],
    ['text/csv;q=nonsense, */*;q=0.1', 'application/json'],
  ])('in what a client prefers: %s', async (accept, type) => {
    const { ask } = await withMembers();
    expect((await ask('/reports/status', accept)).headers.get('content-type')).toBe(`${type}; charset=utf-8`);
  });

  test('and in nothing else', async () => {
    const { ask } = await withMembers();
    const types = ['application/json', 'application/x-ndjson', 'text/csv'];
    expect(await ask('/reports/status', 'application/pdf')).toMatchObject({
      status: 406,
      json: { kind: 'not-acceptable', types },
    });
  });
});

describe('A report that fails', () => {
  const locked = storeError({ kind: 'store-locked', message: 'Try again.' });

  test('before its first row is a problem', async () => {
    const { ask } = reporting(async function* () {
      yield err(locked);
    });
    const response = await ask();
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  });

  test('later breaks off, so that nobody takes it for the whole, and the log is told', async () => {
    const { ask, lines } = reporting(async function* () {
      for (let row = 0; row < 20_000; row += 1) yield ok({ row });
      yield err(locked);
    });
    const response = await ask();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('The answer broke off.');
    expect(lines).toMatchObject([{ status: 200 }, { status: 200, cause: locked, id: lines[0]?.id }]);
  });

  test('by what it throws breaks off, too', async () => {
    const { ask, lines } = reporting(async function* () {
      for (let row = 0; row < 20_000; row += 1) yield ok({ row });
      throw new Error('a fault');
    });
    await expect((await ask()).text()).rejects.toThrow('The answer broke off.');
    expect(lines).toMatchObject([{}, { cause: { message: 'a fault' } }]);
  });
});

test('A report whose reader leaves is not read to its end', async () => {
  let rows = 0;
  let isOver = false;
  const { ask } = reporting(async function* () {
    try {
      for (; ; rows += 1) yield ok({ row: rows, text: 'x'.repeat(100) });
    } finally {
      isOver = true;
    }
  });
  const reader = (await ask()).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect(isOver).toBe(true);
  expect(rows).toBeLessThan(10_000);
});
