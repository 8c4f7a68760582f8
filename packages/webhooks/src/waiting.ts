import type { Instant, MemberId } from '@pointbook/core';
import { jsonCodec, record } from '@pointbook/core/plugin';
import { endpoints } from './endpoint.ts';

/** The entries of a member that an endpoint did not take yet: the first is sent again, and the others wait for it. */
export interface Waiting {
  /** The endpoint that they wait for. */
  readonly endpointId: string;
  /** The member whose entries they are. */
  readonly memberId: MemberId;
  /** The number of the first one; null where none waits any more. */
  readonly from: number | null;
  /** The number of the last one. What comes later waits behind it. */
  readonly to: number;
  /** How often the first one was sent in vain. */
  readonly attempts: number;
  /** When it is sent again. */
  readonly nextAt: Instant;
  /** Why it was not taken; null where it was not sent. */
  readonly problem: string | null;
}

/** What waits. A record stays when nothing waits any more, for its key may be needed again. */
export const waitings = record<Waiting>({
  kind: 'webhooks-waiting',
  format: 1,
  codec: jsonCodec(),
  key: ({ endpointId, memberId }) => waitingKey(endpointId, memberId),
  guard: ({ endpointId }) => endpoints.at(endpointId),
  listed: {
    next: ({ endpointId, from, nextAt }) => (from === null ? null : { value: endpointId, rank: nextAt }),
  },
  columns: {
    endpoint_id: { field: 'endpointId', type: 'text' },
    member_id: { field: 'memberId', type: 'text' },
    first: { field: 'from', type: 'integer' },
    last: { field: 'to', type: 'integer' },
    attempts: { field: 'attempts', type: 'integer' },
    next_at: { field: 'nextAt', type: 'instant' },
    problem: { field: 'problem', type: 'text' },
  },
});

/** Ids hold no control character. */
export function waitingKey(endpointId: string, memberId: string): string {
  return `${endpointId}\u0001${memberId}`;
}
