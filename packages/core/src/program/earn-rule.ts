import type { Weekday } from '../values/business-date.ts';
import type { BusinessDate } from '../values/instant.ts';
import type { Rounding } from '../values/points.ts';

/** One way to earn. The points of all rules that apply add up. */
export interface EarnRule {
  readonly ruleId: string;
  /** Words for the explanation on a receipt. */
  readonly label: string;
  readonly earn: EarnAmount;
  /** Only these lines count; null for all lines. A line counts if its SKU or its category is named. */
  readonly only: LineFilter | null;
  /** These lines never count. */
  readonly except: LineFilter & { readonly discounted: boolean };
  readonly when: Condition;
  readonly rounding: Rounding;
  readonly cap: Cap;
}

/** What a rule gives, and for what. */
export type EarnAmount =
  /** `points` for each `of` minor units of the base. */
  | { readonly per: 'amount'; readonly points: number; readonly of: number; readonly base: EarnBase }
  /** `points` once an invoice that has something of value left. */
  | { readonly per: 'visit'; readonly points: number }
  /** `points` a piece of the lines that count. */
  | { readonly per: 'item'; readonly points: number };

/** Which money earns: lines with tax, lines without, or the invoice's own total (delivery, tip and rounding too). */
export type EarnBase = 'with-tax' | 'without-tax' | 'total';

/** Lines by their SKU or category. */
export interface LineFilter {
  readonly skus: readonly string[];
  readonly categories: readonly string[];
}

/** All of what is given must hold; null or empty for no condition. */
export interface Condition {
  /** In minor units, of what is kept of the invoice's total (sold less refunded). */
  readonly minimumSpend: number | null;
  readonly weekdays: readonly Weekday[] | null;
  /** Local time of the sale, from inclusive, until exclusive, "HH:mm"; from > until spans midnight. */
  readonly hours: { readonly from: string; readonly until: string } | null;
  /** Business dates, both inclusive. */
  readonly from: BusinessDate | null;
  readonly until: BusinessDate | null;
  readonly firstPurchase: boolean;
  readonly birthday: 'day' | 'month' | null;
  readonly tiers: readonly string[] | null;
}

/** Multiplies the points of rules while its condition holds. */
export interface Multiplier {
  readonly multiplierId: string;
  readonly label: string;
  /** times / per, such as 3 / 2. */
  readonly times: number;
  readonly per: number;
  /** The rules it applies to; null for all. */
  readonly rules: readonly string[] | null;
  readonly when: Condition;
}

/** Limits in points; null for none. */
export interface Cap {
  readonly perInvoice: number | null;
  readonly perDay: number | null;
}
