import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../../kernel/book.ts';
import type { Ref } from '../../kernel/record.ts';
import { availablePoints } from '../../ledger/account.ts';
import type { Effect } from '../../ledger/entry.ts';
import { accounts } from '../../ledger/ledger-kinds.ts';
import { post, type Posting } from '../../ledger/posting.ts';
import { programOf } from '../../program/program-of.ts';
import { needsCode } from '../../program/redemption-policy.ts';
import { invoices } from '../../sales/invoice/invoices.ts';
import type { InsufficientPoints, Named, UnknownMember } from '../../values/errors.ts';
import type { InvoiceHasMember, InvoiceVoided, UnknownInvoice } from '../../sales/invoice/failures.ts';
import type { TooManyChanges } from '../../sales/invoice/too-many-changes.ts';
import { insufficientPoints } from '../../values/failures.ts';
import type { RedemptionNotAllowed } from './check-redemption.ts';
import { openPayer, type Payer } from './payer.ts';
import { type Price, priceRedemption, type UnknownReward } from './price-redemption.ts';
import type { Redemption } from './redemption-fields.ts';
import { actorOf, markOfStep, stepRef } from './redemption-steps.ts';

/** The program asks for the customer's code here: `requestRedemption`, then `confirmRedemption`. */
export interface CodeRequired extends Named<'code-required'> {
  /** The points that were to be spent. */
  readonly points: number;
}

/** The points need the customer's code. */
export function codeRequired(points: number): CodeRequired {
  const message = `The program asks for the customer's code to redeem ${points} points: requestRedemption sends one, confirmRedemption takes it.`;
  return { kind: 'code-required', message, points };
}

/** A redemption that the program and the balance admit, before anything is written. */
export interface Spending {
  readonly payer: Payer;
  readonly price: Price;
}

/** What can go wrong with spending points, or with setting them aside. */
export type SpendingFailure =
  | UnknownMember
  | UnknownInvoice
  | InvoiceHasMember
  | InvoiceVoided
  | TooManyChanges
  | UnknownReward
  | RedemptionNotAllowed
  | CodeRequired
  | InsufficientPoints;

/** The records that redeeming and holding start from. */
export function spendingReads(redemption: Redemption): readonly Ref[] {
  const { memberId, invoiceId } = redemption;
  const refs = [accounts.at(memberId), stepRef(redemption, 'redeem')];
  return invoiceId === undefined ? refs : [...refs, invoices.at(invoiceId)];
}

/** Existence, the program's limits, whether a code is needed, then the balance. */
export function openSpending(book: Book, redemption: Redemption): Result<Spending, SpendingFailure> {
  const policy = programOf(book).redeem;
  return openPriced(book, redemption).andThen((spending): Result<Spending, CodeRequired | InsufficientPoints> => {
    const { points } = spending.price;
    return needsCode(policy, points) ? err(codeRequired(points)) : checkBalance(spending);
  });
}

/** Existence, and the program's limits. */
export function openPriced(
  book: Book,
  redemption: Redemption,
): Result<Spending, Exclude<SpendingFailure, CodeRequired | InsufficientPoints>> {
  return openPayer(book, redemption.memberId, redemption.invoiceId ?? null).andThen((payer) =>
    priceRedemption(programOf(book).redeem, redemption, payer.invoice?.record ?? null).map((price) => ({
      payer,
      price,
    })),
  );
}

/** The reward that a price is of, however it was named. */
export function rewardOf({ rewardId }: Price): Pick<Redemption, 'rewardId'> {
  return rewardId === null ? {} : { rewardId };
}

/** Whether the points are available. */
export function checkBalance(spending: Spending): Result<Spending, InsufficientPoints> {
  const { posting } = spending.payer.buyer;
  const available = availablePoints(posting.account, posting.now);
  const { points } = spending.price;
  return points > available ? err(insufficientPoints(points, available)) : ok(spending);
}

/** Posts the entry that opens a redemption; the redemption's id names it. */
export function postSpending(
  posting: Posting,
  redemption: Redemption,
  fingerprint: string,
  cause: 'points-redeemed' | 'points-held',
  change: Effect,
): Posting {
  const reward = redemption.rewardId === undefined ? {} : { detail: redemption.rewardId };
  return post(posting, {
    kind: 'redemption',
    cause,
    actor: actorOf(redemption),
    reference: { type: 'redemption', id: redemption.redemptionId, ...reward },
    effect: change,
    command: markOfStep(redemption, 'redeem', fingerprint),
  });
}
