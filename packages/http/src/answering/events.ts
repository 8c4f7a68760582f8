import type { FollowUp } from '@pointbook/core/plugin';
import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import type { Exchange } from './exchange.ts';
import { pause } from '../runtime/pause.ts';
import { type Problem, problemDocument, problemOfFailure, type VerbFailure } from '../problems/problems.ts';
import type { Input } from '../reading/read-request.ts';
import { faultProblem } from '../problems/request-problems.ts';

/** The id of the event after which nothing follows. */
const lastId = 'end';

/** A comment, which clients pass over. */
const heartbeat = ':\n\n';

/**
 * The input of a client that comes again: a browser repeats the address that it began with, and says which event it
 * has.
 */
export function afterLastEvent(request: Request, input: Input): Input {
  const id = request.headers.get('last-event-id');
  return !id || id === lastId ? input : { ...input, cursor: utf8Of(id) };
}

/**
 * Answers a verb that is followed by Server-Sent Events, one for each answer that tells something new. A failure of the
 * first answer is a problem. A later one is an event, and the last: the client may ask again.
 */
export async function answerInEvents(exchange: Exchange): Promise<Result<Response, Problem>> {
  const { request, input } = exchange;
  // A browser asks again wherever a response ends, until it is told that there is no more.
  if (request.headers.get('last-event-id') === lastId) return ok(new Response(null, { status: 204 }));
  const first = await ask(exchange, input, null);
  if (first.isErr()) return err(first.error);
  const over = new AbortController();
  const end = () => over.abort();
  // Some servers tell of a client that left by the signal of its request alone.
  if (request.signal.aborted) end();
  else request.signal.addEventListener('abort', end, { signal: over.signal });
  const texts = textsOf(exchange, first.value, over.signal);
  const encoder = new TextEncoder();
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await texts.next();
        if (isCancelled) return;
        if (done !== true) return controller.enqueue(encoder.encode(value));
        end();
        controller.close();
      },
      cancel() {
        isCancelled = true;
        end();
      },
    },
    // The ledger is asked only while somebody waits for what it answers.
    { highWaterMark: 0 },
  );
  const headers = {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Servers in front, such as nginx, would keep events until they have many.
    'x-accel-buffering': 'no',
  };
  return ok(new Response(body, { status: 200, headers }));
}

/** An answer, and what follows it. */
interface FollowedAnswer {
  readonly text: string;
  /** The event that tells of it; null where it has nothing new. */
  readonly event: string | null;
  readonly next: Input;
  readonly when: FollowUp;
}

/** The events and the comments between them, until nothing follows or the client has left. */
async function* textsOf(exchange: Exchange, first: FollowedAnswer, over: AbortSignal): AsyncGenerator<string, void> {
  const { events, id, fail } = exchange;
  const { pollMs, heartbeatMs, longestMs } = events;
  const endsAt = performance.now() + longestMs;
  // The head of a response goes out with the first part of its body.
  yield heartbeat;
  let sentAt = performance.now();
  for (let told = first; ;) {
    if (told.event !== null) {
      yield told.event;
      sentAt = performance.now();
    }
    if (told.when === 'never') return;
    const askAt = performance.now() + (told.when === 'later' ? pollMs : 0);
    for (let now = performance.now(); now < askAt && !over.aborted; now = performance.now()) {
      if (now >= sentAt + heartbeatMs) {
        yield heartbeat;
        sentAt = now;
      }
      await pause(Math.min(askAt, sentAt + heartbeatMs) - now, over);
    }
    if (over.aborted || performance.now() >= endsAt) return;
    const asked = await ask(exchange, told.next, told.text).catch((thrown: unknown) => err(faultProblem(thrown)));
    if (asked.isErr()) {
      if (asked.error.hidden !== undefined) fail(asked.error.hidden);
      return yield `event: problem\ndata: ${JSON.stringify(problemDocument(asked.error, id))}\n\n`;
    }
    told = asked.value;
  }
}

/** Asks for an answer; of a feed, it has something new where its cursor is another one. */
async function ask(exchange: Exchange, input: Input, before: string | null): Promise<Result<FollowedAnswer, Problem>> {
  const answered = await (exchange.call(input) as ResultAsync<unknown, VerbFailure>);
  if (answered.isErr()) return err(problemOfFailure(answered.error, exchange.now()));
  const when = exchange.route.verb.follow?.(answered.value, input) ?? 'never';
  const text = JSON.stringify(answered.value);
  const { cursor } = answered.value as { readonly cursor?: string | null };
  const isNews = cursor === undefined ? text !== before : cursor !== (input['cursor'] ?? null);
  const id = when === 'never' ? lastId : cursor;
  const event = `${id == null ? '' : `id: ${id}\n`}data: ${text}\n\n`;
  const next = cursor === undefined ? input : { ...input, cursor };
  return ok({ text, event: isNews ? event : null, next, when });
}

/** Headers hold bytes. A browser writes the id of an event in UTF-8. */
function utf8Of(bytes: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, (each) => each.charCodeAt(0)));
  } catch {
    return bytes;
  }
}
