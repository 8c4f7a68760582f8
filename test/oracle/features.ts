/** A part of the specification that the ledger may have or not. */
export type Feature =
  /** Order discounts, charges and cash rounding; refunds by `value` and by goods. */
  | 'worth'
  /** Points that pay for a sale: shares, captures, and what a refund returns. */
  | 'points-as-payment'
  /** What was forgiven is made good first; no debt for what may have lapsed. */
  | 'forgiven-stays'
  /** A corrected `soldAt` moves the points. */
  | 'corrected-date'
  /** The same where points pend, and where it is forgotten what lapsed. */
  | 'corrected-date-of-pending'
  | 'corrected-date-of-forgotten'
  /** Of points that ended by inactivity a sale takes only the lapse that took its own. */
  | 'own-lapses-by-inactivity'
  /** A reassignment to the member who has the sale changes nothing. */
  | 'move-to-same-member'
  /** A void gives back the day's caps and the first purchase. */
  | 'first-purchase'
  | 'day-caps'
  /** Two sales under one number are refused. */
  | 'identity'
  | 'reinstate'
  | 'reverse-payment'
  | 'undo-redemption'
  | 'return-without-sale'
  /** `dayStartsAt`, and dates with hours across midnight. */
  | 'day-starts-at'
  /** A date begins at its first instant. */
  | 'double-midnights'
  | 'whole-steps';

/**
 * What the ledger has. What is not in the list is not generated: a feature is switched on by its name, in the commit
 * that brings it to the ledger.
 */
export const ledgerHas: ReadonlySet<Feature> = new Set<Feature>([
  'worth',
  'points-as-payment',
  'forgiven-stays',
  'corrected-date',
  'corrected-date-of-pending',
  'corrected-date-of-forgotten',
  'move-to-same-member',
  'first-purchase',
  'day-caps',
  'identity',
  'day-starts-at',
  'double-midnights',
  'whole-steps',
  'reinstate',
  'reverse-payment',
  'return-without-sale',
  'undo-redemption',
  'own-lapses-by-inactivity',
]);
