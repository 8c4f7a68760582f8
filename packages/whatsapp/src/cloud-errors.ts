import type { RejectReason } from '@pointbook/core/codes';
import type { HttpAnswer, HttpRefusal } from '@pointbook/sms';

// Meta's page "Error codes" (developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes),
// which says to go by the code and not by the HTTP status. Many also come later, in a webhook.
const reasons: Readonly<Record<RejectReason | 'unavailable', readonly number[]>> = {
  // Undeliverable: not on WhatsApp, say; sender and recipient are the same; the number is part of an experiment.
  destination: [131021, 131026, 130472],
  // Stopped marketing messages of this business.
  'opted-out': [131050],
  // This account may not write to users in this country.
  country: [130497],
  // Token and permissions; the number that sends; policy, payment, registration; a test number's list of recipients;
  // templates that are missing, paused or disabled. And 100, a wrong parameter: the request is always the same but for
  // what the host has set.
  account: [
    0, 3, 10, 33, 100, 190, 368, 131005, 131030, 131031, 131037, 131042, 131045, 132001, 132007, 132015, 132016, 133000,
    133005, 133006, 133008, 133009, 133010, 133015,
  ],
  // Parameters that do not fit the template; a message that needs a template, or is of an unknown type.
  content: [131008, 131009, 131047, 131051, 132000, 132005, 132012, 135000],
  // Faults and maintenance; limits of the app, the account, the number and the pair of numbers; held back for now.
  // Those up to 613 are on the Graph API's pages "Handling Errors" and "Rate Limits", and so is 80008, for the WhatsApp
  // account.
  unavailable: [
    1, 2, 4, 17, 32, 341, 613, 80007, 80008, 130429, 131000, 131016, 131048, 131049, 131056, 131057, 133004, 133016,
  ],
};

const reasonByCode = new Map(
  Object.entries(reasons).flatMap(([reason, codes]) =>
    codes.map((code) => [code, reason as RejectReason | 'unavailable'] as const),
  ),
);

/** What an error of the Cloud API means: its code, not its words, which may repeat what was sent. */
export function explainCloud({ body }: HttpAnswer): HttpRefusal {
  const { error } = (body ?? {}) as { error?: { code?: unknown; is_transient?: unknown } | null };
  const code = error?.code;
  // The Graph API marks errors that pass by themselves.
  const isTransient = error?.is_transient === true;
  const known = typeof code === 'number' ? reasonOf(code) : undefined;
  if (typeof code !== 'number' || known === undefined) {
    return { code: null, reason: isTransient ? 'unavailable' : null };
  }
  return { code, reason: isTransient ? 'unavailable' : known };
}

function reasonOf(code: number): RejectReason | 'unavailable' | undefined {
  // 200 to 299 are permissions.
  return reasonByCode.get(code) ?? (code >= 200 && code <= 299 ? 'account' : undefined);
}
