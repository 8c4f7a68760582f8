import type { Named } from '@pointbook/core';
import { err, ok, type Result } from 'neverthrow';
import { Webhook } from 'standardwebhooks';
import type { WebhookEvent } from './event.ts';

/** A request that a receiver got. */
export interface ReceivedRequest {
  /** The secret of the endpoint, as `endpointSecret` tells it; in a rotation, the old one and the new one. */
  readonly secrets: readonly string[];
  /** The headers of the request: an object with lower-case names, or `Headers`. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as it came: its text, not what was read of it as JSON. */
  readonly body: string;
}

/** An event, and the id to recognise its repetitions by. */
export interface ReceivedEvent {
  /** The same each time that the event is sent. */
  readonly eventId: string;
  /** The event. */
  readonly event: WebhookEvent;
}

/** The request is not one that the ledger signed in the last five minutes. */
export type ForgedWebhook = Named<'forged-webhook'>;

/**
 * Checks the signature of a request, for receivers in TypeScript. In other languages any library of Standard Webhooks
 * does it.
 *
 * @remarks Fails with `forged-webhook` where no signature is right, where the request is more than five minutes old or
 * ahead, and where headers are missing.
 *
 * @example
 * ```ts
 * import { receiveWebhook } from '@pointbook/webhooks';
 *
 * declare const request: Request;
 * const secrets = [process.env.POINTBOOK_WEBHOOK_SECRET ?? ''];
 * const received = receiveWebhook({ secrets, headers: request.headers, body: await request.text() });
 * received.match(
 *   ({ eventId, event }) => print(eventId, event.data.memberId, event.data.balance),
 *   (error) => print(error.kind, error.message),
 * );
 * ```
 */
export function receiveWebhook({ secrets, headers, body }: ReceivedRequest): Result<ReceivedEvent, ForgedWebhook> {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  const given = Object.fromEntries(names.map((name) => [name, headerOf(headers, name)]));
  const event = secrets.map((secret) => eventIn(secret, body, given)).find((found) => found !== null);
  if (event === undefined)
    return err({ kind: 'forged-webhook', message: 'No signature is right and of now; answer 401, and do nothing.' });
  return ok({ eventId: given['webhook-id'] ?? '', event: event as WebhookEvent });
}

/** What was signed; null where it was not. */
function eventIn(secret: string, body: string, headers: Record<string, string>): object | null {
  try {
    return new Webhook(secret).verify(body, headers) as object;
  } catch {
    return null;
  }
}

function headerOf(headers: ReceivedRequest['headers'], name: string): string {
  const given =
    typeof headers.get === 'function' ? (headers as Headers).get(name) : (headers as Record<string, unknown>)[name];
  return typeof given === 'string' ? given : '';
}
