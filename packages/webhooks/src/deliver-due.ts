import type { StoreError } from '@pointbook/core';
import { type DueWork, type FailureOf, query } from '@pointbook/core/plugin';
import { abortSignal, optional, optionalShape, strict, whole } from '@pointbook/core/shapes';
import { err, ok, type Result } from 'neverthrow';
import { endpoints } from './endpoint.ts';
import { type EndpointLeft, type EndpointTurn, takeTurn } from './endpoint-turn.ts';
import type { WebhooksHost } from './webhooks-host.ts';

/** How much to send at once. */
export interface DeliverDueQuery {
  /** Requests to each endpoint, from 1 to 1,000,000; 100,000 when left out. A round that was begun is ended. */
  readonly limit?: number | undefined;
  /** Ends the work after the requests that are under way. Abort it when the process is asked to end. */
  readonly signal?: AbortSignal | undefined;
}

/** What one call of `deliverDue` did. */
export interface DeliveriesReceipt {
  /** Events that arrived. */
  readonly delivered: number;
  /** Requests that failed: their events are sent again, or were given up. */
  readonly failed: number;
  /** Endpoints that could not be worked on to the end, and why. They are tried again the next time. */
  readonly left: readonly EndpointLeft[];
  /** Whether the limit or the signal left something to send now: call it again. */
  readonly more: boolean;
}

const usualLimit = 100_000;
const page = 100;

/**
 * Sends the events that are due, in order for each member: those that wait for another attempt, and what the feed has.
 * `jobs.runDue` does it as well.
 *
 * @remarks Call it from cron, a timer or a queue, in as many processes as you like. An endpoint is leased to one of
 * them for a minute at most. An event that was sent and not noted, because the process ended, is sent again, with the
 * same id. It writes what it did in commits of its own. An error of one endpoint is in `left`, and keeps no other
 * waiting.
 *
 * Fails with `invalid-command` and the errors of the store. `store-locked` and `store-unavailable` are retryable. What
 * was done before a failure stays.
 *
 * @example
 * ```ts
 * const sent = await pointbook.webhooks.deliverDue();
 * if (sent.isOk()) print(sent.value.delivered, sent.value.left);
 * ```
 */
export const deliverDue = query({
  name: 'deliverDue',
  route: 'POST /webhooks/deliver',
  input: optionalShape<DeliverDueQuery>()(
    strict({ limit: optional(whole(1, 1_000_000)), signal: optional(abortSignal()) }),
  ),
  failures: {},
  writes: true,
  sends: true,
  answer: ({ limit = usualLimit, signal }, host: WebhooksHost) => deliver(host, { limit, signal }),
});

/** What can go wrong with `deliverDue` as a whole; an error of one endpoint is in `left`. */
export type DeliverDueFailure = FailureOf<typeof deliverDue>;

/** What the plugin does when `jobs.runDue` calls it. */
export async function workDue(limits: Parameters<typeof deliver>[1], host: WebhooksHost): Promise<DueWork> {
  const sent = await deliver(host, limits);
  if (sent.isErr()) return { done: 0, more: false, left: [sent.error] };
  const { delivered, failed, left, more } = sent.value;
  return { done: delivered + failed, left, more };
}

async function deliver(
  host: WebhooksHost,
  limits: { readonly limit: number; readonly signal?: AbortSignal | undefined },
): Promise<Result<DeliveriesReceipt, StoreError>> {
  const turns: EndpointTurn[] = [];
  for (let after: string | null = null; ;) {
    const found: Result<{ endpointId: string }[], StoreError> = await host.reads.page(endpoints, after, page);
    if (found.isErr()) return err(found.error);
    const ids: string[] = found.value.map(({ endpointId }) => endpointId);
    turns.push(...(await Promise.all(ids.map(async (endpointId) => takeTurn(host, endpointId, limits)))));
    if (ids.length < page) return ok(receiptOf(turns));
    after = ids.at(-1) ?? null;
  }
}

function receiptOf(turns: readonly EndpointTurn[]): DeliveriesReceipt {
  const sum = (count: (turn: EndpointTurn) => number) => turns.reduce((before, turn) => before + count(turn), 0);
  return {
    delivered: sum(({ delivered }) => delivered),
    failed: sum(({ failed }) => failed),
    left: turns.flatMap(({ left }) => left ?? []),
    more: turns.some(({ more }) => more),
  };
}
