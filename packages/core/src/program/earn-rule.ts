import type { Rounding } from '../values/points.ts';
import type { ConditionDefinition } from './parts/conditions.ts';
import type { EarnAmountDefinition } from './parts/earn-kinds.ts';

/** One way to earn. The points of all rules that apply add up. */
export interface EarnRule {
  /** Unique within the program. */
  readonly ruleId: string;
  /** Words for the explanation on a receipt. */
  readonly label: string;
  /** What it gives, and for what. */
  readonly earn: EarnAmount;
  /** Only these lines count; null for all lines. A line counts if its SKU or its category is named. */
  readonly only: LineFilter | null;
  /** These lines never count. */
  readonly except: LineFilter & { readonly discounted: boolean };
  /** When it applies. */
  readonly when: Condition;
  /** How its points become whole, once, after multipliers. */
  readonly rounding: Rounding;
  /** The most points that it gives. */
  readonly cap: Cap;
}

/** A definition in which no field is left out. */
export type Complete<T> = { readonly [Field in keyof T]-?: Exclude<T[Field], undefined> };

/** What a rule gives, and for what; an earn kind of the host's own has another `per`, and its own fields. */
export type EarnAmount = Complete<EarnAmountDefinition>;

/** All of what is given must hold; null or false for no condition. Conditions of the host's own stand beside. */
export type Condition = Complete<ConditionDefinition>;

/** Lines by their SKU or category. */
export interface LineFilter {
  /** Up to 10,000 names. */
  readonly skus: readonly string[];
  /** Up to 10,000 names. */
  readonly categories: readonly string[];
}

/** Multiplies the points of rules while its condition holds. */
export interface Multiplier {
  /** Unique within the program. */
  readonly multiplierId: string;
  /** Words for the explanation on a receipt. */
  readonly label: string;
  /** times / per, such as 3 / 2. */
  readonly times: number;
  /** 1 for a whole multiple. */
  readonly per: number;
  /** The rules it applies to; null for all. */
  readonly rules: readonly string[] | null;
  /** When it applies. */
  readonly when: Condition;
}

/** Limits in points; null for none. */
export interface Cap {
  /** For one invoice. */
  readonly perInvoice: number | null;
  /** For one member and business date. */
  readonly perDay: number | null;
}
