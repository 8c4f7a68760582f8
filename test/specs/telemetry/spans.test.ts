import { SpanStatusCode, trace } from '@opentelemetry/api';
import { SamplingDecision, TracerProvider } from '@opentelemetry/sdk-trace';
import { createPointbook } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { otel } from '@pointbook/otel';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { faultyStore } from '../../faults/faulty-store.ts';
import { valueOf } from '../../support/value-of.ts';
import { monday } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';
import { openSdk, sale, spanOf, tracedShop } from './traced-shop.ts';

describe('A sale that is traced', () => {
  test('is a span of its verb, with its commit inside', async () => {
    const { pointbook, sdk } = await tracedShop();
    valueOf(await pointbook.saveInvoice(sale('INV-1')));
    const spans = sdk.spans();
    const [verb, batch] = [spanOf(spans, 'pointbook.saveInvoice'), spanOf(spans, 'pointbook.batch')];
    expect(verb.attributes).toEqual({
      'pointbook.verb': 'saveInvoice',
      'pointbook.verb.type': 'command',
      'pointbook.joined': false,
      'pointbook.outcome': 'ok',
      'pointbook.batch.size': 1,
      'pointbook.batch.retries': 0,
      'pointbook.queue.duration': expect.any(Number),
    });
    expect(batch.attributes).toEqual({
      'pointbook.outcome': 'ok',
      'pointbook.batch.size': 1,
      'pointbook.batch.retries': 0,
      'pointbook.queue.duration': expect.any(Number),
    });
    expect(batch.parentSpanContext?.spanId).toBe(verb.spanContext().spanId);
    expect(verb.status.code).toBe(SpanStatusCode.UNSET);
  });

  test('is inside the span of the request that made it', async () => {
    const { pointbook, sdk } = await tracedShop();
    await sdk.tracerProvider.getTracer('shop').startActiveSpan('request', async (span) => {
      valueOf(await pointbook.saveInvoice(sale('INV-1')));
      span.end();
    });
    const spans = sdk.spans();
    expect(spanOf(spans, 'pointbook.saveInvoice').parentSpanContext?.spanId).toBe(
      spanOf(spans, 'request').spanContext().spanId,
    );
  });

  test('tells the commit that it shared with others', async () => {
    const { pointbook, sdk } = await tracedShop();
    await Promise.all(['INV-1', 'INV-2', 'INV-3'].map(async (id) => pointbook.saveInvoice(sale(id))));
    const spans = sdk.spans();
    const batch = spanOf(spans, 'pointbook.batch');
    const [first, ...others] = spans.filter(({ name }) => name === 'pointbook.saveInvoice');
    expect(batch.attributes['pointbook.batch.size']).toBe(3);
    expect(batch.parentSpanContext?.spanId).toBe(first?.spanContext().spanId);
    expect(others.map(({ links }) => links.map(({ context: linked }) => linked.spanId))).toEqual([
      [batch.spanContext().spanId],
      [batch.spanContext().spanId],
    ]);
    for (const { attributes } of others) expect(attributes).toMatchObject({ 'pointbook.batch.size': 3 });
  });

  test('tells how often its commit was tried again', async () => {
    const { store, fail } = faultyStore(memoryStore());
    const { pointbook, sdk } = await tracedShop(store);
    fail('lost, and not written', 2);
    valueOf(await pointbook.saveInvoice(sale('INV-1')));
    const spans = sdk.spans();
    expect(spanOf(spans, 'pointbook.batch').attributes).toMatchObject({ 'pointbook.batch.retries': 2 });
    expect(spanOf(spans, 'pointbook.saveInvoice').attributes).toMatchObject({ 'pointbook.batch.retries': 2 });
  });
});

describe('How a verb ended', () => {
  test('is the kind of its error: what the rules refuse is no failure of the shop', async () => {
    const { pointbook, sdk } = await tracedShop();
    await pointbook.redeemPoints({ redemptionId: 'RD-1', memberId: 'ayu', points: 7 });
    await pointbook.saveInvoice({ ...sale('INV-1'), total: -1 });
    const [redeemed, saved] = sdk.spans().filter(({ name }) => name !== 'pointbook.batch');
    expect(redeemed?.attributes['pointbook.outcome']).toBe('insufficient-points');
    expect(redeemed?.status).toEqual({ code: SpanStatusCode.UNSET });
    expect(saved?.attributes['pointbook.outcome']).toBe('invalid-command');
  });

  test('is a failure where the store cannot do it', async () => {
    const { store, fail } = faultyStore(memoryStore());
    const { pointbook, sdk } = await tracedShop(store);
    fail('refused', 1);
    await pointbook.saveInvoice(sale('INV-1'));
    for (const { attributes, status, events } of sdk.spans()) {
      expect(attributes['pointbook.outcome']).toBe('store-unavailable');
      expect(status).toEqual({ code: SpanStatusCode.ERROR });
      expect(events).toEqual([]);
    }
  });

  test('is `thrown` where a mistake in code throws, whose words may name a member', async () => {
    const store = memoryStore();
    const load: never = (() => {
      throw new Error('ayu');
    }) as never;
    const { pointbook, sdk } = await tracedShop({ ...store, rows: { ...store.rows, load } });
    await expect(pointbook.getBalance({ memberId: 'ayu' })).rejects.toThrow('ayu');
    const span = spanOf(sdk.spans(), 'pointbook.getBalance');
    expect(span.attributes['pointbook.outcome']).toBe('thrown');
    expect([span.events, span.status.message]).toEqual([[], undefined]);
  });
});

