import type { ActorId, InvoiceId, MemberId, RedemptionId } from '../values/ids.ts';
import { invariant } from '../values/invariant.ts';
import type { Points } from '../values/points.ts';
import { systemActor } from '../program/program.ts';
import type { RedeemPoints } from '../redeeming/redemption-command.ts';
import { fingerprint } from './ports.ts';

interface Said {
  readonly memberId: MemberId;
  readonly redemptionId: RedemptionId;
  readonly points?: Points | undefined;
  readonly rewardId?: string | undefined;
  readonly invoiceId?: InvoiceId | undefined;
  readonly saleTotal?: number | undefined;
  readonly actor?: ActorId | undefined;
}

/** What redeeming and holding have in common. */
export function toRedemption(verb: string, said: Said): RedeemPoints {
  const { points, rewardId, memberId, redemptionId, invoiceId = null, saleTotal = null, actor = systemActor } = said;
  const what = toWhat(points, rewardId);
  return { memberId, redemptionId, actor, fingerprint: fingerprint(verb, said), what, invoiceId, saleTotal };
}

/** Points for money, or a reward. */
export function toWhat(points: Points | undefined, rewardId: string | undefined): RedeemPoints['what'] {
  const what = points === undefined ? rewardId !== undefined && { rewardId } : { points };
  invariant(what !== false, 'a redemption is of points or of a reward');
  return what;
}
