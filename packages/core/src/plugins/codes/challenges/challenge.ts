import type { ActorId, ChallengeId, Channel, Instant, InvoiceId, MemberId, RedemptionId } from '../../../index.ts';
import { forms, record, rowCodec } from '../../../plugin.ts';
import { actorForm } from '../../../till.ts';

/**
 * A one-time code that was asked for, and the redemption that it authorises. It holds neither the code nor an address.
 */
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

const written = forms.row<Omit<ChallengeRecord, 'challengeId'>>({
  memberId: forms.text(),
  redemptionId: forms.text(),
  points: forms.figure(),
  value: forms.figure(),
  deadline: forms.instant(),
  channel: forms.text(),
  destination: forms.text(),
  expiresAt: forms.instant(),
  codeHash: forms.text(),
  seal: forms.text(),
  sentAt: forms.instant(),
  marks: forms.list(forms.text()),
  actor: actorForm(),
  codes: forms.or(forms.figure(), 1),
  state: forms.or(forms.text(), 'open'),
  attempts: forms.figure(),
  guesses: forms.list(forms.text()),
  usedBy: forms.orNull(forms.figure()),
  rewardId: forms.orNull(forms.text()),
  invoiceId: forms.orNull(forms.text()),
});

/** The one-time codes that were asked for. */
export const challenges = record<ChallengeRecord>({
  kind: 'challenge',
  format: 1,
  codec: rowCodec<ChallengeRecord, 'challengeId'>(written, { ofKey: (key) => ({ challengeId: key as ChallengeId }) }),
  key: ({ challengeId }) => challengeId,
  owner: ({ memberId }) => memberId,
  columns: {
    member_id: { field: 'memberId', type: 'text' },
    redemption_id: { field: 'redemptionId', type: 'text' },
    points: { field: 'points', type: 'integer' },
    value: { field: 'value', type: 'integer' },
    reward_id: { field: 'rewardId', type: 'text' },
    invoice_id: { field: 'invoiceId', type: 'text' },
    actor: { field: 'actor', type: 'text' },
    channel: { field: 'channel', type: 'text' },
    deadline: { field: 'deadline', type: 'instant' },
    codes: { field: 'codes', type: 'integer' },
    attempts: { field: 'attempts', type: 'integer' },
    expires_at: { field: 'expiresAt', type: 'instant' },
    state: { field: 'state', type: 'text' },
    used_by: { field: 'usedBy', type: 'integer' },
  },
});

/** What a challenge is before it has its hashes. */
export type Unsealed = Omit<ChallengeRecord, 'codeHash' | 'seal'>;
