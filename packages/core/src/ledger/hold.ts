import type { InvoiceId, RedemptionId } from '../values/ids.ts';
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
   * What the plugin that set the points aside waits for, in its own words, such as the id of a challenge. Only the plugin
   * spends such a hold. Left out where `captureHold` may.
   */
  readonly guard?: string;
}

/** The fingerprint of a release that no command asked for: the sale was voided. */
export const releasedByVoid = 'invoice-voided';
