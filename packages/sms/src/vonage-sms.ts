import type { Notifier } from '@pointbook/core/codes';
import { basicAuthorization, checkSenderOptions, checkSecret, checkSender } from './check-options.ts';
import { destinationCheck, type Countries } from './destinations.ts';
import { gaveUp } from './http-outcome.ts';
import { httpSender } from './http-sender.ts';
import { explainVonage } from './vonage-errors.ts';

/** An account of Vonage's, who its messages come from, and where they may go. */
export type VonageSmsOptions = VonageAccount & VonageCredentials;

/** What does not depend on how the account is authenticated. */
export interface VonageAccount {
  /** A telephone number, a short code, or a name of at most 11 letters and digits. */
  readonly from: string;
  /** The only countries that messages go to: what keeps a stranger's script from spending the shop's money. */
  readonly countries: Countries;
  /**
   * Where the Messages API is.
   *
   * @defaultValue 'https://api.nexmo.com'
   */
  readonly baseUrl?: string | undefined;
  /** Used instead of the global `fetch`, for example for a proxy. */
  readonly fetch?: typeof fetch | undefined;
}

/** An API key with its secret, or what makes a JWT for each message, such as Vonage's package `@vonage/jwt`. */
export type VonageCredentials =
  | { readonly apiKey: string; readonly apiSecret: string; readonly jwt?: undefined }
  | { readonly jwt: () => string | Promise<string>; readonly apiKey?: undefined; readonly apiSecret?: undefined };

/**
 * Sends messages by SMS over Vonage's Messages API.
 *
 * @throws TypeError where an option is missing or cannot be.
 *
 * @example
 * ```ts
 * import { vonageSmsNotifier } from '@pointbook/sms';
 *
 * const sms = vonageSmsNotifier({
 *   apiKey: process.env.VONAGE_API_KEY ?? '',
 *   apiSecret: process.env.VONAGE_API_SECRET ?? '',
 *   from: 'Warung Sari',
 *   countries: ['+62', '+65'],
 * });
 * ```
 */
export function vonageSmsNotifier(options: VonageSmsOptions): Notifier {
  checkSenderOptions('vonageSmsNotifier()', options, names);
  const { baseUrl = 'https://api.nexmo.com' } = options;
  const from = withoutPlus(checkSender(options.from));
  const authorize = authorizationOf(options);
  const check = destinationCheck(options.countries);
  const post = httpSender({
    name: 'Vonage',
    baseUrl,
    path: '/v1/messages',
    fetch: options.fetch,
    idOf: messageUuid,
    explain: explainVonage,
  });
  return {
    channel: 'sms',
    send: async ({ to, text }, { signal }) => {
      const refused = check(to);
      if (refused) return refused;
      if (signal.aborted) return gaveUp();
      const authorization = await beforeAbort(authorize(), signal);
      if (signal.aborted) return gaveUp();
      if (authorization === null) {
        return { status: 'unavailable', message: 'No JWT for Vonage was made; nothing was sent.', retryAfterMs: null };
      }
      const body = JSON.stringify({ message_type: 'text', channel: 'sms', to: withoutPlus(to), from, text });
      const headers = { Accept: 'application/json', Authorization: authorization, 'Content-Type': 'application/json' };
      return post({ headers, body }, { signal });
    },
  };
}

const names = ['apiKey', 'apiSecret', 'jwt', 'from', 'countries', 'baseUrl', 'fetch'] satisfies (
  | keyof VonageCredentials
  | keyof VonageAccount
)[];

/** The id of a message (developer.vonage.com/api/messages, `message_uuid`): anything else may repeat what was sent. */
function messageUuid(body: unknown): string | null {
  const { message_uuid: uuid } = body as { message_uuid?: unknown };
  return typeof uuid === 'string' && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(uuid) ? uuid : null;
}

/** What a promise brings, but null as soon as the caller gives up. */
async function beforeAbort<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value | null> {
  let giveUp = () => {};
  const aborted = new Promise<null>((resolve) => {
    giveUp = () => resolve(null);
    signal.addEventListener('abort', giveUp, { once: true });
  });
  const first = await Promise.race([value, aborted]);
  signal.removeEventListener('abort', giveUp);
  return first;
}

/** Vonage writes numbers without the plus sign (developer.vonage.com/api/messages, `to`). */
function withoutPlus(number: string): string {
  return number.replace(/^\+(?=\d+$)/, '');
}

function authorizationOf({ apiKey, apiSecret, jwt }: VonageCredentials): () => Promise<string | null> {
  if ((jwt === undefined) === (apiKey === undefined) || (apiKey === undefined && apiSecret !== undefined)) {
    throw new TypeError('Give either apiKey with apiSecret, or jwt.');
  }
  if (jwt === undefined) {
    const basic = basicAuthorization(checkSecret('apiKey', apiKey), checkSecret('apiSecret', apiSecret));
    return async () => basic;
  }
  if (typeof jwt !== 'function') throw new TypeError('jwt must be a function that makes a JWT.');
  return async () => {
    try {
      return `Bearer ${checkSecret('jwt', await jwt())}`;
    } catch {
      return null;
    }
  };
}
