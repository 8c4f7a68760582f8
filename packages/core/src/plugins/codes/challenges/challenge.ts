import type { ActorId, ChallengeId, Channel, Instant, InvoiceId, MemberId, RedemptionId } from '../../../index.ts';
import { jsonCodec, record } from '../../../plugin.ts';

/** A one-time code that was asked for, and the redemption that it authorises. It holds neither the code nor an address. */
export interface ChallengeRecord {
  /** What the answers to it name. */
  readonly challengeId: ChallengeId;
  /** Whose points it spends. */
  readonly memberId: MemberId;
  /** The redemption within the member. */
  readonly redemptionId: RedemptionId;
  /** The points that are held for it. */
  readonly points: number;
  /** What the points are worth, in minor units. */
  readonly value: number;
  /** The reward that they buy, if any. */
  readonly rewardId: string | null;
  /** The invoice that they pay, if any. */
  readonly invoiceId: InvoiceId | null;
  /** Who asked for it. */
  readonly actor: ActorId;
  /** When the hold lapses. */
  readonly deadline: Instant;
  /** Over which channel the last code went. */
  readonly channel: Channel;
  /** A keyed hash of where the code went. */
  readonly destination: string;
  /** How many codes were made; only the last one counts. */
  readonly codes: number;
  /** The end of the last code: from this instant on it is no longer good. */
  readonly expiresAt: Instant;
  /** A keyed hash of the last code and of everything above. */
  readonly codeHash: string;
  /** A keyed hash of everything above but the code. It shows whether the record was changed by hand. */
  readonly seal: string;
  /** When the last code was counted as sent. */
  readonly sentAt: Instant;
  /** Keyed hashes of the last codes, oldest first: they tell a code that was replaced from a wrong one. */
  readonly marks: readonly string[];
  /** Wrong answers, to all of its codes together. */
  readonly attempts: number;
  /** A token of each wrong answer. A call whose commit had no answer finds its own here, and is not counted again. */
  readonly guesses: readonly string[];
  /** What became of it. */
  readonly state: ChallengeState;
  /** The entry that spent the points, once the code was used. */
  readonly usedBy: number | null;
}

/** The state of a challenge. The code of an open one may have expired. */
export type ChallengeState = 'open' | 'used' | 'cancelled' | 'void';

/** The one-time codes that were asked for. */
export const challenges = record<ChallengeRecord>({
  kind: 'challenge',
  format: 1,
  codec: jsonCodec(),
  key: ({ challengeId }) => challengeId,
  owner: ({ memberId }) => memberId,
  columns: {
    member_id: { path: '$.memberId', type: 'text' },
    redemption_id: { path: '$.redemptionId', type: 'text' },
    points: { path: '$.points', type: 'integer' },
    value: { path: '$.value', type: 'integer' },
    reward_id: { path: '$.rewardId', type: 'text' },
    invoice_id: { path: '$.invoiceId', type: 'text' },
    actor: { path: '$.actor', type: 'text' },
    channel: { path: '$.channel', type: 'text' },
    deadline: { path: '$.deadline', type: 'instant' },
    codes: { path: '$.codes', type: 'integer' },
    attempts: { path: '$.attempts', type: 'integer' },
    expires_at: { path: '$.expiresAt', type: 'instant' },
    state: { path: '$.state', type: 'text' },
    used_by: { path: '$.usedBy', type: 'integer' },
  },
});

/** What a challenge is before it has its hashes. */
export type Unsealed = Omit<ChallengeRecord, 'codeHash' | 'seal'>;
