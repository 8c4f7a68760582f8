import {
  type Context,
  context,
  createContextKey,
  isSpanContextValid,
  type MeterProvider,
  ProxyTracerProvider,
  type Span,
  SpanStatusCode,
  trace,
  type TracerProvider,
} from '@opentelemetry/api';
import type { BatchEnd, ObservedVerb, Observer, QueuedCall, VerbEnd, Watch } from '@pointbook/core';
import { instrumentsOf } from './instruments.ts';
import { attributes } from './names.ts';

/** Where spans and metrics go. */
export interface OtelOptions {
  /** Gives the tracer; the one that is registered globally, when left out. */
  readonly tracerProvider?: TracerProvider | undefined;
  /** Gives the meter; the one that is registered globally, when left out. */
  readonly meterProvider?: MeterProvider | undefined;
}

const scope = '@pointbook/otel';
/**
 * The span of the command that is called. A verb that has several commits has no batch of its own, so it has none here.
 */
const commandSpan = createContextKey('the span of a command of pointbook');

/**
 * Tells OpenTelemetry what a ledger does: a span and a duration of each call of a verb and of each batch. No attribute
 * holds an id or anything else of a member.
 *
 * @example
 * ```ts
 * import { otel } from '@pointbook/otel';
 *
 * const ledger = createPointbook({ program, store, observers: [otel()] });
 * ```
 */
export function otel({ tracerProvider, meterProvider }: OtelOptions = {}): Observer {
  const tracer = (tracerProvider ?? trace).getTracer(scope);
  const isTracing = () => tracerProvider !== undefined || isRegistered();
  const instruments = instrumentsOf(meterProvider, scope);
  const isOff = () => !isTracing() && instruments() === undefined;

  return {
    verb(called): Watch<VerbEnd> | undefined {
      if (isOff()) return undefined;
      const { verb, type, joined } = called;
      const span = tracer.startSpan(`pointbook.${verb}`, { attributes: ofVerb(called) });
      const isTraced = isSpanContextValid(span.spanContext());
      return {
        ...(isTraced ? { run: runIn(type === 'command' && !joined, span) } : {}),
        end({ outcome, ms }) {
          instruments()?.verb.record(ms / 1000, { [attributes.verb]: verb, [attributes.outcome]: outcome });
          endSpan(span, outcome);
        },
      };
    },

    queued: () => (isTracing() ? context.active() : undefined),

    batch(calls): Watch<BatchEnd> | undefined {
      if (isOff()) return undefined;
      const [first] = calls;
      const parent = contextOf(first);
      const span = tracer.startSpan('pointbook.batch', { attributes: ofBatch(calls) }, parent);
      const isTraced = isSpanContextValid(span.spanContext());
      const commands = isTraced ? commandsOf(calls, span) : [];
      return {
        ...(isTraced ? { run: (work) => context.with(trace.setSpan(parent, span), work) } : {}),
        end({ outcome, ms, retries }) {
          const measured = instruments();
          measured?.batch.record(ms / 1000, { [attributes.outcome]: outcome });
          measured?.size.record(calls.length);
          measured?.retries.add(retries);
          for (const { queuedMs } of measured ? calls : []) measured?.queued.record(queuedMs / 1000);
          for (const each of [span, ...commands]) each.setAttribute(attributes.retries, retries);
          endSpan(span, outcome);
        },
      };
    },
  };
}

/** What gives tracers where no SDK is registered. */
const none = new ProxyTracerProvider().getDelegate();

/** Whether an SDK is registered that gives tracers. */
function isRegistered(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegate() !== none;
}

function runIn(isCommand: boolean, span: Span): (work: () => void) => void {
  return (work) => {
    const inside = trace.setSpan(context.active(), span);
    context.with(isCommand ? inside.setValue(commandSpan, span) : inside, work);
  };
}

/**
 * The spans of the commands of a batch, which is told on each. The batch is inside the first, and the others link to
 * it.
 */
function commandsOf(calls: readonly QueuedCall[], batch: Span): readonly Span[] {
  return calls.flatMap((call, index) => {
    const span = contextOf(call).getValue(commandSpan) as Span | undefined;
    if (!span?.isRecording()) return [];
    span.setAttributes({ [attributes.size]: calls.length, [attributes.queued]: call.queuedMs / 1000 });
    if (index > 0) span.addLink({ context: batch.spanContext() });
    return [span];
  });
}

function contextOf(call: QueuedCall | undefined): Context {
  return (call?.token as Context | undefined) ?? context.active();
}

function ofVerb({ verb, type, joined }: ObservedVerb) {
  return { [attributes.verb]: verb, [attributes.type]: type, [attributes.joined]: joined };
}

function ofBatch(calls: readonly QueuedCall[]) {
  return { [attributes.size]: calls.length, [attributes.queued]: (calls[0]?.queuedMs ?? 0) / 1000 };
}

/** What the rules refuse is an answer like another; an error is what somebody must look at. */
function endSpan(span: Span, outcome: string): void {
  span.setAttribute(attributes.outcome, outcome);
  if (/^(store-.*|overloaded|reaction-failed|thrown)$/.test(outcome)) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
