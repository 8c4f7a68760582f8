import { command } from '@pointbook/core/plugin';
import { instant, shape, strict } from '@pointbook/core/shapes';
import { changeEndpoint, endpointReceipt, endpoints } from './endpoint.ts';
import { endpointFields, type EndpointQuery } from './endpoint-fields.ts';

/** From when events are sent again. */
export interface ReplayEventsCommand extends EndpointQuery {
  /** Entries that were posted then or later. */
  readonly from: Date | string;
}

/**
 * Sends all events from a date on again, with the ids that they had: those that arrived, those that were given up, and
 * those that were not sent yet.
 *
 * @remarks Sends also what the endpoint was never sent, where `from` is before its first event. With a date in the
 * future it skips what comes until then. What waits for another attempt stays. Use it after the ledger was restored,
 * too. The command has no id of its own, so `replayed` is always false: a repetition begins again.
 *
 * Fails with `unknown-endpoint`, `invalid-command`, `overloaded` and the errors of the store. `overloaded`,
 * `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await pointbook.webhooks.replayEvents({ endpointId: 'crm', from: '2026-11-01T00:00:00+07:00' });
 * ```
 */
export const replayEvents = command({
  name: 'replayEvents',
  route: 'POST /webhooks/{endpointId}/replay',
  input: shape<ReplayEventsCommand>()(strict({ ...endpointFields, from: instant() })),
  failures: { 'unknown-endpoint': true },
  joins: 'host',
  reads: ({ endpointId }) => [endpoints.at(endpointId)],
  recall: 'runs-again',
  decide: ({ endpointId, from }, book) =>
    changeEndpoint(book, endpointId, (endpoint) => ({
      ...endpoint,
      since: from,
      place: null,
      // What a process that is at work sends meanwhile is no progress of the replay.
      turn: endpoint.turn + 1,
      leasedUntil: null,
    })),
  receipt: endpointReceipt,
});
