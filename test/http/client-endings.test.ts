import { storeError } from '@pointbook/core';
import { err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { errorOf, valueOf } from '../support/value-of.ts';
import { gift, type Mishap, proxySays, requestLost, withMember } from './client-shop.ts';

describe('An answer that breaks off', () => {
  const broken: Mishap = async (request, handler) => {
    const whole = new Uint8Array(await (await handler(request)).arrayBuffer());
    let isSent = false;
    const body = new ReadableStream({
      pull(controller) {
        if (isSent) return controller.error(new Error('The connection is cut.'));
        isSent = true;
        controller.enqueue(whole.slice(0, whole.length - 10));
      },
    });
    return new Response(body, { status: 200, headers: { 'content-type': 'application/json' } });
  };

  test('is asked for again', async () => {
    const { client, deltas } = await withMember(broken);
    expect(valueOf(await client.adjustPoints(gift))).toMatchObject({ delta: 5, replayed: true });
    expect(await deltas()).toEqual([5]);
  });

  test('is told at its place in a report, after the rows that came', async () => {
    const { client, pointbook } = await withMember();
    let isSeen = () => {};
    const seen = new Promise<void>((resolve) => {
      isSeen = resolve;
    });
    Object.assign(pointbook.reports, {
      members: async function* () {
        yield ok({ memberId: 'C-17', name: 'x'.repeat(70_000) });
        await seen;
        yield err(storeError({ kind: 'store-unavailable', message: 'Gone.' }));
      },
    });
    const told: string[] = [];
    for await (const row of client.reports.members()) {
      told.push(row.isOk() ? row.value.memberId : row.error.kind);
      isSeen();
    }
    expect(told).toEqual(['C-17', 'unreachable']);
  });

  test('is told where there is no server', async () => {
    const { clientWith } = await withMember();
    const nowhere = clientWith({ fetch: (_url, init) => fetch('http://127.0.0.1:1/', init) });
    expect(errorOf(await nowhere.getMember({ memberId: 'C-17' }))).toMatchObject({ kind: 'unreachable' });
  });
});

describe('A call ends', () => {
  /** Answers once the client has left. */
  const never: Mishap = () => new Promise(() => undefined);

  test('where it is aborted before it begins', async () => {
    const { client, asked } = await withMember();
    const failure = errorOf(await client.adjustPoints(gift, { signal: AbortSignal.abort() }));
    expect(failure).toMatchObject({ kind: 'aborted', written: 'unknown' });
    expect(asked).toEqual([]);
  });

  test('where it is aborted while it waits for an answer', async () => {
    const leaving = new AbortController();
    const { client, asked } = await withMember((request, handler) => {
      leaving.abort();
      return never(request, handler);
    });
    expect(errorOf(await client.adjustPoints(gift, leaving)).kind).toBe('aborted');
    expect(asked).toHaveLength(1);
  });

  test('where it is aborted before it is repeated', async () => {
    const leaving = new AbortController();
    const { clientWith, asked } = await withMember((request, handler) => {
      setTimeout(() => leaving.abort(), 10);
      return proxySays(503, { 'retry-after': '30' })(request, handler);
    });
    expect(errorOf(await clientWith({ wait: undefined }).adjustPoints(gift, leaving)).kind).toBe('aborted');
    expect(asked).toHaveLength(1);
  });

  test('in the middle of a report', async () => {
    const leaving = new AbortController();
    const { client, pointbook } = await withMember();
    Object.assign(pointbook.reports, {
      members: async function* () {
        yield ok({ memberId: 'C-17', name: 'x'.repeat(70_000) });
        await new Promise(() => undefined);
      },
    });
    const told: string[] = [];
    for await (const row of client.reports.members(undefined, leaving)) {
      told.push(row.isOk() ? row.value.memberId : row.error.kind);
      leaving.abort();
    }
    expect(told).toEqual(['C-17', 'aborted']);
  });

  test('where the host sets a limit to each request, and is asked for again', async () => {
    const { clientWith } = await withMember(never);
    const limited = clientWith({
      retries: 50,
      fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(300) }),
    });
    expect(valueOf(await limited.adjustPoints(gift))).toMatchObject({ delta: 5 });
  });

  test('and waits with a timer where the host brings none', async () => {
    const { clientWith } = await withMember(requestLost);
    const begun = performance.now();
    valueOf(await clientWith({ wait: undefined }).adjustPoints(gift));
    expect(performance.now() - begun).toBeGreaterThan(90);
  });
});
