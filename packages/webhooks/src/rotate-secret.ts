import type { Instant, Named } from '@pointbook/core';
import { command } from '@pointbook/core/plugin';
import { instant, optional, shape, strict, whole } from '@pointbook/core/shapes';
import { err } from 'neverthrow';
import { changeEndpoint, endpointReceipt, endpoints, unknownEndpoint } from './endpoint.ts';
import { endpointFields, type EndpointQuery } from './endpoint-fields.ts';

/** Which secret an endpoint is to have. */
export interface RotateSecretCommand extends EndpointQuery {
  /** The number of the new secret: one more than that of the endpoint. */
  readonly generation: number;
  /** Until when the secret before signs, too; for 24 hours when left out. */
  readonly previousUntil?: Date | string | undefined;
}

/** The endpoint is at another secret. */
export interface GenerationDiffers extends Named<'generation-differs'> {
  /** The number of the secret that it has. */
  readonly generation: number;
}

const dayMs = 86_400_000;

/**
 * Signs with a new secret, and for a while with the one before, so that the receiver can change at any time between.
 *
 * @remarks Tell the receiver the new secret first: `endpointSecret({ secret, endpointId, generation })`. A repetition
 * changes nothing. To stop an old secret at once, such as one that leaked, say `previousUntil: new Date()`.
 *
 * Fails with `unknown-endpoint`, `generation-differs` (somebody else rotated it, or the number is not the next one),
 * `invalid-command`, `overloaded` and the errors of the store. `overloaded`, `store-locked` and `store-unavailable` are
 * retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await pointbook.webhooks.rotateSecret({ endpointId: 'crm', generation: 2 });
 * ```
 */
export const rotateSecret = command({
  name: 'rotateSecret',
  route: 'POST /webhooks/{endpointId}/rotate',
  input: shape<RotateSecretCommand>()(
    strict({ ...endpointFields, generation: whole(2), previousUntil: optional(instant()) }),
  ),
  failures: { 'unknown-endpoint': true, 'generation-differs': true },
  joins: 'host',
  reads: ({ endpointId }) => [endpoints.at(endpointId)],
  recall: 'runs-again',
  decide({ endpointId, generation, previousUntil }, book) {
    const endpoint = book.get(endpoints, endpointId);
    if (endpoint === null) return err(unknownEndpoint(endpointId));
    const is = endpoint.generation;
    if (generation !== is && generation !== is + 1) return err(generationDiffers(is));
    const until = previousUntil ?? ((book.now + dayMs) as Instant);
    return changeEndpoint(book, endpointId, (each) =>
      generation === is && previousUntil === undefined ? each : { ...each, generation, previousUntil: until },
    );
  },
  receipt: endpointReceipt,
});

function generationDiffers(generation: number): GenerationDiffers {
  const message = `The endpoint is at its secret ${generation}; the next one is ${generation + 1}.`;
  return { kind: 'generation-differs', message, generation };
}
