import { valueOf } from '../support/value-of.ts';
import { sampled } from '../support/properties/sampled.ts';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { readEvents } from './event-reader.ts';
import { serve } from './serve.ts';
import { shop } from './shop.ts';

const headers = { authorization: 'Bearer owner', accept: 'text/event-stream' };
const members = ['ayu', 'budi', 'çelik'];

/** What happens: sales one after another, and connections that break after so many bytes. */
const history = fc.record({
  sales: fc.array(fc.subarray(members, { minLength: 1 }), { minLength: 5, maxLength: 40 }),
  cuts: fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 30 }),
  limit: fc.constantFrom(1, 3, 100),
});

test('[http] whoever follows the feed gets every entry once and in order, wherever the connection breaks', async () => {
  const run = fc.asyncProperty(history, async ({ sales, cuts, limit }) => {
    const { pointbook, handler } = shop({ events: { pollMs: 1 } });
    const { url, close } = await serve(handler);
    for (const memberId of members) valueOf(await pointbook.enrolMember({ memberId }));
    const count = sales.flat().length;
    const got: string[] = [];
    let lastId: string | null = null;
    /** Follows the feed over one connection, until it is cut or everything has come. */
    const follow = async (cutAfter: number) => {
      const id = lastId === null ? {} : { 'last-event-id': inBytes(lastId) };
      const response = await fetch(`${url}/feed?limit=${limit}`, { headers: { ...headers, ...id } });
      expect(response.status).toBe(200);
      await readEvents(firstBytes(response.body, cutAfter), ({ id: told, event, data }) => {
        expect(event).toBe('message');
        lastId = told;
        for (const { memberId, sequence } of data.items) got.push(`${memberId} ${sequence}`);
        return got.length >= count;
      });
    };
    const following = (async () => {
      for (const cut of cuts) if (got.length < count) await follow(cut);
      while (got.length < count) await follow(Number.POSITIVE_INFINITY);
    })();
    for (const [index, buyers] of sales.entries())
      for (const memberId of buyers)
        valueOf(
          await pointbook.saveInvoice({ invoiceId: `${index} ${memberId}`, memberId, currency: 'IDR', total: 5000 }),
        );
    await following;
    const { items } = valueOf(await pointbook.readFeed({ limit: 1000 }));
    expect(got).toEqual(items.map(({ memberId, sequence }) => `${memberId} ${sequence}`));
    await close();
  });
  await fc.assert(run, { numRuns: sampled(15, 1000), ...sampled({ seed: 14 }, {}) });
});

test('A follower who leaves is noticed: nothing more is read for it', async () => {
  const { pointbook, handler } = shop({ events: { pollMs: 1 } });
  const { readFeed } = pointbook;
  let reads = 0;
  Object.assign(pointbook, { readFeed: (query: object) => ((reads += 1), readFeed(query)) });
  const { url } = await serve(handler);
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const responses = await Promise.all(
    Array.from({ length: 8 }, async () => fetch(`${url}/feed`, { headers, signal: leaving.signal })),
  );
  while (reads < 50) await passing(1);
  leaving.abort();
  await Promise.allSettled(responses.map(async (response) => response.text()));
  for (let before = -1; before !== reads; await passing(50)) before = reads;
  const after = reads;
  await passing(50);
  expect(reads).toBe(after);
});

/** The first bytes of a body: then its connection is cut. */
async function* firstBytes(body: ReadableStream<Uint8Array> | null, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  // To leave the loop cancels the body, and so ends its connection.
  for await (const part of body ?? []) {
    yield part.subarray(0, left);
    left -= part.byteLength;
    if (left <= 0) return;
  }
}

/** A header holds bytes: text is written in UTF-8, as browsers do. */
const inBytes = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

const passing = async (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
