import { type Counter, createNoopMeter, type Histogram, type MeterProvider, metrics } from '@opentelemetry/api';
import { metricNames } from './names.ts';

/** What is measured. */
export interface Instruments {
  readonly verb: Histogram;
  readonly batch: Histogram;
  readonly size: Histogram;
  readonly retries: Counter;
  readonly queued: Histogram;
}

const seconds = {
  unit: 's',
  advice: {
    explicitBucketBoundaries: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
};

/**
 * The instruments of the SDK that is registered, made at the first use: an SDK may be registered after the ledger was
 * made. Undefined as long as there is none.
 */
export function instrumentsOf(given: MeterProvider | undefined, scope: string): () => Instruments | undefined {
  const { constructor: NoMeter } = createNoopMeter();
  let made: Instruments | undefined;
  let asked: MeterProvider | undefined;
  return () => {
    const provider = given ?? metrics.getMeterProvider();
    if (provider === asked) return made;
    asked = provider;
    const meter = provider.getMeter(scope);
    if (meter instanceof NoMeter) return (made = undefined);
    made = {
      verb: meter.createHistogram(metricNames.verb, { ...seconds, description: 'How long calls of verbs take.' }),
      batch: meter.createHistogram(metricNames.batch, {
        ...seconds,
        description: 'How long batches take in the store.',
      }),
      size: meter.createHistogram(metricNames.size, {
        unit: '{call}',
        description: 'How many calls were in each batch.',
        advice: { explicitBucketBoundaries: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000] },
      }),
      retries: meter.createCounter(metricNames.retries, {
        unit: '{retry}',
        description: 'How often batches were begun again.',
      }),
      queued: meter.createHistogram(metricNames.queued, {
        ...seconds,
        description: 'How long each call waited for its batch.',
      }),
    };
    return made;
  };
}
