import { storeError } from '@pointbook/core';
import { failureKinds } from '@pointbook/core/errors';
import { statuses, statusOf } from '@pointbook/http';
import { err, errAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { noon, shop } from './shop.ts';

const secret = 'postgres://points:hunter2@10.0.0.7/points';

/** A shop whose verb `getBalance` answers an error. */
function failing(error: unknown) {
  const own = shop();
  Object.assign(own.pointbook, { getBalance: () => errAsync(error) });
  return { ...own, ask: () => own.send('GET /members/C-17/balance') };
}

describe('The status of an error', () => {
  test('is known for every kind', () => {
    expect(Object.keys(statuses).toSorted()).toEqual(failureKinds.toSorted());
  });

  test('of a plugin that nobody knows is that of a rule', () => {
    expect(statusOf('out-of-stock')).toBe(422);
    expect(statusOf('unknown-endpoint')).toBe(404);
    expect(statusOf('generation-differs')).toBe(409);
    expect(statusOf('constructor')).toBe(422);
  });

  test('is 404 of what is not there, and no other', () => {
    expect(failureKinds.filter((kind) => statuses[kind] === 404)).toEqual(
      failureKinds.filter((kind) => kind.startsWith('unknown-')),
    );
  });

  test('is of the ledger by the rule that names of plugins have, too', () => {
    const ofRule = failureKinds.filter((kind) => !kind.startsWith('store-') && /-(changed|differs|taken)$/.test(kind));
    expect(ofRule.map((kind) => [kind, statuses[kind]])).toEqual(ofRule.map((kind) => [kind, 409]));
    expect(ofRule).toContain('file-differs');
  });

  test('is 503 of the store, but for a value that it refused: that is a fault', () => {
    const others = failureKinds.filter((kind) => kind.startsWith('store-') && statuses[kind] !== 503);
    expect(others).toEqual(['store-rejected']);
  });
});

describe('A problem', () => {
  test('is a document of RFC 9457 with the kind and the fields of the error', async () => {
    const { send } = shop();
    await send('PUT /members/C-17', { body: {} });
    const answer = await send('POST /redemptions', { body: { memberId: 'C-17', redemptionId: 'RD-1', points: 100 } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.json).toEqual({
      type: 'urn:pointbook:problem:insufficient-points',
      title: 'Insufficient points',
      status: 422,
      detail: expect.stringContaining('100 points were asked for'),
      kind: 'insufficient-points',
      requested: 100,
      available: 0,
      requestId: answer.headers.get('request-id'),
    });
  });

  test.each([
    ['overloaded', { kind: 'overloaded', message: 'Wait.', waiting: 10_000 }, 429, '1'],
    ['a store that is locked', storeError({ kind: 'store-locked', message: secret }), 503, '1'],
    [
      'too many codes',
      { kind: 'too-many-codes', message: 'Wait.', retryAt: new Date(noon.getTime() + 90_500) },
      429,
      '91',
    ],
    [
      'a member who is locked',
      { kind: 'member-locked', message: 'Wait.', until: new Date(noon.getTime() - 5) },
      429,
      '1',
    ],
    ['a store that is full', storeError({ kind: 'store-full', message: secret }), 503, null],
    ['too few points', { kind: 'insufficient-points', message: 'Less.', requested: 2, available: 1 }, 422, null],
  ])('says when to come again: %s', async (_what, error, status, after) => {
    const answer = await failing(error).ask();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, after]);
  });

  test('of the store tells whether it was written, and nothing of where the store is', async () => {
    const { ask, lines } = failing(
      storeError({ kind: 'store-unavailable', message: secret, written: 'unknown', cause: new Error(secret) }),
    );
    const answer = await ask();
    expect(answer).toMatchObject({
      status: 503,
      json: { kind: 'store-unavailable', written: 'unknown', retryable: true },
    });
    expect(answer.text + JSON.stringify([...answer.headers])).not.toContain('hunter2');
    expect(lines).toMatchObject([
      { status: 503, problem: 'store-unavailable', id: answer.json.requestId, cause: { message: secret } },
    ]);
  });

  test('of a reaction that refuses has what the plugin said', async () => {
    const cause = { kind: 'out-of-stock', message: 'Nothing is left.', shelf: { secret } };
    const answer = await failing({ kind: 'reaction-refused', message: 'No.', plugin: 'stock', cause }).ask();
    expect(answer).toMatchObject({
      status: 422,
      json: { plugin: 'stock', cause: { kind: 'out-of-stock', message: 'Nothing is left.' } },
    });
    expect(answer.text).not.toContain('hunter2');
  });
});

describe('A fault of the server', () => {
  const thrown = new Error(secret);
  test.each([
    [
      'a verb that throws',
      {
        getBalance: () => {
          throw thrown;
        },
      },
    ],
    [
      'a verb that rejects',
      {
        getBalance: async () => {
          throw thrown;
        },
      },
    ],
    ['a verb that answers no result', { getBalance: async () => ({ available: 5 }) }],
    [
      'a verb whose answer is no JSON',
      { getBalance: async () => ({ isErr: (): boolean => false, value: { available: 5n } }) },
    ],
    [
      'a plugin that fails',
      { getBalance: async () => err({ kind: 'reaction-failed', message: secret, cause: thrown }) },
    ],
  ])('has an id in the log, and nothing inside is told: %s', async (_what, verbs) => {
    const { pointbook, send, lines } = shop();
    Object.assign(pointbook, verbs);
    const answer = await send('GET /members/C-17/balance');
    expect(answer.status).toBe(500);
    expect(Object.keys(answer.json).toSorted()).toEqual(['detail', 'kind', 'requestId', 'status', 'title', 'type']);
    expect(answer.text + JSON.stringify([...answer.headers])).not.toContain('hunter2');
    expect(lines).toMatchObject([{ status: 500, id: answer.json.requestId, route: '/members/{memberId}/balance' }]);
    expect(lines[0]?.cause).toBeDefined();
  });

  test('is one where `authorize` throws, too', async () => {
    const { send, lines } = shop({
      authorize: () => {
        throw thrown;
      },
    });
    expect(await send('GET /members/C-17')).toMatchObject({ status: 500, json: { kind: 'internal-error' } });
    expect(lines).toMatchObject([{ cause: thrown }]);
  });
});

describe('The log has a line for each request', () => {
  test('without ids, queries or bodies', async () => {
    const { send, lines } = shop();
    await send('PUT /members/C-17', { body: { name: 'Ayu', phone: '+628123456789' } });
    await send('GET /members?phone=%2B628123456789');
    await send('GET /nothing/C-17');
    await send('PUT /members/C-17', { body: '{"name":' });
    expect(lines.map(({ method, route, status, problem }) => [method, route, status, problem])).toEqual([
      ['PUT', '/members/{memberId}', 200, null],
      ['GET', '/members', 200, null],
      ['GET', null, 404, 'unknown-route'],
      ['PUT', '/members/{memberId}', 400, 'invalid-json'],
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/C-17|Ayu|628123456789/);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(4);
    expect(lines.every(({ ms }) => ms >= 0)).toBe(true);
  });

  test('and one that throws does no harm to the answer', async () => {
    const { send } = shop({
      log: () => {
        throw new Error('no disk');
      },
    });
    expect((await send('PUT /members/C-17', { body: {} })).status).toBe(200);
  });
});
