import { ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { shop } from './shop.ts';

/** A shop with a member, who has 5 points by hand. */
async function withMember() {
  const own = shop();
  await own.send('PUT /members/C-17', { body: { name: 'Ayu' } });
  return own;
}

const gift = { points: 5, direction: 'add', reason: 'gift' };

describe('`Idempotency-Key` names a command that has no id of its own', () => {
  const give = (own: ReturnType<typeof shop>, body: object, key: string) =>
    own.send('POST /members/C-17/adjustments', { as: 'manager', body, headers: { 'idempotency-key': key } });

  test('and a repetition answers the same, and writes nothing', async () => {
    const own = await withMember();
    const first = await give(own, gift, 'gift-1');
    expect(first).toMatchObject({ status: 200, json: { replayed: false } });
    expect((await give(own, gift, '"gift-1"')).json).toEqual({ ...first.json, replayed: true });
    expect((await own.send('GET /members/C-17/balance')).json).toMatchObject({ available: 5 });
  });

  test('and two bodies under one key are refused', async () => {
    const own = await withMember();
    await give(own, gift, 'gift-1');
    const other = await give(own, { ...gift, points: 6 }, 'gift-1');
    expect(other).toMatchObject({ status: 409, json: { kind: 'idempotency-key-reused', id: 'gift-1' } });
    expect((await own.send('GET /members/C-17/balance')).json).toMatchObject({ available: 5 });
  });

  test('and of two bodies that come at once under one key one is done, and the other is refused', async () => {
    const own = await withMember();
    const both = [5, 6].map((points) => give(own, { ...gift, points }, 'gift-1'));
    const statuses = (await Promise.all(both)).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409]);
    const given = statuses[0] === 200 ? 5 : 6;
    expect((await own.send('GET /members/C-17/balance')).json).toMatchObject({ available: given });
  });

  test('and a body that names another key is refused', async () => {
    const own = await withMember();
    const answer = await give(own, { ...gift, idempotencyKey: 'gift-2' }, 'gift-1');
    expect(answer).toMatchObject({ status: 400, json: { kind: 'contradictory-request', field: 'idempotencyKey' } });
    expect((await give(own, { ...gift, idempotencyKey: 'gift-1' }, 'gift-1')).status).toBe(200);
  });

  test('and without one, the command says what is missing', async () => {
    const own = await withMember();
    const answer = await own.send('POST /members/C-17/adjustments', { as: 'manager', body: gift });
    expect(answer).toMatchObject({ status: 400, json: { kind: 'invalid-command', field: 'idempotencyKey' } });
  });

  test('and a command that has an id of its own does without', async () => {
    const own = await withMember();
    const answer = await own.send('PUT /members/C-18', { body: {}, headers: { 'idempotency-key': 'whatever' } });
    expect(answer.status).toBe(200);
  });
});

describe('The version of a member is its `ETag`', () => {
  const rename = (own: ReturnType<typeof shop>, name: string, tag: string, more: object = {}) =>
    own.send('PATCH /members/C-17', { body: { changes: { name }, ...more }, headers: { 'if-match': tag } });

  test('which a change names, or fails', async () => {
    const own = await withMember();
    const read = await own.send('GET /members/C-17');
    expect(read.headers.get('etag')).toBe('"1"');
    const changed = await rename(own, 'Ayu W.', '"1"');
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(await rename(own, 'Ayu X.', '"1"')).toMatchObject({ status: 412, json: { kind: 'member-changed' } });
    expect((await own.send('GET /members/C-17')).json).toMatchObject({ name: 'Ayu W.', version: 2 });
    expect((await rename(own, 'Ayu Y.', 'W/"2"')).status).toBe(200);
  });

  test('and a version in the body conflicts in its own way', async () => {
    const own = await withMember();
    await rename(own, 'Ayu W.', '"1"');
    const body = { changes: { name: 'Ayu X.' }, version: 1 };
    expect(await own.send('PATCH /members/C-17', { body })).toMatchObject({
      status: 409,
      json: { kind: 'member-changed' },
    });
    expect(await rename(own, 'Ayu X.', '"2"', { version: 1 })).toMatchObject({
      status: 400,
      json: { field: 'version' },
    });
  });

  test.each(['*', '1', '"one"', '"1", "2"', ''])('and `If-Match: %s` names no version', async (tag) => {
    const own = await withMember();
    expect(await rename(own, 'Ayu W.', tag)).toMatchObject({ status: 400, json: { kind: 'invalid-header' } });
  });

  test('and where there are no versions, it is refused', async () => {
    const own = await withMember();
    const answer = await own.send('POST /expiries', { as: 'owner', headers: { 'if-match': '"1"' } });
    expect(answer).toMatchObject({ status: 400, json: { kind: 'invalid-header' } });
  });

  test('and who knows it already is told so', async () => {
    const own = await withMember();
    const known = (tag: string) => own.send('GET /members/C-17', { headers: { 'if-none-match': tag } });
    expect(await known('"1"')).toMatchObject({ status: 304, text: '' });
    expect((await known('"0", W/"1"')).status).toBe(304);
    expect((await known('*')).status).toBe(304);
    expect((await known('"2"')).status).toBe(200);
  });
});

