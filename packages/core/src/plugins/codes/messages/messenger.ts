import { type Channel, InvariantError } from '../../../index.ts';
import { channels } from '../../../values.ts';
import type { Message, RejectReason, SendOutcome } from './message.ts';
import type { Notifier } from './notifier.ts';
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
  readonly notifiers?: readonly Notifier[] | undefined;
  /** Texts in place of the built-in ones. */
  readonly texts?: MessageTexts | undefined;
  /** How long a send may take; 10,000 when left out. */
  readonly sendTimeoutMs?: number | undefined;
}

/** One messenger a ledger and process. */
export function createMessenger({ notifiers = [], texts, sendTimeoutMs = 10_000 }: MessengerOptions): Messenger {
  if (!Array.isArray(notifiers) || !notifiers.every(isNotifier))
    throw new InvariantError('`notifiers` must be notifiers in a list, such as [consoleNotifier()].');
  const byChannel = new Map(notifiers.map((notifier) => [notifier.channel, notifier]));
  if (byChannel.size < notifiers.length) throw new InvariantError('A ledger needs at most one notifier a channel.');
  if (!(Number.isInteger(sendTimeoutMs) && sendTimeoutMs > 0 && sendTimeoutMs <= longestTimer)) {
    throw new InvariantError('`sendTimeoutMs` must be a whole number of milliseconds, from 1 to 2,147,483,647.');
  }
  return {
    served: [...byChannel.keys()],
    send: async (channel, to, message) => {
      const notifier = byChannel.get(channel);
      if (notifier === undefined) return rejected('account', `No notifier for ${channel} was given.`);
      let words: MessageText;
      try {
        const given = texts?.(message) ?? builtInText(message);
        // A promise is not a text. Nobody awaits it, so its rejection must not end the process.
        Promise.resolve(given).catch(() => undefined);
        words = { subject: given.subject, text: given.text };
      } catch {
        return rejected('content', `The host's function for texts threw for ${message.template}.`);
      }
      const { subject, text } = words;
      if (typeof subject !== 'string' || typeof text !== 'string') {
        return rejected('content', `The host's function for texts gave no subject and text for ${message.template}.`);
      }
      // It may be written with blanks.
      if ('code' in message.data && !text.replaceAll(/\D/g, '').includes(message.data.code)) {
        return rejected('content', "The host's function for texts left the code out.");
      }
      const outcome = await inTime(channel, sendTimeoutMs, async (signal) =>
        notifier.send({ ...message, subject, text: text.replaceAll(/\r\n?/g, '\n'), to }, { signal }),
      );
      return withoutSecrets(outcome, secretsOf(to, message));
    },
  };
}

/** Beyond this, timers end at once. */
const longestTimer = 2 ** 31 - 1;

/** A caller in JavaScript has no types. */
function isNotifier(notifier: Partial<Notifier> | null): boolean {
  return typeof notifier?.send === 'function' && channels.some((channel) => channel === notifier.channel);
}

/** Waits for a send, but no longer than it may take; then the notifier is told to stop. */
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
  // An error may quote the message, so nothing of it is passed on.
  const sent = send(controller.signal)
    .then((answer) => outcomeOf(channel, answer))
    .catch(() => unavailable(`The notifier for ${channel} threw an error.`));
  const outcome = await Promise.race([sent, late]);
  clearTimeout(timer);
  return outcome;
}

type Answer = { readonly [Field in 'status' | 'reason' | 'message' | 'providerId' | 'retryAfterMs']?: unknown };

const reasons: readonly RejectReason[] = ['destination', 'opted-out', 'country', 'account', 'content'];

/** What a notifier answers, and nothing beside it: a notifier in JavaScript may answer anything. */
function outcomeOf(channel: Channel, answer: Answer | null | undefined): SendOutcome {
  const { status, reason, providerId, message: why, retryAfterMs: wait } = answer ?? {};
  const message = typeof why === 'string' ? why : `The notifier for ${channel} did not say why.`;
  switch (status) {
    case 'sent':
      return { status, providerId: typeof providerId === 'string' ? providerId : null };
    case 'rejected':
      return { status, reason: reasons.find((known) => known === reason) ?? 'content', message };
    case 'unavailable':
      return unavailable(message, typeof wait === 'number' && wait >= 0 && wait < Infinity ? wait : null);
    default:
      return unavailable(`The notifier for ${channel} gave no outcome.`);
  }
}

/** Providers write a number with its plus sign and without. */
function secretsOf(to: string, { data }: Message): readonly string[] {
  return [to, to.replace(/^\+/, ''), ...('code' in data ? [data.code] : [])];
}

/** A provider's words may echo what it was given. */
function withoutSecrets(outcome: SendOutcome, secrets: readonly string[]): SendOutcome {
  const clean = (words: string) =>
    secrets.reduce((text, secret) => text.replaceAll(secret, '\u2022\u2022\u2022\u2022'), words);
  return outcome.status === 'sent'
    ? { ...outcome, providerId: outcome.providerId && clean(outcome.providerId) }
    : { ...outcome, message: clean(outcome.message) };
}

function rejected(reason: 'account' | 'content', message: string): SendOutcome {
  return { status: 'rejected', reason, message };
}

function unavailable(message: string, retryAfterMs: number | null = null): SendOutcome {
  return { status: 'unavailable', message, retryAfterMs };
}
