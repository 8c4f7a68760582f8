import type { Notifier } from '@pointbook/core/codes';

/** A message to a customer. */
export interface Sent {
  readonly to: string;
  readonly text: string;
}

/** Keeps what would be sent, and sends nothing. A shop has a notifier that sends, such as that of @pointbook/sms. */
export function openInbox() {
  const messages: Sent[] = [];
  const notifier: Notifier = {
    channel: 'sms',
    send: async ({ to, text }) => {
      messages.push({ to, text });
      return { status: 'sent', providerId: `inbox-${messages.length}` };
    },
  };
  return { notifier, last: () => messages.at(-1) };
}
