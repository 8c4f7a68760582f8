import type { DebtPolicy, EarnTrigger } from './program.ts';
import type { Rounding } from '../values/points.ts';
import type { ConditionDefinition } from './parts/conditions.ts';
import type { EarnAmountDefinition } from './parts/earn-kinds.ts';
import type { OwnConditions, OwnEarnAmounts } from './parts/own-fields.ts';
import type { NoSections } from '../kernel/section.ts';
import type { Part } from './parts/own-part.ts';
import type { PartVersions } from './parts/part-versions.ts';

/**
 * A program as a developer writes it, in code or as JSON; what is left out gets its default. Money is in minor units
 * of the currency, points and all other figures are whole numbers. A `Program` is a definition too. `Own` are the parts
 * of the host's own that its rules may use, `Sections` what plugins let one write (`PluginSections`).
 */
export interface ProgramDefinition<Own extends Part = never, Sections extends object = NoSections> {
  /** The version of the format. @defaultValue `1` */
  readonly v?: 1 | undefined;
  /** Names the program; every key in a store begins with it. */
  readonly programId: string;
  /** Only where the rules come from a `Program`: it must be theirs. */
  readonly version?: string | undefined;
  /** Only where the rules come from a `Program`: the versions of their parts. @defaultValue the newest of each */
  readonly parts?: PartVersions | undefined;
  /** For people. */
  readonly name: string;
  /** An IANA name, such as "Asia/Jakarta": business dates and ends of days are meant in it. */
  readonly timeZone: string;
  /**
   * When a business day begins by the clock, such as "04:00" for a bar: the night belongs to the day before.
   * @defaultValue `'00:00'`
   */
  readonly dayStartsAt?: string | undefined;
  /** An ISO 4217 code, such as "IDR". */
  readonly currency: string;
  /**
   * The country of telephone numbers that do not begin with a plus: an ISO 3166 code such as "ID", or a calling code
   * such as "+62". Files and the command line read such numbers; the verbs take E.164 alone. @defaultValue none
   */
  readonly phoneCountry?: string | null | undefined;
  /** How points are earned. */
  readonly earn: EarnDefinition<Own>;
  /** When points end. @defaultValue `{ kind: 'never' }` */
  readonly expiry?: ExpiryDefinition | undefined;
  /** What points buy. @defaultValue no rate and no rewards: points are only collected */
  readonly redeem?: RedemptionDefinition | undefined;
  /** What happens to points when a sale is taken back. */
  readonly refund?: RefundDefinition | undefined;
  /** How points are changed by hand. */
  readonly adjusting?: AdjustingDefinition | undefined;
  /**
   * What plugins are told, by the plugins' names, such as `{ codes: { digits: 8 } }`. @defaultValue what each of them
   * says
   */
  readonly plugins?: Sections | undefined;
}

/** How points are earned. */
export interface EarnDefinition<Own extends Part = never> {
  /** What makes a sale earn. @defaultValue `'on-invoice-saved'` */
  readonly trigger?: EarnTrigger | undefined;
  /** A payment counts once it is approved; only with `on-full-payment`. @defaultValue `false` */
  readonly approvePayments?: boolean | undefined;
  /** A member without a verified email earns nothing. @defaultValue `false` */
  readonly requireVerifiedEmail?: boolean | undefined;
  /** Whether what was paid with points earns points too. @defaultValue `false` */
  readonly earnOnPointsPaid?: boolean | undefined;
  /**
   * SKUs of lines below 0 that are a discount on the whole sale, such as a voucher that the till enters as an article:
   * at most 10,000. A line below 0 without SKU and category always is one. @defaultValue none
   */
  readonly discountSkus?: readonly string[] | undefined;
  /** Days until earned points can be spent, 0 to 3650. @defaultValue `0` */
  readonly pendingDays?: number | undefined;
  /** At most 200; an empty list for a program whose points are only given by hand. */
  readonly rules: readonly EarnRuleDefinition<Own>[];
  /** At most 200. @defaultValue none */
  readonly multipliers?: readonly MultiplierDefinition<Own>[] | undefined;
  /** Which multipliers count where several apply. @defaultValue `'highest'` */
  readonly combineMultipliers?: 'highest' | 'all' | undefined;
  /** The most points of all rules together. @defaultValue no limit */
  readonly cap?: CapDefinition | undefined;
}

/** One way to earn; the points of all rules that apply add up. */
export interface EarnRuleDefinition<Own extends Part = never> {
  /** Names the rule; unique in the program. */
  readonly ruleId: string;
  /** Words for a receipt. @defaultValue the `ruleId` */
  readonly label?: string | null | undefined;
  /** What it gives, and for what. */
  readonly earn: EarnAmountDefinition | OwnEarnAmounts<Own>;
  /** Only lines whose SKU or category is named. @defaultValue all lines */
  readonly only?: LineFilterDefinition | null | undefined;
  /** Lines that never count. */
  readonly except?: (LineFilterDefinition & { readonly discounted?: boolean | undefined }) | undefined;
  /** When it applies. @defaultValue always */
  readonly when?: (ConditionDefinition & OwnConditions<Own>) | undefined;
  /**
   * How a fraction of a point is rounded: of a share of a step, or of a multiplier that is a fraction. @defaultValue
   * `'floor'`
   */
  readonly rounding?: Rounding | undefined;
  /** The most points that the rule gives. @defaultValue no limit */
  readonly cap?: CapDefinition | undefined;
}

