import type { Instant, MemberId } from '@pointbook/core';
import { jsonCodec, record } from '@pointbook/core/plugin';
import { endpoints } from './endpoint.ts';

/** An event that was given up. */
export interface DeadLetter {
  /** The endpoint that did not take it. */
  readonly endpointId: string;
  /** The member whose entry it is. */
  readonly memberId: MemberId;
  /** The number of the entry within its member. */
  readonly sequence: number;
  /** When it was given up. */
  readonly givenUpAt: Instant;
  /** Why it was not taken the last time. */
  readonly problem: string;
  /** When it arrived after all, by a replay; null where it did not. */
  readonly deliveredAt: Instant | null;
}

/** What was given up. */
export const deadLetters = record<DeadLetter>({
  kind: 'webhooks-dead-letter',
  format: 1,
  codec: jsonCodec(),
  key: ({ endpointId, memberId, sequence }) => deadKey(endpointId, memberId, sequence),
  guard: ({ endpointId }) => endpoints.at(endpointId),
  // Newest first.
  listed: {
    open: ({ endpointId, givenUpAt, deliveredAt }) =>
      deliveredAt === null ? { value: endpointId, rank: 0 - givenUpAt } : null,
  },
  columns: {
    endpoint_id: { field: 'endpointId', type: 'text' },
    member_id: { field: 'memberId', type: 'text' },
    sequence: { field: 'sequence', type: 'integer' },
    given_up_at: { field: 'givenUpAt', type: 'instant' },
    problem: { field: 'problem', type: 'text' },
    delivered_at: { field: 'deliveredAt', type: 'instant' },
  },
});

/** Ids hold no control character. */
export function deadKey(endpointId: string, memberId: string, sequence: number): string {
  return `${endpointId}\u0001${memberId}\u0001${sequence}`;
}
