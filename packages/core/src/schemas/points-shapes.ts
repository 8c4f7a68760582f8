import type { ActorId, InvoiceId, MemberId, RedemptionId } from '../model/ids.ts';
import { instant, money, note, points } from './command-fields.ts';
import { id, list, oneOf, text, whole } from './fields.ts';
import { strict, withMeaning } from './objects.ts';

const staff = {
  memberId: id<MemberId>(),
  actor: id<ActorId>(),
  reason: note(),
  comment: note().optional(),
  idempotencyKey: id<string>(),
};

export const adjustPointsShape = strict({
  ...staff,
  points: points(),
  direction: oneOf(['add', 'deduct']),
  reference: id<string>().optional(),
});

export const setBalanceShape = strict({
  ...staff,
  balance: whole(0),
  expectedBalance: whole(-Number.MAX_SAFE_INTEGER).optional(),
  reference: id<string>().optional(),
});

export const reverseEntryShape = strict({ ...staff, sequence: whole(1), points: points().optional() });

const redemption = {
  memberId: id<MemberId>(),
  redemptionId: id<RedemptionId>(),
  points: points().optional(),
  rewardId: id<string>().optional(),
  invoiceId: id<InvoiceId>().optional(),
  saleTotal: money().optional(),
  actor: id<ActorId>().optional(),
};

export const redeemPointsShape = withMeaning(strict(redemption), judgeRedemption);

/** A week: a hold is for a sale in progress. */
const longestHoldMinutes = 10_080;

export const holdPointsShape = withMeaning(
  strict({ ...redemption, holdMinutes: whole(1, longestHoldMinutes).optional() }),
  judgeRedemption,
);

export const captureHoldShape = strict({
  memberId: id<MemberId>(),
  redemptionId: id<RedemptionId>(),
  points: points().optional(),
  actor: id<ActorId>().optional(),
});

export const releaseHoldShape = strict({
  memberId: id<MemberId>(),
  redemptionId: id<RedemptionId>(),
  actor: id<ActorId>().optional(),
});

const page = { limit: whole(1, 1000).optional(), cursor: text().optional() };

export const findEntriesShape = strict({
  memberId: id<MemberId>().optional(),
  kinds: list(
    oneOf(['earn', 'adjustment', 'redemption', 'reversal', 'expiry', 'opening', 'transfer']),
    1,
    7,
  ).optional(),
  actor: id<string>().optional(),
  reference: strict({
    type: oneOf(['invoice', 'redemption', 'entry', 'job', 'external']),
    id: id<string>(),
  }).optional(),
  from: instant().optional(),
  until: instant().optional(),
  reason: text().optional(),
  ...page,
});

export const statementShape = strict({ memberId: id<MemberId>(), ...page });
export const balanceShape = strict({ memberId: id<MemberId>(), at: instant().optional() });
export const expireDueShape = strict({ limit: whole(1, 100_000).optional() });

export const quoteRedemptionShape = strict({
  available: whole(0),
  invoice: strict({ total: money(), leftToPay: money().optional() }).optional(),
});

function* judgeRedemption({
  points: wanted,
  rewardId,
  invoiceId,
  saleTotal,
}: {
  points?: unknown;
  rewardId?: unknown;
  invoiceId?: unknown;
  saleTotal?: unknown;
}) {
  if ((wanted === undefined) === (rewardId === undefined)) {
    yield {
      path: ['points'],
      problem: 'or rewardId must be given, and not both',
      fix: 'Redeem points for money, or one reward.',
    };
  }
  if (invoiceId !== undefined && saleTotal !== undefined) {
    yield { path: ['saleTotal'], problem: 'is known from the invoice', fix: 'Leave it out where invoiceId is given.' };
  }
}
