import type { ActorId, ProgramId, ProgramVersion } from '../values/ids.ts';
import type { Brand } from '../values/brand.ts';
import type { Currency } from '../values/money.ts';
import type { Cap, EarnRule, Multiplier } from './earn-rule.ts';
import type { ExpiryPolicy } from './expiry-policy.ts';
import type { PartVersions } from './parts/part-versions.ts';
import type { RedemptionPolicy } from './redemption-policy.ts';

/** A version of a program as a store keeps it: plain JSON, without what is a default. A store does not look into it. */
export interface StoredProgram {
  /** The version of the format. */
  readonly v: 1;
  /** Names the program; every key in a store begins with it. */
  readonly programId: ProgramId;
  /** The fingerprint of the rules, defaults left out: the same rules have the same version everywhere. */
  readonly version: ProgramVersion;
  /** The conditions and earn kinds that the rules are made of. */
  readonly parts: PartVersions;
}

/**
 * The sections of plugins as a program keeps them: only a plugin's `section.of(program)` reads its own. An object that
 * is written down is none, so that the compiler points at the field of a section that is wrong.
 */
export type KeptSections = Brand<object, 'KeptSections'>;

/** A merchant's rules: checked, complete and immutable. */
export interface Program extends StoredProgram {
  /** The name of the program, for people. */
  readonly name: string;
  /** An IANA name; business dates and ends of days are meant in it. */
  readonly timeZone: string;
  /** "HH:mm", when a business day begins by the clock of the time zone. */
  readonly dayStartsAt: string;
  /** An ISO 4217 code, such as `IDR`. */
  readonly currency: Currency;
  /**
   * The country of telephone numbers that do not begin with a plus, where files and the command line have such; or
   * null.
   */
  readonly phoneCountry: string | null;
  /** When and how invoices earn points. */
  readonly earn: EarnPolicy;
  /** When points end. */
  readonly expiry: ExpiryPolicy;
  /** What points buy. */
  readonly redeem: RedemptionPolicy;
  /** What happens to points when a sale is taken back. */
  readonly refund: RefundPolicy;
  /** How points are changed by hand. */
  readonly adjusting: AdjustingPolicy;
  /** The sections of plugins, by the plugins' names: read one as `section.of(program)`. */
  readonly plugins: KeptSections;
}

/** When an invoice earns. */
export type EarnTrigger = 'on-invoice-saved' | 'on-full-payment';

/** When and how invoices earn. */
export interface EarnPolicy {
  /** What makes an invoice earn: its sale or its payment. */
  readonly trigger: EarnTrigger;
  /** A payment counts once it is approved. */
  readonly approvePayments: boolean;
  /** A member without a verified email earns nothing. */
  readonly requireVerifiedEmail: boolean;
  /** Whether the part of an invoice that was paid with points earns points too. */
  readonly earnOnPointsPaid: boolean;
  /** SKUs of lines below 0 that take something off the whole sale. */
  readonly discountSkus: readonly string[];
  /** Points become available this many days after they were earned; 0 for at once. */
  readonly pendingDays: number;
  /** The ways to earn; the points of all rules that apply add up. */
  readonly rules: readonly EarnRule[];
  /** What multiplies the points of rules. */
  readonly multipliers: readonly Multiplier[];
  /** Whether several multipliers that apply are multiplied, or only the highest counts. */
  readonly combineMultipliers: 'highest' | 'all';
  /** The most points of all rules together; null for no limit. */
  readonly cap: Cap;
}

/** How points are changed by hand, by staff or by a job. */
export interface AdjustingPolicy {
  /** Whether each change says why, for staff. */
  readonly requireReason: boolean;
  /** What the customer is told of a change that has no comment of its own; null for nothing. */
  readonly defaultComment: string | null;
}

/** What a clawback does where the member no longer has the points. */
export type DebtPolicy = 'allow-debt' | 'within-balance' | 'refuse';

/** What happens to points when a sale is taken back. */
export interface RefundPolicy {
  /** What happens where the member has fewer points than are taken back. */
  readonly clawback: DebtPolicy;
  /** How long a lapsed lot is remembered, so that a refund does not take its points twice. */
  readonly windowDays: number;
  /** Days that returned points live on when their lot has lapsed meanwhile; 0: they expire at once. */
  readonly graceDays: number;
}

/** Who acts when the host names nobody. */
export const systemActor = 'system' as ActorId;

/**
 * Any `Program`: what `defineProgram` and `parseProgram` answer. It names little of it, so that the compiler compares
 * what is written down with a definition alone, and points at what is wrong there.
 */
export type CheckedProgram = Pick<Program, 'programId' | 'version' | 'plugins'>;
