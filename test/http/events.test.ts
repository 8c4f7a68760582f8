import { getEventListeners } from 'node:events';
import { storeError } from '@pointbook/core';
import { errAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { readEvents, type ToldEvent } from './event-reader.ts';
import { shop } from './shop.ts';

/** A shop of which events are asked for as often as can be. */
async function telling(pace: object = {}) {
  const own = shop({ events: { pollMs: 1, ...pace } });
  await own.pointbook.enrolMember({ memberId: 'C-17' });
  const ask = async (path: string, headers: Readonly<Record<string, string>> = {}, signal?: AbortSignal) =>
    own.handler(
      new Request(`https://till.example${path}`, {
        headers: { accept: 'text/event-stream', authorization: 'Bearer owner', ...headers },
        ...(signal ? { signal } : {}),
      }),
    );
  const sell = async (invoiceId: string, memberId = 'C-17') =>
    own.pointbook.saveInvoice({ invoiceId, memberId, currency: 'IDR', total: 5000 });
  /** The first events of a response. */
  const first = async (response: Response, count: number) => {
    const told: ToldEvent[] = [];
    await readEvents(response.body, (event) => told.push(event) === count);
    return told;
  };
  return { ...own, ask, sell, first };
}

/** The sales that events tell of. */
const salesOf = (events: readonly ToldEvent[]) =>
  events.flatMap(({ data }) => data.items.map(({ reference }: { reference: { id: string } }) => reference.id));

describe('The feed', () => {
  test('tells of what there is, and of what comes', async () => {
    const { ask, sell, first } = await telling();
    await sell('INV-1');
    await sell('INV-2');
    const response = await ask('/feed');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const told = first(response, 2);
    await sell('INV-3');
    expect(salesOf(await told)).toEqual(['INV-1', 'INV-2', 'INV-3']);
  });

  test('has the cursors of the feed as the ids of its events, and begins after the last one that came', async () => {
    const { ask, sell, first, send } = await telling();
    await sell('INV-1');
    const [event] = await first(await ask('/feed'), 1);
    const page = (await send('GET /feed', { as: 'owner' })).json;
    expect(event).toEqual({ id: page.cursor, event: 'message', data: page });
    await sell('INV-2');
    const again = await ask('/feed', { 'last-event-id': String(event?.id) });
    expect(salesOf(await first(again, 1))).toEqual(['INV-2']);
    // A browser repeats the address that it began with.
    const address = `/feed?limit=1&cursor=${encodeURIComponent(String(event?.id))}`;
    const [second] = await first(await ask(address), 1);
    await sell('INV-3');
    expect(salesOf(await first(await ask(address, { 'last-event-id': String(second?.id) }), 1))).toEqual(['INV-3']);
  });

  test('of a member whose id is not of ASCII goes on where it was, too', async () => {
    const { ask, sell, first, pointbook } = await telling();
    await pointbook.enrolMember({ memberId: 'Ayşe-é' });
    await sell('INV-1', 'Ayşe-é');
    const [event] = await first(await ask('/feed'), 1);
    await sell('INV-2');
    const inBytes = String.fromCharCode(...new TextEncoder().encode(String(event?.id)));
    expect(salesOf(await first(await ask('/feed', { 'last-event-id': inBytes }), 1))).toEqual(['INV-2']);
  });

  test('begins at the beginning where the last event has no id', async () => {
    const { ask, sell, first } = await telling();
    await sell('INV-1');
    expect(salesOf(await first(await ask('/feed', { 'last-event-id': '' }), 1))).toEqual(['INV-1']);
  });

  test('from a cursor that is none is a problem before it begins', async () => {
    const { ask } = await telling();
    const response = await ask('/feed', { 'last-event-id': 'nonsense' });
    expect([response.status, await response.json()]).toMatchObject([400, { kind: 'invalid-command', field: 'cursor' }]);
  });

  test('from a cursor that the ledger does not know any more is a problem before it begins', async () => {
    const { ask } = await telling();
    const response = await ask('/feed', { 'last-event-id': '9 1 C-17' });
    expect([response.status, await response.json()]).toMatchObject([404, { kind: 'unknown-cursor' }]);
  });

  test('that fails later says so in its last event, and the log is told what no client is', async () => {
    const { ask, sell, first, pointbook, lines } = await telling();
    await sell('INV-1');
    const response = await ask('/feed');
    const locked = storeError({ kind: 'store-locked', message: 'at 10.0.0.7' });
    Object.assign(pointbook, { readFeed: () => errAsync(locked) });
    const told = await first(response, 9);
    expect(told).toMatchObject([
      { event: 'message' },
      { event: 'problem', data: { kind: 'store-locked', status: 503, retryable: true, requestId: lines[0]?.id } },
    ]);
    expect(JSON.stringify(told)).not.toContain('10.0.0.7');
    expect(lines).toMatchObject([{ status: 200 }, { cause: locked }]);
  });

  test('that throws later ends with a fault', async () => {
    const { ask, first, pointbook, lines } = await telling();
    const response = await ask('/feed');
    const thrown = new Error('at 10.0.0.7');
    Object.assign(pointbook, {
      readFeed: () => {
        throw thrown;
      },
    });
    expect(await first(response, 9)).toMatchObject([{ event: 'problem', data: { kind: 'internal-error' } }]);
    expect(lines[1]).toMatchObject({ cause: thrown });
  });

  test('is told to owners, and as JSON to who wants no events', async () => {
    const { ask, send } = await telling();
    expect((await ask('/feed', { authorization: 'Bearer manager' })).status).toBe(403);
    expect((await send('GET /feed', { as: 'owner' })).json).toEqual({ items: [], cursor: null });
    expect((await ask('/members/C-17')).status).toBe(406);
  });

  test('says by a comment now and then that it is there', async () => {
    const { ask } = await telling({ heartbeatMs: 1 });
    const reader = (await ask('/feed')).body?.getReader();
    for (let count = 0; count < 5; count += 1)
      expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(':\n\n');
    await reader?.cancel();
  });

  test('ends after the longest time, so that who asks is authorised again', async () => {
    const { ask, sell, first } = await telling({ longestMs: 1 });
    await sell('INV-1');
    expect(salesOf(await first(await ask('/feed'), 9))).toEqual(['INV-1']);
  });

  test('is not read any more once the client has left, whether it cancels or its request is aborted', async () => {
    const { ask, pointbook } = await telling();
    const { readFeed } = pointbook;
    let reads = 0;
    Object.assign(pointbook, { readFeed: (query: object) => ((reads += 1), readFeed(query)) });
    const leaving = new AbortController();
    const responses = await Promise.all([ask('/feed'), ask('/feed', {}, leaving.signal), ask('/feed')]);
    const readers = responses.map(({ body }) => body?.getReader());
    for (const reader of readers) await reader?.read();
    // Each waits for an event that does not come.
    const waiting = readers.map(async (reader) => reader?.read().catch(() => null));
    while (reads < 10) await passing(1);
    leaving.abort();
    await Promise.all([readers[0]?.cancel(), readers[2]?.cancel()]);
    await Promise.all(waiting);
    const before = reads;
    await passing(30);
    expect(reads).toBe(before);
  });

  test.each(['cancels', 'is aborted', 'was aborted before the answer'])(
    'keeps nothing of a client who left: one that %s',
    async (how) => {
      const { handler } = await telling();
      const leaving = new AbortController();
      const headers = { accept: 'text/event-stream', authorization: 'Bearer owner' };
      const request = new Request('https://till.example/feed', { headers, signal: leaving.signal });
      if (how.startsWith('was')) leaving.abort();
      const reader = (await handler(request)).body?.getReader();
      await reader?.read();
      const waiting = reader?.read();
      if (how === 'cancels') await reader?.cancel();
      else leaving.abort();
      expect((await waiting)?.done).toBe(true);
      expect(getEventListeners(request.signal, 'abort')).toEqual([]);
    },
  );

  test('is not read before somebody waits for it', async () => {
    const { ask, pointbook } = await telling();
    const { readFeed } = pointbook;
    let reads = 0;
    Object.assign(pointbook, { readFeed: (query: object) => ((reads += 1), readFeed(query)) });
    const response = await ask('/feed');
    await passing(20);
    expect(reads).toBe(1);
    await response.body?.cancel();
  });
});

describe('The progress of a job', () => {
  const gift = { members: { everyone: true }, change: { add: 5 }, actor: 'staff-1', reason: 'gift' } as const;

  test('is told until the job is finished', async () => {
    const { ask, first, pointbook } = await telling();
    for (let index = 0; index < 5; index += 1) await pointbook.enrolMember({ memberId: `M-${index}` });
    await pointbook.jobs.startBulk({ jobId: 'eid', ...gift });
    const told = first(await ask('/jobs/eid/progress'), 99);
    for await (const step of pointbook.jobs.runJob({ jobId: 'eid', chunkSize: 2 })) expect(step.isOk()).toBe(true);
    const events = await told;
    const seen = events.map(({ data }) => data.seen);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(events.at(-1)).toMatchObject({
      id: 'end',
      event: 'message',
      data: { jobId: 'eid', state: 'finished', seen: 6, accepted: 6, given: 30 },
    });
    expect(events.slice(0, -1).every(({ id, data }) => id === null && data.state === 'running')).toBe(true);
  });

  test('is told no more to a browser that has the last event', async () => {
    const { ask, pointbook } = await telling();
    await pointbook.jobs.startBulk({ jobId: 'eid', ...gift });
    await pointbook.jobs.stopJob({ jobId: 'eid' });
    const last = await ask('/jobs/eid/progress', { 'last-event-id': 'end' });
    expect([last.status, last.body]).toEqual([204, null]);
    const without = { authorization: 'Bearer cashier', 'last-event-id': 'end' };
    expect((await ask('/jobs/eid/progress', without)).status).toBe(403);
  });

  test('is one JSON for who wants no events, and unknown of a job that there is not', async () => {
    const { ask, send, pointbook } = await telling();
    await pointbook.jobs.startBulk({ jobId: 'eid', ...gift });
    const { json } = await send('GET /jobs/eid/progress', { as: 'manager' });
    expect(json).toMatchObject({ jobId: 'eid', state: 'running', seen: 0 });
    expect(json).not.toHaveProperty('task');
    expect((await ask('/jobs/none/progress')).status).toBe(404);
  });
});

test.each([
  [{ pollMs: 0 }, '`pollMs` must be a whole number from 1'],
  [{ heartbeatMs: 1.5 }, '`heartbeatMs` must be a whole number from 1'],
  [{ longest: 5 }, 'has no option "longest": did you mean "longestMs"?'],
])('A pace that is wrong is refused: %j', (events, words) => {
  expect(() => shop({ events: events as never })).toThrow(words);
});

const passing = async (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
