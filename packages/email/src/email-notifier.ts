import type { Notifier, OutgoingMessage, SendOutcome } from '@pointbook/core/codes';
import { isAddress, type Mailbox } from './addresses.ts';
import { composeMail, type Mail, type Sender } from './compose-mail.ts';
import { openDelivery } from './delivery.ts';
import { checkEmailOptions, type EmailNotifierOptions, tlsOf } from './email-notifier-options.ts';
import { poolOptions } from './pool-options.ts';
import { outcomeOf, rejected, unavailable } from './send-outcomes.ts';

/**
 * Brings messages by email, until it is closed.
 *
 * @example
 * ```ts
 * import type { EmailNotifier } from '@pointbook/email';
 *
 * async function shutDown(mail: EmailNotifier) {
 *   await mail.close();
 * }
 * ```
 */
export interface EmailNotifier extends Notifier {
  /** The channel that it serves. */
  readonly channel: 'email';
  /**
   * Waits for the messages under way and ends the connections; until then an idle one may keep the process for half a
   * minute.
   */
  close(): Promise<void>;
}

/**
 * Sends messages over SMTP, encrypted, with a few connections that are kept for the next message.
 *
 * @remarks A message whose signal is aborted loses its connection, or its place in the queue. A mail server that had
 * all of it by then may deliver it nevertheless: no one can call a mail back.
 *
 * @example
 * ```ts
 * import { emailNotifier } from '@pointbook/email';
 *
 * const mail = emailNotifier({
 *   host: 'smtp.example.org',
 *   from: { name: 'Warung Sari', address: 'points@warung-sari.example' },
 *   auth: { user: 'warung-sari', pass: process.env['SMTP_PASSWORD'] ?? '' },
 * });
 * ```
 */
export function emailNotifier(options: EmailNotifierOptions): EmailNotifier {
  checkEmailOptions(options);
  const sender: Sender = { from: mailbox(options.from), replyTo: options.replyTo ? mailbox(options.replyTo) : null };
  const tls = tlsOf(options);
  const delivery = openDelivery(poolOptions(options));
  const underWay = new Set<Promise<SendOutcome>>();
  let isClosed = false;

  async function deliver(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    if (isClosed) return unavailable('This notifier is closed; nothing was sent.');
    if (signal.aborted) return unavailable('The caller gave up; nothing was sent.');
    if (!isAddress(message.to)) return rejected('destination', 'This is no address that mail can go to.');
    let mail: Mail;
    try {
      mail = composeMail(message, sender);
    } catch {
      return rejected('content', 'This is no message that a mail can be made of.');
    }
    const { error, hasLeft } = await delivery.deliver(mail, signal);
    return error === null ? { status: 'sent', providerId: mail.messageId } : outcomeOf(error, { hasLeft, tls });
  }

  return {
    channel: 'email',
    send: async (message, { signal }) => {
      const sending = deliver(message, signal);
      underWay.add(sending);
      return sending.finally(() => underWay.delete(sending));
    },
    close: async () => {
      isClosed = true;
      await Promise.all(underWay);
      delivery.close();
    },
  };
}

function mailbox(given: string | Mailbox): Mailbox {
  return typeof given === 'string' ? { name: '', address: given } : { name: given.name, address: given.address };
}
