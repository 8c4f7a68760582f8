import type { Channel } from '../values/channel.ts';
import type { ActorId, ChallengeId, InvoiceId, MemberId, RedemptionId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';

/** A one-time code that was asked for, and the redemption that it lets happen. Neither the code nor an address is in it. */
export interface ChallengeRecord {
  readonly v: 1;
  readonly challengeId: ChallengeId;
  readonly memberId: MemberId;
  readonly redemptionId: RedemptionId;
  readonly points: number;
  /** What the points are worth, in minor units. */
  readonly value: number;
  readonly rewardId: string | null;
  readonly invoiceId: InvoiceId | null;
  /** Who asked for it. */
  readonly actor: ActorId;
  /** When the hold lapses. */
  readonly deadline: Instant;
  readonly channel: Channel;
  /** A keyed hash of where the code went. */
  readonly destination: string;
  /** How many codes were made; only the last one counts. */
  readonly codes: number;
  /** The end of the last code: from this instant on it is no longer good. */
  readonly expiresAt: Instant;
  /** A keyed hash of the last code and of everything above. */
  readonly codeHash: string;
  /** A keyed hash of everything above but the code: a record that was changed by hand is known by it. */
  readonly seal: string;
  /** Wrong answers, to all of its codes together. */
  readonly attempts: number;
  readonly state: ChallengeState;
  /** The entry that spent the points, once the code was used. */
  readonly usedBy: number | null;
}

/** What became of a challenge; one that is open may have expired. */
export type ChallengeState = 'open' | 'used' | 'cancelled' | 'void';

/** What was sent to, and tried for, one member or one destination of late. */
export interface CodeBudget {
  readonly v: 1;
  readonly key: BudgetKey;
  /** When codes were sent, oldest first; those that no limit counts any more are left out. */
  readonly sends: readonly BudgetSend[];
  /** When wrong codes were given, oldest first; those that no limit counts any more are left out. */
  readonly failures: readonly Instant[];
}

/** A code that was sent. */
export interface BudgetSend {
  readonly at: Instant;
  /** The provider refused it for good, so that the next one need not wait. */
  readonly rejected: boolean;
}

/** Names a budget: of a member, or of a destination by its keyed hash. */
export type BudgetKey = `member:${string}` | `destination:${string}`;
