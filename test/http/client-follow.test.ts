import { storeError } from '@pointbook/core';
import type { ClientResult } from '@pointbook/http/client';
import { follow } from '@pointbook/http/client-streams';
import fc from 'fast-check';
import { errAsync } from 'neverthrow';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sampled } from '../support/properties/sampled.ts';
import { valueOf } from '../support/value-of.ts';
import { type Mishap, proxySays, requestLost, serveShop } from './client-shop.ts';
import { shop } from './shop.ts';

const members = ['C-17', 'budi', 'çelik'];

/** A shop whose changes are told as soon as can be, and a client that waits for nothing. */
async function followed(...mishaps: Mishap[]) {
  const own = await serveShop(shop({ events: { pollMs: 1 } }), ...mishaps);
  for (const memberId of members) valueOf(await own.pointbook.enrolMember({ memberId }));
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const waits: number[] = [];
  const options = { signal: leaving.signal, wait: async (ms: number) => waits.push(ms) };
  let count = 0;
  const sell = async (memberId = 'C-17') => {
    count += 1;
    const sale = { invoiceId: `INV-${count}`, memberId, currency: 'IDR', total: 5000 };
    valueOf(await own.pointbook.saveInvoice(sale));
  };
  return { ...own, leaving, waits, options, sell };
}

/** Answers as the shop does, until so many bytes have come: then the connection is cut. */
function cutAfter(count: number): Mishap {
  return async (request, handler) => {
    const response = await handler(request);
    let left = count;
    const cut = new TransformStream<Uint8Array, Uint8Array>({
      transform(part, out) {
        out.enqueue(part.subarray(0, Math.max(left, 0)));
        left -= part.byteLength;
        // By this code the listener takes it for the end of the connection.
        if (left <= 0) out.error(Object.assign(new Error('It is cut.'), { code: 'ERR_STREAM_PREMATURE_CLOSE' }));
      },
    });
    return new Response(response.body?.pipeThrough(cut) ?? null, response);
  };
}

/** Answers as the shop does, and tells when the client has left. */
function watching() {
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  const watched: Mishap = async (request, handler) => {
    const response = await handler(request);
    const seen = new TransformStream({ cancel: () => end() } as Transformer);
    return new Response(response.body?.pipeThrough(seen) ?? null, response);
  };
  return { watched, over };
}

/** The entries of a page by their members and numbers. */
const named = ({ items }: { readonly items: readonly { readonly memberId: string; readonly sequence: number }[] }) =>
  items.map(({ memberId, sequence }) => `${memberId} ${sequence}`);

test('[http] a client follows the feed: every entry once and in order, wherever the connection breaks', async () => {
  const history = fc.record({
    buyers: fc.array(fc.constantFrom(...members), { minLength: 1, maxLength: 30 }),
    cuts: fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 10 }),
    limit: fc.constantFrom(1, 3, 100),
  });
  const run = fc.asyncProperty(history, async ({ buyers, cuts, limit }) => {
    const { client, pointbook, options, sell } = await followed(...cuts.map(cutAfter));
    const got: string[] = [];
    const following = (async () => {
      for await (const page of follow(client.readFeed, { limit }, options)) {
        // Where several cuts come before the head of an answer, that is told, and it is followed on.
        if (page.isOk()) got.push(...named(page.value));
        if (got.length >= buyers.length) return;
      }
    })();
    for (const memberId of buyers) await sell(memberId);
    await following;
    expect(got).toEqual(named(valueOf(await pointbook.readFeed({ limit: 1000 }))));
  });
  await fc.assert(run, { numRuns: sampled(8, 500), ...sampled({ seed: 14 }, {}) });
});