/** Lines, by SKU or by category. */
export interface LineFilterDefinition {
  /** Lines with one of these SKUs. */
  readonly skus?: readonly string[] | undefined;
  /** Lines of one of these categories. */
  readonly categories?: readonly string[] | undefined;
}

/** Multiplies points by `times / per` while its condition holds. */
export interface MultiplierDefinition<Own extends Part = never> {
  /** Names the multiplier; unique in the program. */
  readonly multiplierId: string;
  /** Words for a receipt. @defaultValue the `multiplierId` */
  readonly label?: string | null | undefined;
  /** The numerator: a whole number. */
  readonly times: number;
  /** The denominator: a whole number, 1 or more. @defaultValue `1` */
  readonly per?: number | undefined;
  /** The `ruleId`s it applies to. @defaultValue all rules */
  readonly rules?: readonly string[] | null | undefined;
  /** When it applies. @defaultValue always */
  readonly when?: (ConditionDefinition & OwnConditions<Own>) | undefined;
}

/** Limits in points. */
export interface CapDefinition {
  /** The most points for one invoice. @defaultValue no limit */
  readonly perInvoice?: number | null | undefined;
  /** The most points for one member on one business date. @defaultValue no limit */
  readonly perDay?: number | null | undefined;
}

/** When points end: always at the end of a business day. */
export type ExpiryDefinition =
  | { readonly kind: 'never' }
  | {
      readonly kind: 'after';
      readonly period: PeriodDefinition;
      /** Where the end of points is moved to. @defaultValue `'day'` */ readonly roundTo?:
        | 'day'
        | 'month-end'
        | undefined;
    }
  /** Points earned after the date have ended already: publish the next rules in time. */
  | { readonly kind: 'on-date'; readonly date: string }
  | { readonly kind: 'inactivity'; readonly period: PeriodDefinition };

/** A number of calendar days or months. */
export interface PeriodDefinition {
  /** Calendar days or calendar months. */
  readonly unit: 'days' | 'months';
  /** How many of them; 1 or more. */
  readonly count: number;
}

/** What points buy. */
export interface RedemptionDefinition {
  /** `points` are worth `money` minor units. @defaultValue none: points buy rewards only */
  readonly rate?: { readonly points: number; readonly money: number } | null | undefined;
  /** The fewest points of one redemption. @defaultValue `1` */
  readonly minimum?: number | undefined;
  /** The most points of one redemption. @defaultValue no limit */
  readonly maximum?: number | null | undefined;
  /** Points are redeemed in multiples of it. @defaultValue `1` */
  readonly step?: number | undefined;
  /** 1 to 100. @defaultValue `100` */
  readonly shareOfInvoicePercent?: number | undefined;
  /** Whether a redemption that pays exactly the rest of an invoice may ignore the step. @defaultValue `false` */
  readonly coverExactTotal?: boolean | undefined;
  /** The articles that points buy. @defaultValue none */
  readonly rewards?: readonly RewardDefinition[] | undefined;
  /** 1 to 1440. @defaultValue `15` */
  readonly holdMinutes?: number | undefined;
  /**
   * Which redemptions the customer must authorise with a one-time code: none, all, or those of more points than this.
   * No other verb can make such a redemption. It needs the plugin `codes`. @defaultValue `'off'`
   */
  readonly otp?: 'off' | 'always' | { readonly abovePoints: number } | undefined;
}

/** An article that costs points. */
export interface RewardDefinition {
  /** Names the reward; unique in the program. */
  readonly rewardId: string;
  /** The article's number at the till, by which it can be redeemed too; unique in the program. @defaultValue none */
  readonly plu?: string | null | undefined;
  /** The name of the reward, for people. */
  readonly name: string;
  /** What it costs, in points: a whole number, 1 or more. */
  readonly points: number;
  /** In minor units, for accounting. @defaultValue `0` */
  readonly value?: number | undefined;
}

/** How points are changed by hand, by staff or by a job. */
export interface AdjustingDefinition {
  /** Whether each change says why, for staff. @defaultValue `false` */
  readonly requireReason?: boolean | undefined;
  /** What the customer is told of a change that has no comment of its own. @defaultValue nothing */
  readonly defaultComment?: string | null | undefined;
}

/** What refunds do. */
export interface RefundDefinition {
  /** What happens when a refund takes back points that the member has spent. @defaultValue `'allow-debt'` */
  readonly clawback?: DebtPolicy | undefined;
  /** Days that a lapsed lot is remembered, 0 to 3650. @defaultValue `90` */
  readonly windowDays?: number | undefined;
  /** Days that returned points live on when their lot has lapsed. @defaultValue `0` */
  readonly graceDays?: number | undefined;
}
