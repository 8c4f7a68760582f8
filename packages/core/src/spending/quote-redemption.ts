import { ok } from 'neverthrow';
import { pure } from '../kernel/pure.ts';
import type { Program } from '../program/program.ts';
import type { RedemptionPolicy, Reward } from '../program/redemption-policy.ts';
import { money } from '../schemas/command-fields.ts';
import { optional, whole } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { limitsOf, type RedemptionSituation, type NothingToRedeem } from './redemption/redemption-limits.ts';
import { valueOfPoints } from './redemption/value-of-points.ts';

/** What a member could redeem: pure arithmetic on figures that the host has. */
export interface QuoteRedemptionQuery {
  /** Points that the member can spend: a whole number, 0 or more. */
  readonly available: number;
  /** The sale that the points shall pay; left out where there is none. */
  readonly invoice?:
    | {
        /** In minor units. */
        readonly total: number;
        /** What is still to pay of it, in minor units; `total` when left out. */
        readonly leftToPay?: number | undefined;
      }
    | undefined;
}

/** What a member may redeem. Admitted are the multiples of `step` from `minimum` to `maximum`, and `exact`. */
export interface RedemptionQuote {
  /** The fewest points that the program accepts; 0 where points are not redeemed to money. */
  readonly minimum: number;
  /** The most points that can be redeemed now; 0 where `reason` says why none can. */
  readonly maximum: number;
  /** The portion in which points are redeemed. */
  readonly step: number;
  /** What `maximum` is worth, in minor units. */
  readonly value: number;
  /** Why no multiple of `step` can be redeemed; null where one can. */
  readonly reason: NothingToRedeem | null;
  /** The fewest points that pay exactly what is left of the invoice, where the program lets them ignore the step. */
  readonly exact: { readonly points: number; readonly value: number } | null;
  /** The rewards that the points suffice for. */
  readonly rewards: readonly Reward[];
  /** More points than this need the customer's code: 0 where all do, null where none do. */
  readonly codeAbovePoints: number | null;
}

/**
 * Says how many points can be redeemed, and what they are worth.
 *
 * @remarks It reads no store and promises nothing: the points may be spent elsewhere before they are redeemed.
 *
 * Fails with `invalid-command`, which is not retryable.
 *
 * @example
 * ```ts
 * const quote = quoteRedemption(program)({ available: 1200, invoice: { total: 80_000 } });
 * if (quote.isOk()) print(`up to ${quote.value.maximum} points, worth ${quote.value.value}`);
 * ```
 */
export const quoteRedemption = pure({
  name: 'quoteRedemption',
  route: 'POST /quotes/redemption',
  input: shape<QuoteRedemptionQuery>()(
    strict({ available: whole(0), invoice: optional(strict({ total: money(), leftToPay: optional(money()) })) }),
  ),
  failures: {},
  answer: ({ available, invoice }, { redeem }: Program) =>
    ok(
      redemptionQuote(redeem, {
        available,
        invoice: invoice ? { total: invoice.total, leftToPay: invoice.leftToPay ?? invoice.total } : null,
      }),
    ),
});

/** The quote of a policy. */
export function redemptionQuote(policy: RedemptionPolicy, situation: RedemptionSituation): RedemptionQuote {
  const { available } = situation;
  const { step, otp } = policy;
  const codeAbovePoints = otp === 'off' ? null : otp === 'always' ? 0 : otp.abovePoints;
  const rewards = policy.rewards.filter(({ points }) => points <= available);
  const limits = limitsOf(policy, situation.invoice);
  if (limits === null || policy.rate === null) {
    return { minimum: 0, maximum: 0, step, value: 0, reason: 'no-rate', exact: null, rewards, codeAbovePoints };
  }
  const { minimum, exact } = limits;
  const affordable = Math.min(limits.maximum.points, available - (available % step));
  const maximum = affordable >= minimum ? affordable : 0;
  return {
    minimum,
    maximum,
    step,
    value: valueOfPoints(policy.rate, maximum),
    reason:
      maximum > 0
        ? null
        : limits.maximum.points < minimum
          ? limits.maximum.by
          : available <= 0
            ? 'nothing-available'
            : 'below-minimum',
    exact: exact !== null && exact.points <= available ? exact : null,
    rewards,
    codeAbovePoints,
  };
}
