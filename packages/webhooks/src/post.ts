import { Agent as HttpAgent, request as requestHttp } from 'node:http';
import { Agent, request as requestHttps } from 'node:https';
import { type AddressGuard, AddressRefused } from './address-guard.ts';

/** What is posted. */
export interface Posting {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What became of it. */
export interface Posted {
  /** The status that was answered; null where nothing was. */
  readonly status: number | null;
  /** Why it did not arrive; null where it did. It holds nothing of what was sent or answered. */
  readonly problem: string | null;
}

/** Posts to a URL. It throws nothing. */
export type Post = (url: URL, posting: Posting) => Promise<Posted>;

/** How it is posted. */
export interface PostOptions {
  readonly guard: AddressGuard;
  /** How long an answer may take, in milliseconds. */
  readonly timeoutMs: number;
  /** What makes requests; by Node's own client when left out. */
  readonly fetch: typeof fetch | undefined;
}

/**
 * Posts where the guard admits it, and follows no redirect: the answer to it would come from an address that nobody
 * looked at.
 */
export function poster({ guard, timeoutMs, fetch }: PostOptions): Post {
  const send = fetch ? byFetch(fetch) : byNode(guard);
  return async (url, posting) => {
    const refusal = await guard.check(url);
    if (refusal !== null) return { status: null, problem: refusal };
    try {
      const status = await send(url, posting, AbortSignal.timeout(timeoutMs));
      return { status, problem: status >= 200 && status < 300 ? null : `HTTP ${status}` };
    } catch (thrown) {
      return { status: null, problem: problemOf(thrown) };
    }
  };
}

/** Posts, and answers the status. */
type Send = (url: URL, posting: Posting, signal: AbortSignal) => Promise<number>;

function byFetch(fetch: typeof globalThis.fetch): Send {
  return async (url, { headers, body }, signal) => {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.body?.cancel();
    return response.status;
  };
}

/** A connection goes to an address that the guard has seen: a name that changes between two looks gains nothing. */
function byNode(guard: AddressGuard): Send {
  const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new Agent({ keepAlive: true }) };
  return async (url, { headers, body }, signal) =>
    new Promise((resolve, reject) => {
      const isPlain = url.protocol === 'http:';
      const agent = agents[isPlain ? 'http:' : 'https:'];
      const ask = isPlain ? requestHttp : requestHttps;
      const lookup = guard.lookupFor(url);
      const length = { 'content-length': Buffer.byteLength(body) };
      const sent = ask(url, { method: 'POST', headers: { ...headers, ...length }, agent, lookup, signal });
      sent.on('response', (response) => {
        // The body says nothing, and one without an end is cut off with the signal.
        response.on('error', () => {}).resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', reject);
      sent.end(body);
    });
}

function problemOf(thrown: unknown): string {
  if (thrown instanceof AddressRefused) return 'private-address';
  const { name, code, cause } = thrown as { name?: unknown; code?: unknown; cause?: { code?: unknown } };
  if (name === 'TimeoutError' || name === 'AbortError') return 'timeout';
  const known = [code, cause?.code].find((each) => typeof each === 'string' && /^[A-Z_]{2,40}$/.test(each));
  return typeof known === 'string' ? `unreachable (${known})` : 'unreachable';
}
