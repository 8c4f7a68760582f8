import { money, points } from '../../schemas/command-fields.ts';
import { id, optional } from '../../schemas/fields.ts';
import type { ActorId, InvoiceId, MemberId, RedemptionId } from '../../values/ids.ts';
import type { Points } from '../../values/points.ts';

/** A redemption, checked. */
export interface Redemption {
  /** Who redeems. */
  readonly memberId: MemberId;
  /** The host's id of the redemption. */
  readonly redemptionId: RedemptionId;
  /** How many points; left out where a reward is named. */
  readonly points?: Points | undefined;
  /** The id of the reward that they pay. */
  readonly rewardId?: string | undefined;
  /** The PLU of the reward that they pay. */
  readonly plu?: string | undefined;
  /** The sale that they pay. */
  readonly invoiceId?: InvoiceId | undefined;
  /** The total of a sale that is not saved yet, in minor units. */
  readonly saleTotal?: number | undefined;
  /** Who does it; the system where left out. */
  readonly actor?: ActorId | undefined;
}

/** The fields of every redemption. */
export const redemptionFields = {
  memberId: id<MemberId>(),
  redemptionId: id<RedemptionId>(),
  points: optional(points()),
  rewardId: optional(id<string>()),
  plu: optional(id<string>()),
  invoiceId: optional(id<InvoiceId>()),
  saleTotal: optional(money()),
  actor: optional(id<ActorId>()),
};

/** Points or a reward, and a saved invoice or the total of one that is not. */
export function* checkRedemptionFields({
  points: wanted,
  rewardId,
  plu,
  invoiceId,
  saleTotal,
}: {
  points?: unknown;
  rewardId?: unknown;
  plu?: unknown;
  invoiceId?: unknown;
  saleTotal?: unknown;
}) {
  const given = [wanted, rewardId, plu].filter((each) => each !== undefined).length;
  if (given !== 1) {
    yield {
      path: ['points'],
      problem: 'or rewardId (or plu) must be given, and not both',
      fix: 'Redeem points for money, or one reward.',
    };
  }
  if (invoiceId !== undefined && saleTotal !== undefined) {
    yield { path: ['saleTotal'], problem: 'is known from the invoice', fix: 'Leave it out where invoiceId is given.' };
  }
}
