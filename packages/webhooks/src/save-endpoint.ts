import type { Instant, Named } from '@pointbook/core';
import { type FailureOf, query, type Task } from '@pointbook/core/plugin';
import { instant, optional, shape, strict } from '@pointbook/core/shapes';
import { err, ok } from 'neverthrow';
import type { Refusal } from './address-guard.ts';
import { endpointReceipt, type Endpoint, type EndpointReceipt, endpoints } from './endpoint.ts';
import { endpointFields, endpointUrl } from './endpoint-fields.ts';
import type { WebhooksHost } from './webhooks-host.ts';

/** An endpoint to be added, or to be moved to another URL. */
export interface SaveEndpointCommand {
  /** The host's own id of the endpoint. */
  readonly endpointId: string;
  /** Where events are posted to: https, at a public address. */
  readonly url: string;
  /**
   * The first events of a new endpoint are those of entries that were posted then or later; now when left out. It says
   * nothing where the endpoint is there already: use `replayEvents`.
   */
  readonly from?: Date | string | undefined;
}

/** Events must not go to this address. */
export interface EndpointRefused extends Named<'endpoint-refused'> {
  /** Why: it is not https, a private address, or a name that has no address. */
  readonly reason: Refusal;
}

/**
 * Adds an endpoint, or moves it to another URL. A moved endpoint goes on where it was.
 *
 * @remarks The name is looked up, and each of its addresses must be a public one, unless the plugin's `privateHosts`
 * has the host. The same is looked at before each delivery. Saving it again changes nothing.
 *
 * Fails with `endpoint-refused`, `invalid-command`, `overloaded` and the errors of the store. `overloaded`,
 * `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * const saved = await pointbook.webhooks.saveEndpoint({ endpointId: 'crm', url: 'https://crm.example/pointbook' });
 * if (saved.isErr()) print(saved.error.kind, saved.error.message);
 * ```
 */
export const saveEndpoint = query({
  name: 'saveEndpoint',
  route: 'PUT /webhooks/{endpointId}',
  input: shape<SaveEndpointCommand>()(strict({ ...endpointFields, url: endpointUrl(), from: optional(instant()) })),
  failures: { 'endpoint-refused': true, overloaded: true },
  writes: true,
  async answer(endpoint, { guard, engine }: WebhooksHost) {
    const reason = await guard.check(new URL(endpoint.url));
    return reason === null ? engine.run(saveTask(endpoint)) : err(refused(reason));
  },
});

/** What can go wrong with `saveEndpoint`. */
export type SaveEndpointFailure = FailureOf<typeof saveEndpoint>;

function saveTask({
  endpointId,
  url,
  from,
}: {
  endpointId: string;
  url: string;
  from?: Instant | undefined;
}): Task<EndpointReceipt, never> {
  return {
    reads: [endpoints.at(endpointId)],
    decide(book) {
      const saved = book.get(endpoints, endpointId);
      const after: Endpoint = saved ? { ...saved, url } : newEndpoint(endpointId, url, from ?? book.now);
      if (saved?.url !== url) book.put(endpoints, after);
      return ok(endpointReceipt(after));
    },
  };
}

function newEndpoint(endpointId: string, url: string, since: Instant): Endpoint {
  const begun = { place: null, generation: 1, previousUntil: null, deadLetters: 0, turn: 0, leasedUntil: null };
  return { endpointId, url, since, state: 'active', ...begun };
}

function refused(reason: Refusal): EndpointRefused {
  const message = {
    'not-https': 'Events are sent to https only; name the host in privateHosts if it is one of your own.',
    'private-address': 'The host has an address that is not public; name it in privateHosts if it is one of your own.',
    unresolved: 'The name of the host has no address; correct it.',
  }[reason];
  return { kind: 'endpoint-refused', message, reason };
}