describe('Every type of verb is traced', () => {
  test('queries, what is computed from the program, and verbs of plugins by where they are', async () => {
    const { pointbook, sdk } = await tracedShop();
    valueOf(await pointbook.getBalance({ memberId: 'ayu' }));
    valueOf(pointbook.quoteEarning({ currency: 'IDR', total: 50_000, soldAt: monday }));
    await pointbook.codes.forMembers.requestRedemption({ redemptionId: 'RD-1', memberId: 'ayu', points: 7 });
    const told = sdk.spans().map(({ attributes }) => [attributes['pointbook.verb'], attributes['pointbook.verb.type']]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['getBalance', 'query'],
        ['quoteEarning', 'pure'],
        ['codes.forMembers.requestRedemption', 'command'],
      ]),
    );
  });

  test('a report from its first row to its last, or to where its reader stops', async () => {
    const { pointbook, sdk } = await tracedShop();
    valueOf(await pointbook.enrolMember({ memberId: 'budi' }));
    sdk.spans();
    const rows = pointbook.reports.members();
    expect(sdk.spans()).toEqual([]);
    for await (const row of rows) {
      expect(row.isOk()).toBe(true);
      break;
    }
    expect(spanOf(sdk.spans(), 'pointbook.reports.members').attributes['pointbook.outcome']).toBe('ok');
    for await (const row of pointbook.reports.liability({ at: 'never' })) expect(row.isErr()).toBe(true);
    expect(spanOf(sdk.spans(), 'pointbook.reports.liability').attributes['pointbook.outcome']).toBe('invalid-command');
  });

  test('a sweep, with its commits inside', async () => {
    const { pointbook, sdk, clock } = await tracedShop();
    valueOf(await pointbook.saveInvoice(sale('INV-1')));
    valueOf(await pointbook.holdPoints({ redemptionId: 'RD-1', memberId: 'ayu', points: 5, holdMinutes: 1 }));
    sdk.spans();
    clock.advance(3_600_000);
    valueOf(await pointbook.expireDue());
    const spans = sdk.spans();
    expect(spans.map(({ name }) => name)).toContain('pointbook.batch');
    const sweep = spanOf(spans, 'pointbook.expireDue');
    for (const each of spans.filter(({ name }) => name === 'pointbook.batch'))
      expect(each.parentSpanContext?.spanId).toBe(sweep.spanContext().spanId);
  });

  test("a command inside the host's own transaction, which has no commit of its own", async () => {
    const sdk = openSdk();
    const database = new Database(':memory:');
    const pointbook = createPointbook({ program: warung(), store: sqliteStore(database), observers: [otel(sdk)] });
    valueOf(await pointbook.open());
    database.transaction(() => valueOf(pointbook.within(database).enrolMember({ memberId: 'ayu' })))();
    const spans = sdk.spans();
    expect(spans.map(({ name }) => name)).toEqual(['pointbook.enrolMember']);
    expect(spans[0]?.attributes).toMatchObject({ 'pointbook.joined': true, 'pointbook.outcome': 'ok' });
  });
});

describe('An SDK', () => {
  test('may be registered after the ledger was made', async () => {
    const sdk = openSdk();
    const pointbook = createPointbook({ program: warung(), store: memoryStore(), observers: [otel()] });
    valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
    trace.setGlobalTracerProvider(sdk.tracerProvider);
    try {
      valueOf(await pointbook.getBalance({ memberId: 'ayu' }));
    } finally {
      trace.disable();
    }
    expect(sdk.spans().map(({ name }) => name)).toEqual(['pointbook.getBalance']);
  });

  test('that samples nothing gets nothing, and the sale is saved', async () => {
    const { pointbook } = await tracedShop();
    const none = new TracerProvider({
      sampler: { shouldSample: () => ({ decision: SamplingDecision.NOT_RECORD }), toString: () => 'none' },
    });
    const quiet = createPointbook({
      program: warung(),
      store: pointbook.ports.store,
      observers: [otel({ tracerProvider: none })],
    });
    expect((await quiet.getBalance({ memberId: 'ayu' })).isOk()).toBe(true);
  });
});
