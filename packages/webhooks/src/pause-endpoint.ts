import { command, type Route } from '@pointbook/core/plugin';
import { shape, strict } from '@pointbook/core/shapes';
import { changeEndpoint, type Endpoint, endpointReceipt, endpoints } from './endpoint.ts';
import { endpointFields, type EndpointQuery } from './endpoint-fields.ts';

/** What both commands share. */
function switching(name: string, route: Route, state: Endpoint['state']) {
  return command({
    name,
    route,
    input: shape<EndpointQuery>()(strict(endpointFields)),
    failures: { 'unknown-endpoint': true },
    joins: 'host',
    reads: ({ endpointId }) => [endpoints.at(endpointId)],
    recall: 'runs-again',
    decide: ({ endpointId }, book) =>
      changeEndpoint(book, endpointId, (endpoint) => (endpoint.state === state ? endpoint : { ...endpoint, state })),
    receipt: endpointReceipt,
  });
}

/**
 * Sends nothing more to an endpoint, after what is being sent. It keeps its place, so nothing is skipped.
 *
 * @remarks The command has no id of its own, so `replayed` is always false.
 *
 * Fails with `unknown-endpoint`, `invalid-command`, `overloaded` and the errors of the store. `overloaded`,
 * `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await pointbook.webhooks.pauseEndpoint({ endpointId: 'crm' });
 * ```
 */
export const pauseEndpoint = switching('pauseEndpoint', 'POST /webhooks/{endpointId}/pause', 'paused');

/**
 * Sends to a paused endpoint again, from where it was.
 *
 * @remarks The command has no id of its own, so `replayed` is always false.
 *
 * Fails with `unknown-endpoint`, `invalid-command`, `overloaded` and the errors of the store. `overloaded`,
 * `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await pointbook.webhooks.resumeEndpoint({ endpointId: 'crm' });
 * ```
 */
export const resumeEndpoint = switching('resumeEndpoint', 'POST /webhooks/{endpointId}/resume', 'active');
