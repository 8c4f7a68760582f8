import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { inactivityAfter } from '../ledger/inactivity.ts';
import { effect, takeFrom } from '../ledger/movement.ts';
import { lastEntry } from '../ledger/posting.ts';
import { programOf } from '../program/program-of.ts';
import { strict, refine } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { openSpending, postSpending, spendingReads, rewardOf } from './redemption/open-spending.ts';
import { paidFor, payWith } from './redemption/payer.ts';
import { checkRedemptionFields, redemptionFields } from './redemption/redemption-fields.ts';
import { redemptionReceipt } from './redemption/redemption-receipt.ts';
import { actorOf, recallByStep } from './redemption/redemption-steps.ts';

/**
 * Spends points, or sets them aside. Known by `redemptionId` within its member. Exactly one of `points`, `rewardId` and
 * `plu`.
 */
export interface RedeemPointsCommand {
  /** The member whose points they are. */
  readonly memberId: string;
  /** The host's own id of the redemption, unique within the member. */
  readonly redemptionId: string;
  /** Points to turn into money: a whole number, 1 or more. */
  readonly points?: number | undefined;
  /** A reward of the program's catalog. */
  readonly rewardId?: string | undefined;
  /** The same, by the article's number at the till. */
  readonly plu?: string | undefined;
  /** A saved invoice that the points pay for. */
  readonly invoiceId?: string | undefined;
  /** The sale's total in minor units, where the invoice is not saved yet: limits by share need it. */
  readonly saleTotal?: number | undefined;
  /** Who does it; `system` when left out. */
  readonly actor?: string | undefined;
}

/**
 * Spends points in one step, for money or for a reward.
 *
 * @remarks Points that expire earliest are spent first. Concurrent callers never spend a point twice: each redemption
 * sees those that were committed before it. On an invoice it is a payment, and that part of the invoice earns nothing
 * unless the program says so. The same command again answers what it did before.
 *
 * Fails with `unknown-member`, `unknown-invoice`, `invoice-has-member`, `invoice-voided`, `too-many-changes`,
 * `unknown-reward`, `redemption-not-allowed`, `code-required`, `insufficient-points`, `clawback-refused`,
 * `points-overflow`, `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store.
 * `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await redeemPoints(ports)({ memberId: 'C-17', redemptionId: 'RD-1', points: 100 });
 * ```
 */
export const redeemPoints = command({
  name: 'redeemPoints',
  route: 'POST /redemptions',
  input: shape<RedeemPointsCommand>()(refine(strict(redemptionFields), checkRedemptionFields)),
  failures: {
    'unknown-member': true,
    'unknown-invoice': true,
    'invoice-has-member': true,
    'invoice-voided': true,
    'too-many-changes': true,
    'unknown-reward': true,
    'redemption-not-allowed': true,
    'code-required': true,
    'insufficient-points': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'host',
  reads: spendingReads,
  recall: recallByStep('redeem'),
  decide: (input, book, fingerprint) =>
    openSpending(book, input).andThen(({ payer, price }) => {
      const { memberId, redemptionId } = input;
      const { account, now } = payer.buyer.posting;
      const taken = takeFrom(account, price.points, now);
      const active = inactivityAfter(account, programOf(book), now, now);
      const change = effect({ taken, value: price.value, ...paidFor(payer), ...active });
      const spent = postSpending(
        payer.buyer.posting,
        { ...input, ...rewardOf(price) },
        fingerprint,
        'points-redeemed',
        change,
      );
      const paid = { memberId, redemptionId, ...price, taken };
      return payWith(book, payer, spent, paid, actorOf(input)).map(() => lastEntry(spent));
    }),
  receipt: redemptionReceipt,
});

/** What can go wrong with `redeemPoints`. */
export type RedeemPointsFailure = FailureOf<typeof redeemPoints>;
