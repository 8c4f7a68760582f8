import type { Instant, Named } from '@pointbook/core';
import { type Book, jsonCodec, record, type Reads } from '@pointbook/core/plugin';
import { err, ok, type Result } from 'neverthrow';

/** Where entries are sent to, and how far. */
export interface Endpoint {
  /** The host's own id of the endpoint. */
  readonly endpointId: string;
  /** Where events are posted to. */
  readonly url: string;
  /** Whether events are sent. A paused endpoint keeps its place. */
  readonly state: 'active' | 'paused';
  /** Entries that were posted before are not sent. */
  readonly since: Instant;
  /** The last entry of the feed that was sent, or that waits for its member's turn; null before the first. */
  readonly place: FeedPlace | null;
  /** Which of the endpoint's secrets signs, from 1. */
  readonly generation: number;
  /** Until when the secret before signs, too; null where none does. */
  readonly previousUntil: Instant | null;
  /** How many events were given up, and did not arrive later. */
  readonly deadLetters: number;
  /** Counts who took the endpoint to work on it, and its replays: what an earlier one did is not written any more. */
  readonly turn: number;
  /** Until when other processes leave it to the one that took it; null where none has it. */
  readonly leasedUntil: Instant | null;
}

/** A place in the feed. */
export type FeedPlace = NonNullable<Parameters<Reads['feed']>[0]>;

/** The endpoints. */
export const endpoints = record<Endpoint>({
  kind: 'webhooks-endpoint',
  format: 1,
  codec: jsonCodec(),
  key: ({ endpointId }) => endpointId,
  columns: {
    url: { field: 'url', type: 'text' },
    state: { field: 'state', type: 'text' },
    since: { field: 'since', type: 'instant' },
    generation: { field: 'generation', type: 'integer' },
    dead_letters: { field: 'deadLetters', type: 'integer' },
  },
});

/** An endpoint as it is shown. It holds no secret. */
export interface EndpointReceipt {
  /** The host's own id of the endpoint. */
  readonly endpointId: string;
  /** Where events are posted to. */
  readonly url: string;
  /** Whether events are sent. A paused endpoint keeps its place. */
  readonly state: 'active' | 'paused';
  /** Entries that were posted before are not sent. */
  readonly since: Date;
  /** Which of the endpoint's secrets signs, from 1: `endpointSecret` tells it. */
  readonly generation: number;
  /** Until when the secret before signs, too; null where none does. */
  readonly previousUntil: Date | null;
  /** How many events were given up, and did not arrive later: `listDeadLetters` lists them. */
  readonly deadLetters: number;
}

/** Makes the receipt from an endpoint. */
export function endpointReceipt(endpoint: Endpoint): EndpointReceipt {
  const { endpointId, url, state, since, generation, previousUntil, deadLetters } = endpoint;
  return {
    endpointId,
    url,
    state,
    since: new Date(since),
    generation,
    previousUntil: previousUntil === null ? null : new Date(previousUntil),
    deadLetters,
  };
}

/** No endpoint was saved under this id. */
export interface UnknownEndpoint extends Named<'unknown-endpoint'> {
  /** The id that was asked for. */
  readonly endpointId: string;
}

export function unknownEndpoint(endpointId: string): UnknownEndpoint {
  const message = `No endpoint was saved as ${JSON.stringify(endpointId)}; listEndpoints has them.`;
  return { kind: 'unknown-endpoint', message, endpointId };
}

/** Changes an endpoint that there is. */
export function changeEndpoint(
  book: Book,
  endpointId: string,
  change: (endpoint: Endpoint) => Endpoint,
): Result<Endpoint, UnknownEndpoint> {
  const endpoint = book.get(endpoints, endpointId);
  if (endpoint === null) return err(unknownEndpoint(endpointId));
  const after = change(endpoint);
  if (after !== endpoint) book.put(endpoints, after);
  return ok(after);
}
