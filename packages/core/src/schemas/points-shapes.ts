import type { ActorId, MemberId, RedemptionId } from '../values/ids.ts';
import { instant, money, points } from './command-fields.ts';
import { id, list, oneOf, optional, orNull, text, whole } from './fields.ts';
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

const page = { limit: optional(whole(1, 1000)), cursor: optional(text()) };

export const findEntriesShape = strict({
  memberId: optional(id<MemberId>()),
  kinds: optional(list(oneOf(['earn', 'adjustment', 'redemption', 'reversal', 'expiry', 'opening', 'transfer']), 1, 7)),
  actor: optional(id<string>()),
  reference: optional(
    strict({
      type: oneOf(['invoice', 'redemption', 'entry', 'job', 'external']),
      id: id<string>(),
    }),
  ),
  from: optional(instant()),
  until: optional(instant()),
  reason: optional(text()),
  ...page,
});

/** `null` is where a feed begins, so that a follower may keep it and pass it back. */
export const feedShape = strict({ ...page, cursor: orNull(text()) });

export const statementShape = strict({ memberId: id<MemberId>(), ...page });
export const balanceShape = strict({ memberId: id<MemberId>(), at: optional(instant()) });
export const expireDueShape = strict({ limit: optional(whole(1, 100_000)) });

export const quoteRedemptionShape = strict({
  available: whole(0),
  invoice: optional(strict({ total: money(), leftToPay: optional(money()) })),
});
