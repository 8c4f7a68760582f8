import type { SendOptions, SendOutcome } from '@pointbook/core/codes';
import { basicAuthorization, checkId, checkSenderOptions, checkSecret, checkSender } from './check-options.ts';
import { destinationCheck, type Countries } from './destinations.ts';
import { httpSender } from './http-sender.ts';
import { explainTwilio } from './twilio-errors.ts';

/** An account of Twilio's, who its messages come from, and where they may go. */
export type TwilioOptions = TwilioAccount & TwilioCredentials & TwilioSender;

/** An account of Twilio's, and where messages may go. */
export interface TwilioAccount {
  /** `AC` and 32 hexadecimal digits. */
  readonly accountSid: string;
  /** The only countries that messages go to: what keeps a stranger's script from spending the shop's money. */
  readonly countries: Countries;
  /**
   * Where Twilio is; another for its regions.
   *
   * @defaultValue 'https://api.twilio.com'
   */
  readonly baseUrl?: string | undefined;
  /** Used instead of the global `fetch`, for example for a proxy. */
  readonly fetch?: typeof fetch | undefined;
}

/** An API key with its secret, as Twilio recommends, or the account's auth token. */
export type TwilioCredentials =
  | { readonly apiKey: string; readonly apiKeySecret: string; readonly authToken?: undefined }
  | { readonly authToken: string; readonly apiKey?: undefined; readonly apiKeySecret?: undefined };

/** The sender itself, or a Messaging Service that chooses one. */
export type TwilioSender =
  | { readonly from: string; readonly messagingServiceSid?: undefined }
  | { readonly messagingServiceSid: string; readonly from?: undefined };

/** Sends what a message has besides To and From, under Twilio's names. */
export type TwilioMessages = (
  to: string,
  content: Readonly<Record<string, string>>,
  options: SendOptions,
) => Promise<SendOutcome>;

/**
 * Makes what sends over Twilio's Messages resource, on one of its channels; the notifiers for SMS and WhatsApp are made
 * of it.
 *
 * @throws TypeError where an option is missing or cannot be.
 *
 * @example
 * ```ts
 * import type { Notifier } from '@pointbook/core/codes';
 * import { twilioMessages, type TwilioOptions } from '@pointbook/sms';
 *
 * function shortNotifier(options: TwilioOptions): Notifier {
 *   const send = twilioMessages(options, 'sms');
 *   return { channel: 'sms', send: ({ to, subject }, signal) => send(to, { Body: subject }, signal) };
 * }
 * ```
 */
export function twilioMessages(options: TwilioOptions, channel: 'sms' | 'whatsapp'): TwilioMessages {
  checkSenderOptions('a notifier over Twilio', options, names);
  if (channel !== 'sms' && channel !== 'whatsapp') throw new TypeError("The channel must be 'sms' or 'whatsapp'.");
  const { baseUrl = 'https://api.twilio.com' } = options;
  const accountSid = checkSid('accountSid', options.accountSid, 'AC');
  const headers = {
    Accept: 'application/json',
    Authorization: authorizationOf(accountSid, options),
    'Content-Type': 'application/x-www-form-urlencoded',
  };
  const sender = senderOf(options, channel);
  const check = destinationCheck(options.countries);
  const post = httpSender({
    name: 'Twilio',
    baseUrl,
    path: `/2010-04-01/Accounts/${accountSid}/Messages.json`,
    fetch: options.fetch,
    idOf: messageSid,
    explain: explainTwilio,
  });
  return async (to, content, { signal }) => {
    const fields = { To: address(to, channel), ...sender, ...content };
    return check(to) ?? post({ headers, body: new URLSearchParams(fields).toString() }, { signal });
  };
}

const names = [
  'accountSid',
  'apiKey',
  'apiKeySecret',
  'authToken',
  'from',
  'messagingServiceSid',
  'countries',
  'baseUrl',
  'fetch',
] satisfies (keyof TwilioCredentials | keyof TwilioSender | keyof TwilioAccount)[];

/** The id of a message, as Twilio makes them: anything else may repeat what was sent. */
function messageSid(body: unknown): string | null {
  const { sid } = body as { sid?: unknown };
  return typeof sid === 'string' && /^[SM]M[0-9a-fA-F]{32}$/.test(sid) ? sid : null;
}

/** WhatsApp's addresses are numbers after `whatsapp:` (twilio.com/docs/messaging/channels). */
function address(number: string, channel: 'sms' | 'whatsapp'): string {
  return channel === 'whatsapp' ? `whatsapp:${number}` : number;
}

function senderOf({ from, messagingServiceSid }: TwilioSender, channel: 'sms' | 'whatsapp'): Record<string, string> {
  if ((from === undefined) === (messagingServiceSid === undefined)) {
    throw new TypeError('Give either from or messagingServiceSid.');
  }
  if (messagingServiceSid !== undefined) {
    return { MessagingServiceSid: checkSid('messagingServiceSid', messagingServiceSid, 'MG') };
  }
  return channel === 'sms'
    ? { From: checkSender(from) }
    : {
        From: address(checkId('from', from, /^\+[1-9]\d{6,14}$/, 'a telephone number such as +6281234567890'), channel),
      };
}

function authorizationOf(accountSid: string, { apiKey, apiKeySecret, authToken }: TwilioCredentials): string {
  if ((authToken === undefined) === (apiKey === undefined) || (apiKey === undefined && apiKeySecret !== undefined)) {
    throw new TypeError('Give either apiKey with apiKeySecret, or authToken.');
  }
  return apiKey === undefined
    ? basicAuthorization(accountSid, checkSecret('authToken', authToken))
    : basicAuthorization(checkSid('apiKey', apiKey, 'SK'), checkSecret('apiKeySecret', apiKeySecret));
}

function checkSid(name: string, sid: unknown, kind: string): string {
  return checkId(name, sid, new RegExp(`^${kind}[0-9a-fA-F]{32}$`), `${kind} and 32 hexadecimal digits`);
}
