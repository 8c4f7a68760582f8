import type { RejectReason } from '@pointbook/core/codes';
import type { HttpAnswer, HttpRefusal } from './http-provider.ts';

// developer.vonage.com/api-errors/messages, as far as its list is about SMS.
const reasons: Readonly<Record<number, RejectReason | 'unavailable'>> = {
  1000: 'unavailable', // throttled
  1010: 'content', // missing parameters
  1030: 'unavailable', // internal error
  1040: 'destination', // unrecognised prefix of the number
  1050: 'opted-out', // the number is barred
  1060: 'account', // barred
  1070: 'account', // no credit
  1080: 'account', // not enabled
  1090: 'content', // too long
  1100: 'unavailable', // communication failed, not submitted
  1120: 'account', // sender not accepted
  1140: 'account', // facility not allowed
  1160: 'account', // the number is not on a trial account's list
};

interface Problem {
  readonly type?: unknown;
  readonly invalid_parameters?: unknown;
}

/**
 * What an error of Vonage's means: a problem (RFC 7807) whose type is a URL that ends in its number. Those that end in
 * a word, such as low-balance, go by their status. Of its words nothing is kept.
 */
export function explainVonage({ body }: HttpAnswer): HttpRefusal {
  const { type, invalid_parameters: invalid } = (body ?? {}) as Problem;
  const number = typeof type === 'string' ? /#(\d{4})$/.exec(type)?.[1] : undefined;
  const reason = number === undefined ? undefined : reasons[Number(number)];
  return reason === undefined ? { code: null, reason: parameterReason(invalid) } : { code: Number(number), reason };
}

/** A wrong `to` is the customer's number, a wrong `from` the shop's. */
function parameterReason(invalid: unknown): RejectReason | null {
  const names = Array.isArray(invalid) ? invalid.map((each: unknown) => (each as { name?: unknown } | null)?.name) : [];
  if (names.includes('from')) return 'account';
  return names.length > 0 && names.every((name) => name === 'to') ? 'destination' : null;
}
