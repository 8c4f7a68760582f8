import type { CallOptions } from './client.ts';
import { type ClientResult, type ClientResultAsync, resultOf } from './client-result.ts';
import { eventsOf } from './events-of.ts';
import { pause } from './pause.ts';

/** How a query is followed. */
export interface FollowOptions extends Pick<CallOptions, 'signal'> {
  /**
   * After how many milliseconds without a sign of the server its connection is given up for another one. The server
   * gives a sign every 15 seconds, unless its `heartbeatMs` says otherwise.
   *
   * @defaultValue `60_000`
   */
  readonly silenceMs?: number | undefined;
  /** Waits before another connection is made where the last one told nothing new; a timer when left out. */
  readonly wait?: ((ms: number, signal: AbortSignal | undefined) => Promise<unknown>) | undefined;
}

/**
 * Follows a query whose answers the server tells as they change: `readFeed` without an end, `jobs.getProgress` until
 * the job is finished or stopped. Each part is an answer of the query.
 *
 * @remarks Where a connection ends or breaks, another one goes on after the last part that came: no entry is skipped,
 * and none comes twice. An error with `retryable: true` is told, and the query is followed on; leave the loop where
 * that is not wanted. Any other error is the last part. Where the `signal` was aborted, that is the error `aborted`. To
 * leave the loop ends the connection.
 *
 * @example
 * ```ts
 * import { createClient } from '@pointbook/http/client';
 * import { follow } from '@pointbook/http/client-streams';
 *
 * const client = createClient<typeof pointbook>('https://shop.example/points');
 * for await (const page of follow(client.readFeed, { limit: 100 }, { signal: AbortSignal.timeout(60_000) })) {
 *   if (page.isOk()) for (const { memberId, delta } of page.value.items) print(memberId, delta);
 *   else print(page.error.kind);
 * }
 * ```
 */
export async function* follow<Query, Value, Failure>(
  verb: (query: Query, options: CallOptions) => ClientResultAsync<Value, Failure>,
  query: NoInfer<Query>,
  { signal, silenceMs = 60_000, wait = pause }: FollowOptions = {},
): AsyncGenerator<ClientResult<Value, Failure>, void> {
  type Part = ClientResult<Value, Failure>;
  let lastId: string | undefined;
  let lastData: string | undefined;
  /** How many connections in a row have told nothing new. */
  let idle = 0;
  for (;;) {
    // Clients that lost their server together do not come again together.
    if (idle > 0) await wait(Math.min(30_000, 500 * 2 ** idle * (1 + Math.random())), signal);
    idle += 1;
    const [answered, response] = await opened();
    if (response?.status === 204) return;
    if (response?.body) {
      for await (const { event, id, data } of eventsOf(response.body, silenceMs)) {
        if (signal?.aborted) break;
        const part = JSON.parse(data);
        if (event === 'problem') {
          yield resultOf(false, { ...part, message: part.detail }) as Part;
          if (!part.retryable) return;
          break;
        }
        lastId = id ?? lastId;
        // Without an id to go on from, another connection begins with what was told before.
        if (data !== lastData) {
          idle = 0;
          lastData = data;
          yield resultOf(true, part) as Part;
        }
        if (id === 'end') return;
      }
    } else {
      yield answered;
      if (answered.isOk() || !(answered.error as { readonly retryable?: boolean }).retryable) return;
    }
  }

  /**
   * Asks for the events after the last one: what the verb answers, and the response where that tells events or that
   * there are no more.
   */
  async function opened(): Promise<readonly [Part, Response?]> {
    let events: Response | undefined;
    const answered = await verb(query, {
      signal,
      async fetch(url, init, send) {
        const headers = {
          ...(init.headers as Record<string, string>),
          accept: 'text/event-stream',
          ...(lastId === undefined ? {} : { 'last-event-id': inBytes(lastId) }),
        };
        const response = await send(url, { ...init, headers });
        const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
        if (!isStream && response.status !== 204) return response;
        events = response;
        // The client has its answer. What comes now is not the client's to wait for.
        return new Response('null');
      },
    });
    return events === undefined ? [answered] : [answered, events];
  }
}

/** A header holds bytes: text is written in UTF-8, as browsers do. */
function inBytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
