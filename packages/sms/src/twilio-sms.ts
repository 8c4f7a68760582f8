import type { Notifier, OutgoingMessage } from '@pointbook/core/codes';
import { twilioMessages, type TwilioOptions } from './twilio-messages.ts';

/**
 * Sends messages by SMS over Twilio's Programmable Messaging.
 *
 * @remarks A code that Twilio could not pass on before it ends is not sent at all.
 * @throws TypeError where an option is missing or cannot be.
 *
 * @example
 * ```ts
 * import { twilioSmsNotifier } from '@pointbook/sms';
 *
 * const sms = twilioSmsNotifier({
 *   accountSid: process.env.TWILIO_ACCOUNT_SID ?? '',
 *   apiKey: process.env.TWILIO_API_KEY ?? '',
 *   apiKeySecret: process.env.TWILIO_API_KEY_SECRET ?? '',
 *   from: '+6281234567890',
 *   countries: ['+62'],
 * });
 * ```
 */
export function twilioSmsNotifier(options: TwilioOptions): Notifier {
  const send = twilioMessages(options, 'sms');
  return {
    channel: 'sms',
    send: async (message, { signal }) => send(message.to, { Body: message.text, ...validity(message) }, { signal }),
  };
}

/** How long the message may stay in Twilio's queue: 1 to 36000 seconds (twilio.com/docs/api/errors/90007). */
function validity(message: OutgoingMessage): Record<string, string> {
  if (message.template !== 'redemption-code') return {};
  const seconds = Math.floor(message.data.minutes * 60);
  return { ValidityPeriod: String(Math.min(Math.max(seconds, 1), 36_000)) };
}
