import type { ChallengeId, InvoiceId, RedemptionId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import type { Lot } from './lot.ts';

/** Points set aside for a redemption: out of their lots, so nothing else can spend or expire them. */
export interface Hold {
  readonly redemptionId: RedemptionId;
  readonly points: number;
  /** The lots they came from, earliest end first. */
  readonly taken: readonly Lot[];
  /** It lapses by itself at this instant. */
  readonly deadline: Instant;
  readonly invoiceId: InvoiceId | null;
  readonly rewardId: string | null;
  /** The challenge whose code alone spends it; left out where none is needed. */
  readonly challengeId?: ChallengeId;
}