describe('A page tells where the next one is', () => {
  test('by `Link`, until the last one', async () => {
    const own = await withMember();
    for (const key of ['a', 'b', 'c', 'd', 'e'])
      await own.send('POST /members/C-17/adjustments', { as: 'manager', body: { ...gift, idempotencyKey: key } });
    const sequences: number[] = [];
    let path: string | null = '/members/C-17/statement?limit=2';
    while (path !== null) {
      const page = await own.send(`GET ${path}`);
      sequences.push(...page.json.items.map(({ sequence }: { sequence: number }) => sequence));
      path =
        /^<(\/members\/C-17\/statement\?limit=2&cursor=[^>]+)>; rel="next"$/.exec(
          page.headers.get('link') ?? '',
        )?.[1] ?? null;
    }
    expect(sequences).toEqual([5, 4, 3, 2, 1]);
    expect(await own.send('GET /members/C-17/statement?cursor=mine')).toMatchObject({
      status: 400,
      json: { field: 'cursor' },
    });
  });

  test('and the feed tells where to go on later', async () => {
    const own = await withMember();
    expect((await own.send('GET /feed', { as: 'owner' })).headers.get('link')).toBeNull();
    await own.send('POST /members/C-17/adjustments', { as: 'manager', body: { ...gift, idempotencyKey: 'a' } });
    const page = await own.send('GET /feed?limit=10', { as: 'owner' });
    expect(page.headers.get('link')).toBe(
      `</feed?${new URLSearchParams({ limit: '10', cursor: page.json.cursor }).toString()}>; rel="next"`,
    );
  });
});

describe('An answer', () => {
  test('has its dates in ISO 8601, and money and points as whole numbers', async () => {
    const own = await withMember();
    const body = { memberId: 'C-17', currency: 'IDR', total: 125_000, soldAt: '2026-03-02T11:00:00+07:00' };
    await own.send('PUT /invoices/INV-1', { body });
    const { json } = await own.send('GET /invoices/INV-1');
    expect(json).toMatchObject({ soldAt: '2026-03-02T04:00:00.000Z', total: 125_000, earned: 125 });
  });

  test('is the same for a repetition, but for `replayed`', async () => {
    const own = await withMember();
    const body = { memberId: 'C-17', currency: 'IDR', total: 125_000, soldAt: '2026-03-02T04:00:00Z' };
    const first = await own.send('PUT /invoices/INV-1', { body });
    const again = await own.send('PUT /invoices/INV-1', { body });
    expect(again).toMatchObject({ status: first.status, json: { ...first.json, replayed: true } });
  });

  test('holds nothing of what is promised for the host alone', async () => {
    const { pointbook, send } = shop();
    const delivery = Promise.reject(new Error('the notifier failed'));
    const requestRedemption = async () => ok({ challengeId: 'H-1', delivery });
    Object.assign(pointbook.codes, { forMembers: { ...pointbook.codes.forMembers, requestRedemption } });
    const answer = await send('POST /for-members/redemptions/requests', {
      body: { memberId: 'C-17', redemptionId: 'R', points: 1 },
    });
    expect(answer.text).toBe('{"challengeId":"H-1"}');
  });

  test.each([
    ['text/html', 406],
    ['application/json;q=0', 406],
    ['text/html, application/*;q=0.1', 200],
    ['*/*', 200],
  ])('is JSON where a client accepts %s, or there is none', async (accept, status) => {
    const own = await withMember();
    const answer = await own.send('GET /members/C-17', { headers: { accept } });
    expect(answer.status).toBe(status);
    expect(answer.json.kind).toBe(status === 406 ? 'not-acceptable' : undefined);
  });
});
