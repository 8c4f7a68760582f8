import type { Handler } from '@pointbook/http';
import { type ClientOptions, createClient } from '@pointbook/http/client';
import { valueOf } from '../support/value-of.ts';
import { serve } from './serve.ts';
import { shop } from './shop.ts';

/** What happens to one request on its way. */
export type Mishap = (request: Request, handler: Handler) => Response | Promise<Response>;

/** What the server hands over beside a request. */
interface Host {
  readonly outgoing: { destroy(): void };
}

/**
 * A shop over a real connection, its client, and what came over the wire. Mishaps happen to the first requests, one
 * each.
 */
export async function servedShop(...mishaps: Mishap[]) {
  return serveShop(shop(), ...mishaps);
}

/** The same of a shop that is there. */
export async function serveShop(own: ReturnType<typeof shop>, ...mishaps: Mishap[]) {
  const asked: string[] = [];
  const waits: number[] = [];
  const { url } = await serve(async (request: Request, host?: Host) => {
    asked.push(`${request.method} ${new URL(request.url).pathname} ${await request.clone().text()}`);
    try {
      return await (mishaps.shift() ?? ((_, handler) => handler(request)))(request, own.handler);
    } catch (thrown) {
      host?.outgoing.destroy();
      throw thrown;
    }
  });
  const clientWith = (options: ClientOptions) =>
    createClient<typeof own.pointbook>(url, {
      headers: { authorization: 'Bearer owner' },
      wait: async (ms) => waits.push(ms),
      ...options,
    });
  return { ...own, url, asked, waits, mishaps, clientWith, client: clientWith({}) };
}

/** The ledger does it, and its answer is lost. */
export const answerLost: Mishap = async (request, handler) => {
  await handler(request);
  throw new Error('The connection is cut.');
};

/** The connection is cut before the ledger hears of it. */
export const requestLost: Mishap = () => {
  throw new Error('The connection is cut.');
};

/** A proxy answers by itself, with a page of its own. */
export const proxySays =
  (status: number, headers: Readonly<Record<string, string>> = {}): Mishap =>
  () =>
    new Response('<html>nginx</html>', { status, headers: { 'content-type': 'text/html', ...headers } });

/** Gives a member 5 points by hand. */
export const gift = {
  memberId: 'C-17',
  points: 5,
  direction: 'add',
  reason: 'gift',
  idempotencyKey: 'gift-1',
} as const;

/** A served shop with a member who has nothing yet. */
export async function withMember(...mishaps: Mishap[]) {
  const own = await servedShop(...mishaps);
  await own.pointbook.enrolMember({ memberId: 'C-17' });
  const deltas = async () =>
    valueOf(await own.pointbook.getStatement({ memberId: 'C-17' })).items.map(({ delta }) => delta);
  return { ...own, deltas };
}
