import type { BusinessDate } from '../values/instant.ts';

/** When points end: always at the end of a business day. */
export type ExpiryPolicy =
  | { readonly kind: 'never' }
  /** A period after they were earned, optionally moved to the end of that month. */
  | { readonly kind: 'after'; readonly period: Period; readonly roundTo: 'day' | 'month-end' }
  | { readonly kind: 'on-date'; readonly date: BusinessDate }
  /** All points of an account together, a period after it last earned or redeemed. */
  | { readonly kind: 'inactivity'; readonly period: Period };

/** A number of calendar days or months. */
export interface Period {
  /** Calendar days or calendar months. */
  readonly unit: 'days' | 'months';
  /** How many of them; 1 or more. */
  readonly count: number;
}
