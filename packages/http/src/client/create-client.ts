import type { Pointbook } from '@pointbook/core';
import ownRoutes from '../generated/client-routes.json' with { type: 'json' };
import type { CallOptions, Client, ClientFetch } from './client.ts';
import { type AnyResult, later, resultOf } from './client-result.ts';
import { pause } from './pause.ts';
import { type AnyInput, spellRequest } from './spell-request.ts';

/** The routes of verbs, each where a ledger has the verb, as `clientRoutes` of `@pointbook/http` tells them. */
export interface ClientRoutes {
  /** The route of a verb, or those of a name space. */
  readonly [name: string]: string | ClientRoutes;
}

/** How a client reaches a ledger. */
export interface ClientOptions {
  /**
   * What each request says besides: who asks, as `{ authorization: 'Bearer …' }`. It is read anew for each request, so
   * that a getter may answer a token that changes.
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sends a request; the runtime's own `fetch` when left out. */
  readonly fetch?: ClientFetch | undefined;
  /** How often a request is repeated that may succeed later: 0 for never. @defaultValue `3` */
  readonly retries?: number | undefined;
  /**
   * The routes of plugins that do not come with the core; without them such a verb is reached by `POST` and its path.
   */
  readonly routes?: ClientRoutes | undefined;
  /** Waits before a repetition; a timer when left out. */
  readonly wait?: ((ms: number, signal: AbortSignal | undefined) => Promise<unknown>) | undefined;
}

/**
 * Makes a client of a ledger that is reached over HTTP. It has the verbs of the ledger and its plugins, which are
 * called as the ledger's own.
 *
 * @remarks A request is repeated where the ledger says that it may succeed later, and where no answer came. It is the
 * same each time, so that what is done already is not done again. A verb that sends a message is not repeated where
 * that may send another.
 *
 * @example
 * ```ts
 * import { createClient } from '@pointbook/http/client';
 *
 * const client = createClient('https://shop.example/points', {
 *   headers: { authorization: `Bearer ${process.env.TILL_TOKEN}` },
 * });
 * const saved = await client.saveInvoice({ invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 });
 * saved.match(
 *   ({ earned }) => print(`+${earned} points`),
 *   (error) => print(error.kind, error.message),
 * );
 * ```
 */
export function createClient<Ledger = Pointbook>(
  url: string,
  { headers, fetch: send = fetch, retries = 3, routes, wait = pause }: ClientOptions = {},
): Client<Ledger> {
  const base = url.replace(/\/$/, '');
  return verbAt('', { ...ownRoutes, ...routes }) as Client<Ledger>;

  /** What is at a path of the ledger. A name space is a verb, too, as far as anyone knows here. */
  function verbAt(path: string, route: ClientRoutes | string | undefined): unknown {
    const [pattern = '', method = 'POST', sign] = (typeof route === 'string' ? route : path + ' POST !').split(' ');
    const isStream = sign === '*';
    const verb = (input: AnyInput = {}, { signal, fetch: ask = send }: CallOptions = {}) => {
      return isStream ? parts() : later(answered());

      async function* parts(): AsyncGenerator<AnyResult, void> {
        const opened = await answered();
        if (opened.isErr()) return yield opened;
        let rest = '';
        try {
          const body = opened.value as ReadableStream<Uint8Array<ArrayBuffer>>;
          for await (const block of body.pipeThrough(new TextDecoderStream())) {
            const lines = (rest + block).split('\n');
            rest = lines.pop() as string;
            for (const line of lines) yield resultOf(true, JSON.parse(line));
          }
          if (rest) yield resultOf(true, JSON.parse(rest));
        } catch (thrown) {
          yield resultOf(false, failureOf(thrown));
        }
      }

      /** Asks until there is an answer that is final: of a verb that answers in parts, the body of a response. */
      async function answered(): Promise<AnyResult> {
        for (let tries = 0; ; tries += 1) {
          let seconds = 0;
          let status = 0;
          let failure;
          try {
            const [target, body] = spellRequest(method, pattern, input);
            const init: RequestInit = {
              method,
              body,
              headers: {
                accept: isStream ? 'application/x-ndjson' : 'application/json',
                'content-type': 'application/json',
                ...headers,
              },
              // A POST that is sent on as a GET would be another verb.
              redirect: 'manual',
              signal: signal as AbortSignal,
            };
            const response = await ask(base + target, init, send);
            seconds = +(response.headers.get('retry-after') as string);
            if (isStream && response.ok) return resultOf(true, response.body);
            const text = await response.text();
            status = response.status;
            const read = JSON.parse(text);
            if (response.ok) return resultOf(true, read);
            if (!read.type.startsWith('urn:pointbook')) throw read;
            failure = { ...read, message: read.detail };
          } catch (thrown) {
            failure = failureOf(thrown, status);
          }
          // Where a verb sends, or is not known, nothing must have been done.
          const isFinal = !failure.retryable || (sign === '!' && failure.written !== 'no');
          if (isFinal || tries >= retries || seconds > 30) return resultOf(false, failure);
          // Clients that failed together do not come again together. A date in `Retry-After` is no number.
          await wait(Math.max(seconds * 1000 || 0, 100 * 2 ** tries * (1 + Math.random())), signal);
        }
      }

      /**
       * What is wrong on the way. `status` is that of an answer that came whole, or 0. The cause may quote it, so the
       * message does not.
       */
      function failureOf(cause: unknown, status = 0) {
        const kind = signal?.aborted ? 'aborted' : status ? 'unreadable' : 'unreachable';
        const retryable = kind !== 'aborted' && (!status || status === 429 || status >= 500);
        return {
          kind,
          message: kind + ': ' + (status || (cause as Error | undefined)?.name),
          cause,
          status,
          written: 'unknown',
          retryable,
        };
      }
    };
    return new Proxy(verb, {
      get: (_, name) =>
        // What is awaited is asked for `then`.
        typeof name === 'string' && name !== 'then'
          ? verbAt(path + '/' + name, (route as ClientRoutes | undefined)?.[name])
          : undefined,
    });
  }
}
