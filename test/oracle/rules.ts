import type { Period } from './calendar.ts';

// A shop's rules, as the oracle reads them: the fields of a program's definition, all of them said.

export interface Filter {
  readonly skus: readonly string[];
  readonly categories: readonly string[];
}

export interface When {
  readonly from: string | null;
  readonly until: string | null;
  readonly weekdays: readonly string[] | null;
  readonly hours: { readonly from: string; readonly until: string } | null;
  readonly minimumSpend: number | null;
  readonly firstPurchase: boolean;
  readonly birthday: 'day' | 'month' | null;
  readonly tiers: readonly string[] | null;
}

export interface Cap {
  readonly perInvoice: number | null;
  readonly perDay: number | null;
}

export type Earn =
  | {
      readonly per: 'amount';
      readonly points: number;
      readonly of: number;
      readonly base: 'with-tax' | 'without-tax' | 'total';
      readonly steps: 'whole' | 'share';
    }
  | { readonly per: 'visit'; readonly points: number }
  | { readonly per: 'item'; readonly points: number };

export interface Rule {
  readonly ruleId: string;
  readonly earn: Earn;
  readonly only: Filter | null;
  readonly except: Filter & { readonly discounted: boolean };
  readonly when: When;
  readonly rounding: 'floor' | 'half-up' | 'ceil';
  readonly cap: Cap;
}

export interface Multiplier {
  readonly multiplierId: string;
  readonly times: number;
  readonly per: number;
  readonly rules: readonly string[] | null;
  readonly when: When;
}

export type Expiry =
  | { readonly kind: 'never' }
  | { readonly kind: 'after'; readonly period: Period; readonly roundTo: 'day' | 'month-end' }
  | { readonly kind: 'on-date'; readonly date: string }
  | { readonly kind: 'inactivity'; readonly period: Period };

export interface ShopRules {
  readonly timeZone: string;
  readonly dayStartsAt: string;
  readonly currency: string;
  readonly earn: {
    readonly trigger: 'on-invoice-saved' | 'on-full-payment';
    readonly approvePayments: boolean;
    readonly earnOnPointsPaid: boolean;
    readonly pendingDays: number;
    readonly rules: readonly Rule[];
    readonly multipliers: readonly Multiplier[];
    readonly combineMultipliers: 'highest' | 'all';
    readonly cap: Cap;
    readonly discountSkus: readonly string[];
  };
  readonly expiry: Expiry;
  readonly redeem: {
    readonly rate: { readonly points: number; readonly money: number } | null;
    readonly minimum: number;
    readonly maximum: number | null;
    readonly step: number;
    readonly shareOfInvoicePercent: number;
    readonly coverExactTotal: boolean;
    readonly holdMinutes: number;
  };
  readonly refund: {
    readonly clawback: 'allow-debt' | 'within-balance' | 'refuse';
    readonly windowDays: number;
    readonly graceDays: number;
  };
}

export const always: When = {
  from: null,
  until: null,
  weekdays: null,
  hours: null,
  minimumSpend: null,
  firstPurchase: false,
  birthday: null,
  tiers: null,
};

export const noCap: Cap = { perInvoice: null, perDay: null };

/** A rule of so many points for so much money, with what a test says differently. */
export function ruleOf(earn: Earn, changes: Partial<Rule> = {}): Rule {
  return {
    ruleId: 'base',
    earn,
    only: null,
    except: { skus: [], categories: [], discounted: false },
    when: always,
    rounding: 'floor',
    cap: noCap,
    ...changes,
  };
}

export function perAmount(
  points: number,
  of: number,
  changes: { base?: 'with-tax' | 'without-tax' | 'total'; steps?: 'whole' | 'share' } = {},
): Earn {
  return { per: 'amount', points, of, base: 'with-tax', steps: 'share', ...changes };
}

type Changes = { readonly [Part in 'earn' | 'redeem' | 'refund']?: Partial<ShopRules[Part]> } & Partial<
  Pick<ShopRules, 'timeZone' | 'dayStartsAt' | 'expiry'>
>;

/** A point for each 1.00, which pays a minor unit, unless a test says otherwise. */
export function shopRules({ earn, redeem, refund, ...others }: Changes = {}): ShopRules {
  return {
    timeZone: 'Asia/Jakarta',
    dayStartsAt: '00:00',
    currency: 'EUR',
    expiry: { kind: 'never' },
    ...others,
    earn: {
      trigger: 'on-invoice-saved',
      approvePayments: false,
      earnOnPointsPaid: false,
      pendingDays: 0,
      rules: [ruleOf(perAmount(1, 100))],
      multipliers: [],
      combineMultipliers: 'highest',
      cap: noCap,
      discountSkus: [],
      ...earn,
    },
    redeem: {
      rate: { points: 1, money: 1 },
      minimum: 1,
      maximum: null,
      step: 1,
      shareOfInvoicePercent: 100,
      coverExactTotal: false,
      holdMinutes: 15,
      ...redeem,
    },
    refund: { clawback: 'allow-debt', windowDays: 90, graceDays: 0, ...refund },
  };
}
