import type { CommandKey } from '../ledger/entry.ts';
import type { IdempotencyKeyReused } from '../values/errors.ts';
import { idempotencyKeyReused } from '../values/failures.ts';
import type { ActorId, ChallengeId, InvoiceId, MemberId, RedemptionId } from '../values/ids.ts';
import { accept, type Verdict, refuse } from '../records/decision.ts';
import type { Points } from '../values/points.ts';
import { type Known } from '../records/records.ts';
import { commandId, type MemberCommand } from '../ledger/entry-keys.ts';
import { redemptionReceipt, type RedemptionReceipt } from './redemption-receipt.ts';

/** Points to redeem or to hold, checked. */
export interface RedeemPoints extends RedemptionStep {
  readonly what: { readonly points: Points } | { readonly rewardId: string };
  readonly invoiceId: InvoiceId | null;
  readonly saleTotal: number | null;
}

/** Points to hold, checked. */
export interface HoldPoints extends RedeemPoints {
  readonly holdMinutes: number | null;
  /** The challenge whose code alone is to spend the hold; null where none is asked for. */
  readonly challengeId: ChallengeId | null;
}

/** A capture, checked; null points for all that is held. */
export interface CaptureHold extends RedemptionStep {
  readonly points: Points | null;
}

/** What every step of a redemption has. */
export interface RedemptionStep {
  readonly memberId: MemberId;
  readonly redemptionId: RedemptionId;
  readonly actor: ActorId;
  readonly fingerprint: string;
}

/** The id of a step; redeeming at once and holding are one step, so an id serves for one of them. */
export function stepOf(
  { memberId, redemptionId }: RedemptionStep,
  step: 'redeem' | 'capture' | 'release',
): MemberCommand {
  return { memberId, key: `${step}:${redemptionId}` satisfies CommandKey };
}

/** The first receipt of a step that was taken already, a reused id, or null for a new step. */
export function replayOf(
  step: RedemptionStep,
  name: 'redeem' | 'capture' | 'release',
  records: Known,
): Verdict<RedemptionReceipt, IdempotencyKeyReused> | null {
  const known = records.commands.get(commandId(stepOf(step, name)));
  if (!known) return null;
  if (known.command?.fingerprint === step.fingerprint) return accept(redemptionReceipt(known));
  return refuse(idempotencyKeyReused('redemptionId', step.redemptionId));
}
