import { codes, type CodesPlugin, type CodeVerbs, type OutgoingMessage, type SendOutcome } from '@pointbook/core/codes';
import { type Ledger, plugins } from './plugins.ts';
import { allChannels, countingRandom, secret } from './code-desk.ts';

/** A ledger with codes. */
export type CodesPointbook = Ledger & { readonly codes: CodeVerbs };

/** What a ledger has beside its program, its store and its clock. */
export interface Equipment {
  readonly plugins: readonly [CodesPlugin, ...typeof plugins];
}

/** What ledgers need for codes, and all messages that they hand over. */
export interface PostOffice {
  readonly equipment: Equipment;
  readonly outbox: OutgoingMessage[];
  /** The code in the last message. */
  code(): string;
}

/** Notifiers that keep what they are handed. */
export function postOffice(answer: () => SendOutcome = () => ({ status: 'sent', providerId: null })): PostOffice {
  const outbox: OutgoingMessage[] = [];
  const send = async (message: OutgoingMessage) => {
    outbox.push(message);
    return answer();
  };
  const notifiers = allChannels.map((channel) => ({ channel, send }));
  return {
    outbox,
    equipment: { plugins: [codes({ notifiers, secret, random: countingRandom() }), ...plugins] },
    code: () => codeIn(outbox.at(-1)),
  };
}

/** The code in a message. */
export function codeIn(message: OutgoingMessage | undefined): string {
  if (!message || !('code' in message.data)) throw new Error('There is no code in it.');
  return message.data.code;
}
