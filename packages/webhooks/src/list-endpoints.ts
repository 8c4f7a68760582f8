import { err, ok, type Result } from 'neverthrow';
import type { InvalidCommand, Page, PageQuery, ReadingHost, StoreError } from '@pointbook/core';
import { query } from '@pointbook/core/plugin';
import { optionalShape, shape, strict } from '@pointbook/core/shapes';
import { pageFields, pageOf, usualPage } from '@pointbook/core/till';
import {
  type Endpoint,
  type EndpointReceipt,
  endpointReceipt,
  endpoints,
  type UnknownEndpoint,
  unknownEndpoint,
} from './endpoint.ts';
import { endpointFields, type EndpointQuery } from './endpoint-fields.ts';

/**
 * Reads an endpoint.
 *
 * @remarks Fails with `unknown-endpoint`, `invalid-command` and the errors of the store. `store-locked` and
 * `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const endpoint = await pointbook.webhooks.getEndpoint({ endpointId: 'crm' });
 * if (endpoint.isOk()) print(endpoint.value.state, endpoint.value.deadLetters);
 * ```
 */
export const getEndpoint = query({
  name: 'getEndpoint',
  route: 'GET /webhooks/{endpointId}',
  input: shape<EndpointQuery>()(strict(endpointFields)),
  failures: { 'unknown-endpoint': true },
  answer: async ({ endpointId }, host: ReadingHost) => (await readEndpoint(host, endpointId)).map(endpointReceipt),
});

/**
 * Reads one page of the endpoints, in the order of their ids.
 *
 * @remarks Fails with `invalid-command` and the errors of the store. `store-locked` and `store-unavailable` are
 * retryable.
 *
 * @example
 * ```ts
 * const page = await pointbook.webhooks.listEndpoints();
 * if (page.isOk()) for (const { endpointId, url, state } of page.value.items) print(endpointId, url, state);
 * ```
 */
export const listEndpoints = query({
  name: 'listEndpoints',
  route: 'GET /webhooks',
  input: optionalShape<PageQuery>()(strict(pageFields)),
  failures: {},
  async answer(
    { limit = usualPage, cursor },
    { reads }: ReadingHost,
  ): Promise<Result<Page<EndpointReceipt>, StoreError | InvalidCommand>> {
    const found = await reads.page(endpoints, cursor ?? null, limit + 1);
    return found.map((page) => pageOf(page, limit, endpointReceipt, ({ endpointId }) => endpointId));
  },
});

/** Reads the record of an endpoint. */
export async function readEndpoint(
  { reads }: ReadingHost,
  endpointId: string,
): Promise<Result<Endpoint, StoreError | UnknownEndpoint>> {
  const found = await reads.get(endpoints, endpointId);
  return found.andThen((each): Result<Endpoint, UnknownEndpoint> =>
    each === null ? err(unknownEndpoint(endpointId)) : ok(each),
  );
}
