import type { Channel } from '../../../index.ts';
import type { OutgoingMessage, SendOutcome } from './message.ts';

/**
 * Brings messages to members over one channel.
 *
 * @remarks An adapter says how a send ended and throws nothing. What it says, logs or throws holds neither the code nor
 * the text of the message. It stops when the signal is aborted; a caller that has aborted waits no longer.
 *
 * @example
 * ```ts
 * import type { Notifier } from '@pointbook/core/codes';
 *
 * const printer: Notifier = {
 *   channel: 'sms',
 *   send: async ({ to, text }) => {
 *     print(to, text);
 *     return { status: 'sent', providerId: null };
 *   },
 * };
 * ```
 */
export interface Notifier {
  /** The channel that it serves. */
  readonly channel: Channel;
  /** Sends one message, and says how that ended. */
  send(message: OutgoingMessage, options: SendOptions): Promise<SendOutcome>;
}

/** How long a send may take. */
export interface SendOptions {
  /** Aborted when the caller gives up. */
  readonly signal: AbortSignal;
}
