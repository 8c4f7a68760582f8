import type { Instant, MemberId } from '@pointbook/core';
import { jsonCodec, record } from '@pointbook/core/plugin';
import { endpoints } from './endpoint.ts';

/** One request to an endpoint. */
export interface Attempt {
  /** The id of the event, as the endpoint is sent it. */
  readonly eventId: string;
  /** The member whose entry it is. */
  readonly memberId: MemberId;
  /** The number of the entry within its member. */
  readonly sequence: number;
  /** When it was sent. */
  readonly at: Instant;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** The status that was answered; null where nothing was. */
  readonly status: number | null;
  /** Why it did not arrive; null where it did. */
  readonly problem: string | null;
}

/** The last requests to an endpoint, newest first. */
export interface DeliveryLog {
  /** The endpoint that they were sent to. */
  readonly endpointId: string;
  /** The requests. */
  readonly attempts: readonly Attempt[];
}

/** How many requests the log of an endpoint keeps. */
export const keptAttempts = 100;

/** One log for each endpoint. */
export const deliveryLogs = record<DeliveryLog>({
  kind: 'webhooks-log',
  format: 1,
  codec: jsonCodec(),
  key: ({ endpointId }) => endpointId,
  guard: ({ endpointId }) => endpoints.at(endpointId),
});
