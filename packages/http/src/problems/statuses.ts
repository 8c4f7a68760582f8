import type { FailureKind } from '@pointbook/core/errors';

/** The statuses of problems. */
export type ProblemStatus =
  | 400
  | 401
  | 403
  | 404
  | 405
  | 406
  | 408
  | 409
  | 412
  | 413
  | 415
  | 422
  | 429
  | 500
  | 502
  | 503;

const table = {
  // The request cannot be read as what it should be.
  'bad-header': 400,
  'invalid-command': 400,
  'invalid-program': 400,
  'source-failed': 400,
  'unreadable-file': 400,

  // What it names is not there.
  'unknown-challenge': 404,
  'unknown-cursor': 404,
  'unknown-entry': 404,
  'unknown-invoice': 404,
  'unknown-job': 404,
  'unknown-line': 404,
  'unknown-member': 404,
  'unknown-payment': 404,
  'unknown-redemption': 404,
  'unknown-reward': 404,

  // Something else came first: an id that is used, a newer version, a state that is over.
  'balance-mismatch': 409,
  'card-taken': 409,
  'challenge-closed': 409,
  'clock-not-ahead': 409,
  'code-expired': 409,
  'code-locked': 409,
  'code-superseded': 409,
  'file-differs': 409,
  'file-undone': 409,
  'hold-closed': 409,
  'idempotency-key-reused': 409,
  'invoice-differs': 409,
  'invoice-has-member': 409,
  'invoice-not-voided': 409,
  'invoice-voided': 409,
  'job-not-undoable': 409,
  'job-running': 409,
  'job-undone': 409,
  'member-changed': 409,
  'payment-reversed': 409,
  'phone-taken': 409,
  'record-removed': 409,

  // The rules of the program or of the ledger do not let it happen.
  'channel-not-allowed': 422,
  'clawback-refused': 422,
  'code-not-accepted': 422,
  'code-required': 422,
  'currency-mismatch': 422,
  'insufficient-points': 422,
  'invoice-below-refunded': 422,
  'no-destination': 422,
  'not-reversible': 422,
  'nothing-to-tell': 422,
  'points-overflow': 422,
  'reaction-refused': 422,
  'redemption-not-allowed': 422,
  'refund-exceeds-invoice': 422,
  'reversal-exceeds-entry': 422,
  'too-many-changes': 422,
  'too-many-holds': 422,
  'use-refund': 422,
  'wrong-code': 422,

  // Later it may be done.
  'member-locked': 429,
  overloaded: 429,
  'too-many-codes': 429,

  // A fault of the software.
  'reaction-failed': 500,
  'store-rejected': 500,

  // The messenger did not take a message.
  'code-not-sent': 502,
  'message-not-sent': 502,

  // The server cannot do it as it runs now: its database, its options.
  'no-notifier': 503,
  'no-otp-secret': 503,
  'store-clock-differs': 503,
  'store-closed': 503,
  'store-corrupt': 503,
  'store-driver-differs': 503,
  'store-driver-missing': 503,
  'store-forbidden': 503,
  'store-full': 503,
  'store-locked': 503,
  'store-needs-plugin': 503,
  'store-other-program': 503,
  'store-part-missing': 503,
  'store-path-unusable': 503,
  'store-read-only': 503,
  'store-schema-newer': 503,
  'store-schema-older': 503,
  'store-unavailable': 503,
} as const satisfies Readonly<Record<FailureKind, ProblemStatus>>;

/** The status of every error of a verb; the compiler holds the table complete. */
export const statuses: Readonly<Record<FailureKind, ProblemStatus>> = table;

/** The errors with a status from 500 on, of which clients are told no more than that they happened. */
export type FaultKind = {
  [Kind in FailureKind]: (typeof table)[Kind] extends 500 | 502 | 503 ? Kind : never;
}[FailureKind];

/**
 * The status of an error of a verb. Of what a plugin of a host refuses by itself its name tells: it does not know it,
 * something else came first, or a rule refuses it.
 */
export function statusOf(kind: string): ProblemStatus {
  if (Object.hasOwn(statuses, kind)) return statuses[kind as FailureKind];
  if (kind.startsWith('unknown-')) return 404;
  return /-(changed|differs|taken)$/.test(kind) ? 409 : 422;
}
