import type { InvoiceId, ProgramVersion, RedemptionId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import type { Lot } from './lot.ts';

/** Points set aside for a redemption: out of their lots, so nothing else can spend or expire them. */
export interface Hold {
  /** The redemption that the points are held for; unique within the member. */
  readonly redemptionId: RedemptionId;
  /** The points held; more than 0. */
  readonly points: number;
  /** The lots they came from, earliest end first. */
  readonly taken: readonly Lot[];
  /** It lapses by itself at this instant. */
  readonly deadline: Instant;
  /** The invoice that the points pay for; null where there is none. */
  readonly invoiceId: InvoiceId | null;
  /** The reward that the points buy; null where they become money. */
  readonly rewardId: string | null;
  /**
   * What the plugin that set the points aside waits for, in its own words, such as the id of a challenge. Only the
   * plugin spends such a hold. Left out where `captureHold` may.
   */
  readonly guard?: string;
  /**
   * How many entries the member had when it was opened, where there were claims on holds then; it pays none of these.
   */
  readonly since?: number;
  /** Debts that were made after points of it had ended; left out where there were none. */
  readonly late?: readonly LateDebt[];
}

/**
 * That debt was made when points had ended which were held. Given back, these repay only older debt: without the hold
 * they would have been gone.
 */
export interface LateDebt {
  /** When it was made. */
  readonly at: Instant;
  /** The debt before it, as far as that was not repaid since. */
  readonly before: number;
}

/**
 * A claim on holds: points that were not taken back only because holds had them. What these holds give back pays it
 * first, and what is captured of them does not. Of 100 points 80 were held, and 100 were to be taken back: 80 are
 * claimed. 50 are captured: 30 are paid.
 */
export interface HoldClaim {
  /** The sale that they were to be taken back for, or the return without one. */
  readonly id: string;
  /** Whether it is the id of a return without a sale. */
  readonly isReturn?: true;
  /** The version of the rules that decided it. */
  readonly programVersion: ProgramVersion;
  /** How many entries the member had by then: holds that were opened later pay none of them. */
  readonly after: number;
  /** How many entries have taken what it claims. */
  readonly nth: number;
  /** The points that would have been taken, had they not been held. */
  readonly lots: readonly Lot[];
}

/** The fingerprint of a release that no command asked for: the sale was voided. */
export const releasedByVoid = 'invoice-voided';
