import type { ActorId, MemberId, RedemptionId } from '../values/ids.ts';
import { money, points } from './command-fields.ts';
import { id, optional, whole } from './fields.ts';
import { strict, withMeaning } from './objects.ts';
import { judgeRedemption, redemptionFields } from './redemption-fields.ts';

export const redeemPointsShape = withMeaning(strict(redemptionFields), judgeRedemption);

/** A week: a hold is for a sale in progress. */
const longestHoldMinutes = 10_080;

export const holdPointsShape = withMeaning(
  strict({ ...redemptionFields, holdMinutes: optional(whole(1, longestHoldMinutes)) }),
  judgeRedemption,
);

export const captureHoldShape = strict({
  memberId: id<MemberId>(),
  redemptionId: id<RedemptionId>(),
  points: optional(points()),
  actor: optional(id<ActorId>()),
});

export const releaseHoldShape = strict({
  memberId: id<MemberId>(),
  redemptionId: id<RedemptionId>(),
  actor: optional(id<ActorId>()),
});

export const quoteRedemptionShape = strict({
  available: whole(0),
  invoice: optional(strict({ total: money(), leftToPay: optional(money()) })),
});
