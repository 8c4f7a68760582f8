import type { RejectReason } from '@pointbook/core/codes';
import type { HttpAnswer, HttpRefusal } from './http-provider.ts';

// Twilio's error and warning dictionary (twilio.com/docs/api/errors) has a page for each. Of those that mostly come
// later, in a status callback, these are the ones that a request may be answered with as well.
const reasons: Readonly<Record<RejectReason | 'unavailable', readonly number[]>> = {
  // No number, not to be reached, no route, a landline; held to be SMS pumping; for WhatsApp: not there.
  destination: [
    21211, 21214, 21217, 21265, 21612, 21614, 21635, 30003, 30005, 30006, 30450, 30453, 63003, 63024, 63032,
  ],
  // Unsubscribed, or has blocked the sender.
  'opted-out': [21610, 30004, 63014, 63033],
  // No permission for the region.
  country: [21408],
  // Credentials, account, trial account; From, and the pair of From and To; Messaging Service; template.
  account: [
    20003, 20005, 20008, 20404, 21212, 21266, 21603, 21606, 21608, 21655, 21659, 21660, 21701, 21702, 21703, 21704,
    21705, 21910, 30002, 30034, 63001, 63007, 63015, 63020, 63022, 63027, 63040, 63041, 63042, 63051, 63054,
  ],
  // No text, too long, filtered; variables of a template, or no template.
  content: [21602, 21605, 21617, 21619, 21624, 21656, 30007, 63005, 63013, 63016, 63021, 63028, 63030],
  // Too many requests, a full queue, faults of Twilio's or WhatsApp's.
  unavailable: [20429, 20500, 20503, 21611, 30001, 30008, 30022, 63010, 63012, 63018, 63038],
};

const reasonByCode = new Map(
  Object.entries(reasons).flatMap(([reason, codes]) =>
    codes.map((code) => [code, reason as RejectReason | 'unavailable'] as const),
  ),
);

/**
 * What an error of Twilio means (twilio.com/docs/usage/twilios-response): its code, not its words, which repeat the
 * number.
 */
export function explainTwilio({ body }: HttpAnswer): HttpRefusal {
  const { code } = (body ?? {}) as { code?: unknown };
  const reason = typeof code === 'number' ? reasonByCode.get(code) : undefined;
  return typeof code === 'number' && reason !== undefined ? { code, reason } : { code: null, reason: null };
}
