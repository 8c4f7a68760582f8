import type { RejectReason, SendOutcome } from '@pointbook/core/codes';
import type { HttpAnswer, HttpProvider, HttpRefusal } from './http-provider.ts';
import { retryAfterMs } from './retry-after.ts';

const words: Readonly<Record<RejectReason | 'unavailable', string>> = {
  destination: 'cannot reach this destination',
  'opted-out': 'does not send to this customer, who has opted out or is blocked',
  country: 'does not send to this country',
  account: 'refuses the account, its credentials, the sender or the template',
  content: 'refuses the message as it is',
  unavailable: 'does not take the message now',
};

/** What an answer means. */
export function outcomeOf(provider: HttpProvider, response: Response, body: unknown): SendOutcome {
  const { status } = response;
  // Accepted, though the answer may be unreadable or have broken off: to call that unavailable would have the caller
  // send once more, and the customer get two messages.
  if (status >= 200 && status < 300) return { status: 'sent', providerId: readId(provider, body) };
  const { code, reason } = readRefusal(provider, { status, body });
  const verdict = reason ?? reasonOf(status);
  // What no reason is known for may be no error's number at all, but a code or a telephone number that came back.
  const isKnown = reason !== null && code !== null;
  const number = isKnown && Number.isInteger(code) && code >= 0 && code < 1_000_000 ? `error ${code}, ` : '';
  const message = isRedirect(status)
    ? `${provider.name} answered with a redirect, which is not followed (HTTP ${status}); check the base URL.`
    : `${provider.name} ${words[verdict]} (${number}HTTP ${status}).`;
  return verdict === 'unavailable'
    ? { status: 'unavailable', message, retryAfterMs: retryAfterMs(response.headers.get('retry-after'), Date.now()) }
    : { status: 'rejected', reason: verdict, message };
}

/** When the signal was aborted beforehand. */
export function gaveUp(): SendOutcome {
  return { status: 'unavailable', message: 'The caller gave up; nothing was sent.', retryAfterMs: null };
}

/** When no answer came. Of the error, only the name that the system has for it is told: its words may hold headers. */
export function unreached(name: string, thrown: unknown): SendOutcome {
  const { code } = ((thrown as { cause?: unknown } | undefined)?.cause ?? {}) as { code?: unknown };
  const why = typeof code === 'string' && /^[A-Z][A-Z_]{2,40}$/.test(code) ? ` (${code})` : '';
  const message = neverConnected.has(code)
    ? `${name} was not reached${why}; nothing was sent.`
    : `${name} was not reached or did not answer in time${why}; nobody knows whether the message was sent.`;
  return { status: 'unavailable', message, retryAfterMs: null };
}

const neverConnected = new Set<unknown>([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function readId({ idOf }: HttpProvider, body: unknown): string | null {
  try {
    const id = idOf(body);
    return typeof id === 'string' && id.length > 0 && id.length <= 200 ? id : null;
  } catch {
    return null;
  }
}

function readRefusal({ explain }: HttpProvider, answer: HttpAnswer): HttpRefusal {
  try {
    const { code, reason } = explain(answer);
    return { code, reason: Object.hasOwn(words, reason ?? '') ? reason : null };
  } catch {
    return { code: null, reason: null };
  }
}

// Too slow, in conflict, at the wrong server, locked, too early, too many, given up by a proxy. A redirect comes from a
// wrong base URL, or from a network that wants a login first.
const notNow = new Set([408, 409, 421, 423, 425, 429, 499]);
const aboutTheAccount = new Set([401, 402, 403, 404, 405, 410]);

function reasonOf(status: number): RejectReason | 'unavailable' {
  if (status < 400 || status >= 500 || notNow.has(status)) return 'unavailable';
  return aboutTheAccount.has(status) ? 'account' : 'content';
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
