import type { ReadingHost } from '@pointbook/core';
import { query } from '@pointbook/core/plugin';
import { shape, strict } from '@pointbook/core/shapes';
import { ok } from 'neverthrow';
import { type Attempt, deliveryLogs } from './delivery-log.ts';
import { endpointFields, type EndpointQuery } from './endpoint-fields.ts';
import { readEndpoint } from './list-endpoints.ts';

/** One request to an endpoint. */
export interface Delivery extends Omit<Attempt, 'at'> {
  /** When it was sent. */
  readonly at: Date;
}

/**
 * Reads the last 100 requests to an endpoint, newest first.
 *
 * @remarks Fails with `unknown-endpoint`, `invalid-command` and the errors of the store. `store-locked` and
 * `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const log = await pointbook.webhooks.listDeliveries({ endpointId: 'crm' });
 * if (log.isOk()) for (const { at, status, problem } of log.value) print(at, status, problem);
 * ```
 */
export const listDeliveries = query({
  name: 'listDeliveries',
  route: 'GET /webhooks/{endpointId}/deliveries',
  input: shape<EndpointQuery>()(strict(endpointFields)),
  failures: { 'unknown-endpoint': true },
  async answer({ endpointId }, host: ReadingHost) {
    const endpoint = await readEndpoint(host, endpointId);
    if (endpoint.isErr()) return endpoint.map((): Delivery[] => []);
    const log = await host.reads.get(deliveryLogs, endpointId);
    return log.andThen((found) => ok((found?.attempts ?? []).map(deliveryOf)));
  },
});

function deliveryOf({ at, ...attempt }: Attempt): Delivery {
  return { ...attempt, at: new Date(at) };
}
