import { type Channel, channels } from '../model/channel.ts';
import { InvariantError } from '../model/invariant.ts';
import type { Message, SendOutcome } from '../model/message.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { MessageText, MessageTexts } from './message-text.ts';
import { builtInText } from './texts.ts';

/** Hands messages to the notifiers of a ledger. */
export interface Messenger {
  /** The channels over which it can send. */
  readonly served: readonly Channel[];
  /** Sends a message; it never rejects, and what it answers holds neither the code nor the address. */
  send(channel: Channel, to: string, message: Message): Promise<SendOutcome>;
}

/** How a messenger is set up. */
export interface MessengerOptions {
  /** One for each channel. */
  readonly notifiers?: readonly Notifier[];
  /** Words in place of the built-in ones, in English and Indonesian. */
  readonly texts?: MessageTexts;
  /** How long a send may take; 10,000 when left out. */
  readonly sendTimeoutMs?: number;
}

/** One messenger a ledger and process. */
export function createMessenger({ notifiers = [], texts, sendTimeoutMs = 10_000 }: MessengerOptions): Messenger {
  const byChannel = new Map(notifiers.map((notifier) => [notifier.channel, notifier]));
  if (!notifiers.every(isNotifier))
    throw new InvariantError('`notifiers` must be notifiers, such as consoleNotifier().');
  if (byChannel.size < notifiers.length) throw new InvariantError('A ledger needs at most one notifier a channel.');
  if (!(Number.isInteger(sendTimeoutMs) && sendTimeoutMs > 0)) {
    throw new InvariantError('`sendTimeoutMs` must be a whole number of milliseconds, 1 or more.');
  }
  return {
    served: [...byChannel.keys()],
    send: async (channel, to, message) => {
      const notifier = byChannel.get(channel);
      if (notifier === undefined) return rejected('account', `No notifier for ${channel} was given.`);
      let words: MessageText;
      try {
        words = texts?.(message) ?? builtInText(message);
      } catch {
        return rejected('content', `The host's function for texts threw for ${message.template}.`);
      }
      const outcome = await inTime(channel, sendTimeoutMs, async (signal) =>
        notifier.send({ ...message, ...words, to }, { signal }),
      );
      return withoutSecrets(outcome, [to, ...('code' in message.data ? [message.data.code] : [])]);
    },
  };
}

/** Who writes JavaScript has no type that says so. */
function isNotifier(notifier: Partial<Notifier> | null): boolean {
  return typeof notifier?.send === 'function' && channels.some((channel) => channel === notifier.channel);
}

/** Waits for a send, but no longer than it may take; whoever sends is told to stop. */
async function inTime(
  channel: Channel,
  timeoutMs: number,
  send: (signal: AbortSignal) => Promise<SendOutcome>,
): Promise<SendOutcome> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<SendOutcome>((resolve) => {
    timer = setTimeout(() => {
      resolve(unavailable(`The notifier for ${channel} did not answer within ${timeoutMs} ms.`));
      controller.abort();
    }, timeoutMs);
  });
  // What it throws may quote the message, so nothing of it is passed on.
  const sent = send(controller.signal).then(
    (outcome) => (isOutcome(outcome) ? outcome : unavailable(`The notifier for ${channel} gave no outcome.`)),
    () => unavailable(`The notifier for ${channel} threw an error.`),
  );
  const outcome = await Promise.race([sent, late]);
  clearTimeout(timer);
  return outcome;
}

function isOutcome(outcome: SendOutcome | undefined): outcome is SendOutcome {
  return outcome !== undefined && ['sent', 'rejected', 'unavailable'].includes(outcome.status);
}

/** A provider's words may echo what it was given. */
function withoutSecrets(outcome: SendOutcome, secrets: readonly string[]): SendOutcome {
  if (outcome.status === 'sent') return outcome;
  const message = secrets.reduce(
    (text, secret) => text.replaceAll(secret, '\u2022\u2022\u2022\u2022'),
    outcome.message,
  );
  return { ...outcome, message };
}

function rejected(reason: 'account' | 'content', message: string): SendOutcome {
  return { status: 'rejected', reason, message };
}

function unavailable(message: string): SendOutcome {
  return { status: 'unavailable', message, retryAfterMs: null };
}
