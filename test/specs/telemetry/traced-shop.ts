import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { TracerProvider, InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { createPointbook } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { reports } from '@pointbook/core/reports';
import type { RecordStore } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { otel } from '@pointbook/otel';
import { fakeClock } from '@pointbook/testing';
import { monday } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

// As the SDK for Node does it: one for the process.
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());

/** The real SDK, which keeps in memory what it would send. */
export function openSdk() {
  const spans = new InMemorySpanExporter();
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 });
  const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] });
  const meterProvider = new MeterProvider({ readers: [reader] });
  return {
    tracerProvider,
    meterProvider,
    /** The spans that ended since they were asked for last. */
    spans: (): readonly ReadableSpan[] => {
      const ended = spans.getFinishedSpans().slice();
      spans.reset();
      return ended;
    },
    /** The points of a metric so far. */
    points: async (name: string) => {
      await reader.forceFlush();
      const metric = metrics
        .getMetrics()
        .at(-1)
        ?.scopeMetrics.flatMap((scope) => scope.metrics)
        .find(({ descriptor }) => descriptor.name === name);
      return metric?.dataPoints ?? [];
    },
    /** Everything that the exporter was ever handed. */
    allMetrics: async () => {
      await reader.forceFlush();
      return metrics.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
    },
    close: async () => {
      await tracerProvider.shutdown();
      await meterProvider.shutdown();
    },
  };
}

/** A shop that is traced. Ayu is a member. */
export async function tracedShop(store: RecordStore = memoryStore()) {
  const sdk = openSdk();
  const clock = fakeClock(monday);
  const pointbook = createPointbook({
    program: warung({ redeem: { rate: { points: 1, money: 100 }, otp: { abovePoints: 1000 } } }),
    store,
    clock,
    clockCheck: false,
    plugins: [codes(), reports()],
    observers: [otel(sdk)],
  });
  (await pointbook.enrolMember({ memberId: 'ayu' }))._unsafeUnwrap();
  sdk.spans();
  return { pointbook, sdk, clock };
}

/** A sale to Ayu. */
export function sale(invoiceId: string) {
  return { invoiceId, memberId: 'ayu', currency: 'IDR', total: 50_000 };
}

/** The one span with a name. */
export function spanOf(spans: readonly ReadableSpan[], name: string): ReadableSpan {
  const found = spans.filter((span) => span.name === name);
  const [span] = found;
  if (span === undefined || found.length > 1)
    throw new Error(`${found.length} of ${spans.map((each) => each.name).join()}`);
  return span;
}
