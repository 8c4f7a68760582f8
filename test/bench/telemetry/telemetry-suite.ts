import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { TracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace';
import { createPointbook, type Observing, type Pointbook } from '@pointbook/core';
import { otel } from '@pointbook/otel';
import { sqliteStore } from '@pointbook/sqlite';
import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { memberIdOf, openTill, shop } from '../shop.ts';

const rounds = 25;
const salesOfRound = 1000;
const members = 1000;

interface Way {
  readonly name: string;
  readonly goal: number | null;
  readonly observing: Observing;
  /** Whether calls are followed through what is asynchronous, as an SDK does. */
  readonly follows?: boolean;
}

/** What it takes of the processor to be watched: sales that are, in turn with sales that are not. */
export async function telemetrySuite(progress: Progress): Promise<readonly BenchCase[]> {
  const silent = { info() {}, warn() {}, error() {} };
  const ways: readonly Way[] = [
    { name: 'earn, no SDK', goal: 0.98, observing: { observers: [otel()] } },
    { name: 'earn, spans and metrics', goal: null, observing: { observers: [otel(sdk())] }, follows: true },
    { name: 'earn, a logger', goal: null, observing: { logger: silent } },
  ];
  const cases: BenchCase[] = [];
  for (const way of ways)
    for (const callers of [1, 32, 256]) {
      progress(`telemetry: ${way.name}, ${callers} callers`);
      const { watched, bare } = await measured(way, callers);
      const remark = 'telemetry: milliseconds of the processor for 1,000 sales on SQLite in memory, watched and not';
      const named = { store: 'sqlite', name: way.name, callers, goal: way.goal, remark };
      cases.push(comparedCase(named, 'ms', watched, bare));
    }
  return cases;
}

/** The real SDK. What it exports goes nowhere. */
function sdk() {
  // The number of success, whose name is in a package of its own.
  const success: Parameters<Parameters<SpanExporter['export']>[1]>[0] = JSON.parse('{ "code": 0 }');
  const exporter: SpanExporter = { export: (_, done) => done(success), shutdown: async () => {} };
  const metricsExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  return {
    tracerProvider: new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter })] }),
    meterProvider: new MeterProvider({
      readers: [new PeriodicExportingMetricReader({ exporter: metricsExporter, exportIntervalMillis: 3_600_000 })],
    }),
  };
}

async function measured({ observing, follows = false }: Way, callers: number) {
  const watched = await openShop(observing);
  const bare = await openShop({});
  const times: { readonly watched: number; readonly bare: number }[] = [];
  const timeOfWatched = async () => {
    if (follows) context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const ms = await cpuOf(watched, callers);
    context.disable();
    return ms;
  };
  for (let round = 0; round < rounds; round += 1) {
    // Who is first in a round does not stay first.
    const first = round % 2 === 0 ? await timeOfWatched() : null;
    const ofBare = await cpuOf(bare, callers);
    times.push({ watched: first ?? (await timeOfWatched()), bare: ofBare });
  }
  // Until the code is hot.
  const hot = times.slice(5);
  // The median of what a round says of both: the machine is as busy for one as for the other.
  const bareMs = median(hot.map((each) => each.bare));
  const ratio = median(hot.map((each) => each.watched / each.bare));
  await watched.pointbook.close();
  await bare.pointbook.close();
  return { watched: ratio * bareMs, bare: bareMs };
}

interface Shop {
  readonly pointbook: Pointbook;
  readonly till: ReturnType<typeof openTill>;
}

async function openShop(observing: Observing): Promise<Shop> {
  const pointbook = createPointbook({ program: shop, store: sqliteStore(':memory:'), ...observing });
  const memberIds = Array.from({ length: members }, (_, index) => memberIdOf(index));
  await Promise.all(memberIds.map(async (memberId) => pointbook.enrolMember({ memberId })));
  return { pointbook, till: openTill('T', members) };
}

/** Milliseconds of the processor for 1,000 sales. */
async function cpuOf({ pointbook, till }: Shop, callers: number): Promise<number> {
  const begun = process.cpuUsage();
  let left = salesOfRound;
  const loop = async (): Promise<void> => {
    while (left-- > 0) {
      const saved = await pointbook.saveInvoice(till());
      if (saved.isErr()) throw new Error(saved.error.kind);
    }
  };
  await Promise.all(Array.from({ length: callers }, loop));
  const { user, system } = process.cpuUsage(begun);
  return ((user + system) / 1000 / salesOfRound) * 1000;
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? Number.NaN;
}
