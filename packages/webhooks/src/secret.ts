import { createHmac } from 'node:crypto';
import type { Instant } from '@pointbook/core';
import { Webhook } from 'standardwebhooks';
import type { Endpoint } from './endpoint.ts';

/** Which secret. */
export interface EndpointSecretQuery {
  /** The secret that the plugin `webhooks` was given. */
  readonly secret: string;
  /** The endpoint whose secret it is. */
  readonly endpointId: string;
  /** Which of the endpoint's secrets, from 1; 1 when left out. */
  readonly generation?: number | undefined;
}

/**
 * Tells the secret of an endpoint, to hand it to those who run the receiver.
 *
 * @remarks It is derived from the secret of the plugin and written nowhere: no record, answer, log or backup has it.
 *
 * @example
 * ```ts
 * import { endpointSecret } from '@pointbook/webhooks';
 *
 * const forTheReceiver = endpointSecret({ secret: process.env.WEBHOOKS_SECRET ?? '', endpointId: 'crm' });
 * ```
 */
export function endpointSecret({ secret, endpointId, generation = 1 }: EndpointSecretQuery): string {
  const key = createHmac('sha256', secret).update(JSON.stringify(['pointbook webhook', endpointId, generation]));
  return `whsec_${key.digest('base64')}`;
}

/** What is signed. */
interface Signed {
  readonly eventId: string;
  readonly now: Instant;
  readonly body: string;
}

/**
 * The headers of an event by Standard Webhooks; after a rotation the signature of the secret before stands beside the
 * new one.
 */
export function signedHeaders(
  secret: string,
  endpoint: Endpoint,
  { eventId, now, body }: Signed,
): Record<string, string> {
  const { endpointId, generation, previousUntil } = endpoint;
  const generations = previousUntil !== null && now < previousUntil ? [generation, generation - 1] : [generation];
  const at = new Date(now);
  const signatures = generations.map((each) =>
    new Webhook(endpointSecret({ secret, endpointId, generation: each })).sign(eventId, at, body),
  );
  return {
    'content-type': 'application/json',
    'user-agent': 'pointbook-webhooks',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
