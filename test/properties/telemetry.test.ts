import type { Attributes } from '@opentelemetry/api';
import { createPointbook, type Logger } from '@pointbook/core';
import { verbsOf } from '@pointbook/core/plugin';
import { memoryStore } from '@pointbook/memory';
import { otel } from '@pointbook/otel';
import { fakeClock } from '@pointbook/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSdk } from '../specs/telemetry/traced-shop.ts';
import { ownPlugins } from '../support/shops/own-plugins.ts';
import { sampled } from '../support/properties/sampled.ts';
import { monday } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';

/** A text that nobody writes by chance. */
const text = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9 ._-]{11,30}[a-z]$/);
const figure = fc.integer({ min: 10_000, max: 1_000_000_000 });
const words = fc.record({
  memberId: text,
  name: text,
  cardCode: text,
  email: fc.stringMatching(/^[a-z]{12}$/).map((name) => `${name}@shop.example`),
  phone: fc.integer({ min: 0, max: 9_999_999 }).map((rest) => `+62812${String(rest).padStart(7, '0')}`),
  invoiceId: text,
  redemptionId: text,
  idempotencyKey: text,
  actor: text,
  reason: text,
  comment: text,
  total: figure,
  points: figure,
  currency: fc.constantFrom('IDR', 'USD'),
});
const fields = ['memberId', 'invoiceId', 'redemptionId', 'jobId', 'challengeId', 'idempotencyKey', 'actor', 'reason'];
/** What is wrong in many ways: other fields than the verb has, and values of other types. */
const anything = fc.dictionary(fc.oneof(fc.constantFrom(...fields), text), fc.oneof(text, figure), { maxKeys: 6 });

test('[telemetry] nothing that a command says is in a span, a metric or a line of the log', async () => {
  const run = fc.asyncProperty(words, fc.array(anything, { minLength: 1, maxLength: 4 }), async (said, wrong) => {
    const sdk = openSdk();
    const lines: unknown[] = [];
    const write = (facts: object, message: string) => void lines.push(facts, message);
    const logger: Logger = { info: write, warn: write, error: write };
    const pointbook = createPointbook({
      program: warung(),
      store: memoryStore(),
      clock: fakeClock(monday),
      plugins: ownPlugins,
      observers: [otel(sdk)],
      logger,
    });
    const { memberId, name, cardCode, email, phone, invoiceId, redemptionId, currency, total, points, ...byHand } =
      said;
    await pointbook.enrolMember({ memberId, name, cardCode, email, phone, actor: byHand.actor });
    await pointbook.saveInvoice({ invoiceId, memberId, currency, total });
    await pointbook.adjustPoints({ memberId, points, direction: 'add', ...byHand });
    await pointbook.redeemPoints({ redemptionId, memberId, points });
    await pointbook.findMembers({ phone });
    for (const { path, kind } of verbsOf(ownPlugins))
      for (const input of wrong) {
        const verb = path.reduce<unknown>((at, each) => (at as Record<string, unknown>)[each], pointbook);
        const answer = (verb as (given: object) => unknown)(input);
        if (kind === 'stream') for await (const part of answer as AsyncIterable<unknown>) void part;
        else await Promise.resolve(answer).catch(() => null);
      }

    const spans = sdk.spans();
    expect(spans.length).toBeGreaterThan(60);
    const ofSpans = spans.flatMap((span) => [
      span.name,
      span.status.message,
      ...span.events.flatMap((event) => [event.name, ...valuesOf(event.attributes)]),
      ...span.links.flatMap((link) => valuesOf(link.attributes)),
      ...valuesOf(span.attributes),
    ]);
    const ofMetrics = (await sdk.allMetrics()).flatMap(({ metrics }) =>
      metrics.flatMap(({ descriptor, dataPoints }) => [
        descriptor.name,
        ...dataPoints.flatMap(({ attributes }) => valuesOf(attributes)),
      ]),
    );
    const ofLog = lines.flatMap((line) => (typeof line === 'string' ? [line] : valuesOf(line as Attributes)));
    const exported = [...new Set([...ofSpans, ...ofMetrics, ...ofLog])];
    const { currency: _shop, ...secrets } = said;
    for (const secret of [...Object.values(secrets), ...wrong.flatMap((each) => Object.values(each))])
      expect(
        exported.filter((value) => (typeof secret === 'string' ? String(value).includes(secret) : value === secret)),
      ).toEqual([]);
    await sdk.close();
  });
  await fc.assert(run, { numRuns: sampled(5, 500), ...sampled({ seed: 14 }, {}) });
});

function valuesOf(attributes: Attributes | undefined): readonly unknown[] {
  return Object.entries(attributes ?? {}).flat();
}
