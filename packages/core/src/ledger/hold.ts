import type { ChallengeId, InvoiceId, RedemptionId } from '../values/ids.ts';
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
  /** The challenge whose code is needed to spend it; left out where no code is needed. */
  readonly challengeId?: ChallengeId;
}

/** The fingerprint of a release that no command asked for: the sale was voided. */
export const releasedByVoid = 'invoice-voided';
