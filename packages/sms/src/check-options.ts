import { checkOptionNames } from '@pointbook/core/shapes';

/** Refuses options that are no object, or have a name that there is not; `maker` is whose options they are. */
export function checkSenderOptions(maker: string, options: unknown, names: readonly string[]): void {
  checkOptionNames(maker, options as object, Object.fromEntries(names.map((name) => [name, false])), TypeError);
}

/** Refuses a path that would lead to another host, or that a query follows. */
export function checkPath(path: unknown): string {
  if (typeof path !== 'string' || !/^\/(?!\/)[^?#\\\s]*$/.test(path)) {
    throw new TypeError('path must begin with one /, and have neither ? nor # nor spaces, such as /v2/messages.');
  }
  return path;
}

/** Refuses what cannot be called; left out it may be. */
export function checkFetch(fetch: unknown): void {
  if (fetch !== undefined && typeof fetch !== 'function') {
    throw new TypeError('fetch must be a function such as the global fetch; leave it out to use that.');
  }
}

/** Refuses a base URL that would carry messages and credentials in the clear; answers it without a slash at its end. */
export function checkBaseUrl(baseUrl: string): string {
  const url = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const isLoopback = url !== null && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  const isSecure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback);
  if (url === null || !isSecure || /[@?#]/.test(baseUrl)) {
    throw new TypeError(
      'baseUrl must be an https URL without credentials and query, such as https://api.twilio.com; http is for this machine only.',
    );
  }
  return url.href.replace(/\/+$/, '');
}

/** Refuses what is missing or cannot be in a header. The value is not told: it may be a secret. */
export function checkSecret(name: string, value: unknown): string {
  if (typeof value !== 'string' || !/^[!-~]+$/.test(value)) {
    throw new TypeError(`${name} is missing, or is not a text without spaces: take it from the provider's console.`);
  }
  return value;
}

/** Refuses an id that is not as the provider makes them; `what` says how those look. */
export function checkId(name: string, value: unknown, pattern: RegExp, what: string): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw new TypeError(`${name} must be ${what}.`);
  return value;
}

// Twilio's glossary, "Alphanumeric Sender ID" (twilio.com/docs/glossary/what-alphanumeric-sender-id), with the signs
// that its AlphaSender resource allows besides.
const sender = /^(?:\+[1-9]\d{6,14}|\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 +\-_&]{1,11})$/;

/** Refuses what no SMS can come from. */
export function checkSender(from: unknown): string {
  return checkId(
    'from',
    from,
    sender,
    'a telephone number such as +6281234567890, a short code, or a name of at most 11 letters and digits',
  );
}

/** The header of HTTP's Basic authentication; both parts are plain ASCII. */
export function basicAuthorization(name: string, secret: string): string {
  return `Basic ${btoa(`${name}:${secret}`)}`;
}