describe('Who follows', () => {
  test('a job is told its progress until it is finished, each once, also where the connection breaks', async () => {
    const { client, pointbook, options } = await followed(cutAfter(40), cutAfter(400), cutAfter(400));
    const bulk = { members: { everyone: true }, change: { add: 5 }, actor: 'owner-1', reason: 'gift' } as const;
    valueOf(await pointbook.jobs.startBulk({ jobId: 'eid', ...bulk }));
    const told: string[] = [];
    for await (const progress of follow(client.jobs.getProgress, { jobId: 'eid' }, options)) {
      const { state, seen } = valueOf(progress);
      told.push(`${state} ${seen}`);
      if (told.length === 1) for await (const step of pointbook.jobs.runJob({ jobId: 'eid' })) valueOf(step);
    }
    expect([told[0], told.at(-1)]).toEqual(['running 0', 'finished 3']);
    expect(new Set(told).size).toBe(told.length);
  });

  test('ends by its signal, and the server is left', async () => {
    const { watched, over } = watching();
    const { client, leaving, options, sell, asked } = await followed(watched);
    await sell();
    const told: string[] = [];
    for await (const page of follow(client.readFeed, {}, options)) {
      told.push(page.isOk() ? 'page' : page.error.kind);
      leaving.abort();
    }
    await over;
    expect([told, asked.length]).toEqual([['page', 'aborted'], 1]);
  });

  test('ends its connection by leaving the loop', async () => {
    const { watched, over } = watching();
    const { client, options, sell } = await followed(watched);
    await sell();
    for await (const page of follow(client.readFeed, {}, options)) {
      expect(named(valueOf(page))).toEqual(['C-17 1']);
      break;
    }
    await over;
  });

  test('asks again where the server is silent', async () => {
    const silent: Mishap = () => new Response(new ReadableStream({ start: (out) => out.enqueue(ping) }), events);
    const { client, options, sell, asked } = await followed(silent, silent);
    await sell();
    for await (const page of follow(client.readFeed, {}, { ...options, silenceMs: 20 })) {
      // A machine that is busy may be silent for as long by itself.
      if (page.isErr()) continue;
      expect(named(page.value)).toEqual(['C-17 1']);
      break;
    }
    expect(asked.length).toBeGreaterThan(2);
  });

  test('waits longer each time where nothing new comes, and half a minute at most', async () => {
    const nothing: Mishap = () => new Response(': nothing\n\n', events);
    const { client, options, sell, waits } = await followed(...Array<Mishap>(9).fill(nothing));
    await sell();
    for await (const page of follow(client.readFeed, {}, options)) if (page.isOk()) break;
    expect(waits).toHaveLength(9);
    for (const [index, ms] of waits.entries()) {
      expect(ms).toBeGreaterThanOrEqual(Math.min(30_000, 1000 * 2 ** index));
      expect(ms).toBeLessThanOrEqual(Math.min(30_000, 2000 * 2 ** index));
    }
  });
});

const events = { headers: { 'content-type': 'text/event-stream; charset=utf-8' } };
const ping = new TextEncoder().encode(':\n\n');

describe('What is wrong', () => {
  test.each([
    ['a cursor that the ledger does not know', { cursor: '9 1 C-17' }, 'unknown-cursor'],
    ['a cursor that is none', { cursor: 'nonsense' }, 'invalid-command'],
  ])('with %s is told, and is the end', async (_what, query, kind) => {
    const { client, options } = await followed();
    expect(await kindsOf(follow(client.readFeed, query, options))).toEqual([kind]);
  });

  test('with who asks is told, and is the end', async () => {
    const { clientWith, options } = await followed();
    const client = clientWith({ headers: { authorization: 'Bearer cashier' } });
    expect(await kindsOf(follow(client.readFeed, {}, options))).toEqual(['forbidden']);
  });

  test('with a query that cannot be followed is told, and is the end', async () => {
    const { client, options } = await followed();
    expect(await kindsOf(follow(client.getMember, { memberId: 'C-17' }, options))).toEqual(['not-acceptable']);
  });

  test('with the address is told, and is the end', async () => {
    const page: Mishap = () => new Response('<html>nginx</html>', { headers: { 'content-type': 'text/html' } });
    const { client, options } = await followed(page);
    expect(await kindsOf(follow(client.readFeed, {}, options))).toEqual(['unreadable']);
  });

  test('for a while is told, and what comes then comes', async () => {
    // The client has asked four times before it tells.
    const { client, options, sell } = await followed(...Array<Mishap>(4).fill(requestLost), proxySays(502));
    await sell();
    const told: string[] = [];
    for await (const page of follow(client.readFeed, {}, options)) {
      told.push(page.isErr() ? page.error.kind : 'page');
      if (page.isOk()) break;
    }
    expect(told).toEqual(['unreachable', 'page']);
  });

  test.each([
    ['store-locked', true],
    ['store-corrupt', false],
  ] as const)(
    'with the store (%s) once events have come is told, and is the end unless it may pass',
    async (kind, passes) => {
      const { client, options, sell, pointbook } = await followed();
      await sell();
      const { readFeed } = pointbook;
      const told: string[] = [];
      for await (const page of follow(client.readFeed, {}, options)) {
        told.push(page.isErr() ? page.error.kind : 'page');
        const failing = told.length === 1;
        Object.assign(pointbook, {
          readFeed: failing ? () => errAsync(storeError({ kind, message: 'It is so.' })) : readFeed,
        });
        if (told.length === 2) await sell();
        if (told.length === 3) break;
      }
      expect(told).toEqual(passes ? ['page', kind, 'page'] : ['page', kind]);
    },
  );
});

async function kindsOf(parts: AsyncIterable<ClientResult<unknown, { readonly kind: string }>>): Promise<string[]> {
  const kinds: string[] = [];
  for await (const part of parts)
    kinds.push(
      part.match(
        () => 'a part',
        ({ kind }) => kind,
      ),
    );
  return kinds;
}
