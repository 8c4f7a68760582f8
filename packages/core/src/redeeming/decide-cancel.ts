import { challengeClosed } from '../values/code-failures.ts';
import type { ChallengeClosed, UnknownChallenge } from '../values/errors.ts';
import { fingerprintOf } from '../values/fingerprint.ts';
import type { ActorId, ChallengeId } from '../values/ids.ts';
import type { ChallengeRecord } from '../records/challenge.ts';
import { accept, type Decision, type DecisionContext, refuse } from '../records/decision.ts';
import type { Known } from '../records/records.ts';
import { decideRelease, type HoldEndFailure } from './decide-hold-end.ts';
import { findChallenge } from './open-challenge.ts';
import type { RedemptionReceipt } from './redemption-receipt.ts';

/** The end of a redemption that waits for its code, checked. */
export interface CancelRedemption {
  readonly challengeId: ChallengeId;
  readonly actor: ActorId;
}

export type CancelFailure = UnknownChallenge | ChallengeClosed;

/** Gives the points back and closes the challenge, whatever state its code is in, unless the code was used. */
export function decideCancel(
  { challengeId, actor }: CancelRedemption,
  records: Known,
  context: DecisionContext,
): Decision<RedemptionReceipt, CancelFailure> {
  const found = findChallenge(challengeId, records);
  if (!('state' in found)) return found;
  const { memberId, redemptionId } = found;
  const fingerprint = fingerprintOf(['cancel-redemption', challengeId, actor]);
  const released = decideRelease({ memberId, redemptionId, actor, fingerprint }, records, context);
  if ('needs' in released) return released;
  const { outcome, changes } = released;
  if (outcome.isErr()) return refuse(challengeClosed(challengeId, endOf(found, outcome.error)));
  const cancelled: ChallengeRecord = { ...found, state: 'cancelled' };
  // A retry finds its receipt, and has nothing to write.
  return accept(outcome.value, changes.entries === undefined ? {} : { ...changes, challenges: [cancelled] });
}

function endOf({ state }: ChallengeRecord, failure: HoldEndFailure): ChallengeClosed['state'] {
  if (state === 'used' || state === 'cancelled') return state;
  return failure.kind === 'hold-closed' && failure.state === 'lapsed' ? 'lapsed' : 'cancelled';
}
