import type { AdjustmentReceipt, RedemptionReceipt } from '@pointbook/core';
import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { CustomersPhone } from './customers-phone.ts';
import type { Failure } from './failure.ts';
import type { ShopDay } from './file/shop-day.ts';
import type { Ledgers } from './ledgers.ts';
import { type CancellationOutcome, cancelSales } from './steps/cancel-sales.ts';
import { claimASale } from './steps/claim-a-sale.ts';
import { correctBalances } from './steps/correct-balances.ts';
import { expirePoints } from './steps/expire-points.ts';
import { type ManyAtOnce, manyAtOnce } from './steps/many-at-once.ts';
import { payOnTheDay, payTheRest } from './steps/payments.ts';
import { saveTheDay } from './steps/save-the-day.ts';
import { spendPoints } from './steps/spend-points.ts';
import { spendWithACode, type SpendingWithACode } from './steps/spend-with-a-code.ts';
import { type Mistakes, takeBackMistakes } from './steps/take-back-mistakes.ts';
import type { StoryClock } from './story-clock.ts';

/** When each step of the story happens, in London. */
export const times = {
  closing: '2010-12-01 18:00',
  claim: '2010-12-02 10:00',
  corrections: '2010-12-03 10:00',
  spending: '2010-12-06 10:00',
  code: '2010-12-08 10:00',
  mistakes: '2010-12-10 10:00',
  secondPayments: '2011-01-15 10:00',
  manyAtOnce: '2011-01-20 10:00',
  sweep: '2011-12-02 9:00',
} as const;

/** What the ledgers answered on the way. */
export interface Story {
  readonly cancellations: readonly CancellationOutcome[];
  readonly corrections: readonly [added: AdjustmentReceipt, set: AdjustmentReceipt];
  readonly spending: readonly [hamper: RedemptionReceipt, voucher: RedemptionReceipt];
  readonly withACode: SpendingWithACode;
  readonly mistakes: Mistakes;
  readonly manyAtOnce: ManyAtOnce;
}

/**
 * A shop's day and the year after it. Every command carries its ids, so the whole story can be told to the same
 * ledger again: each call answers what it answered the first time, and nothing is written. Only the code is not sent
 * again, so nobody can enter it.
 */
export function tellStory(
  ledgers: Ledgers,
  day: ShopDay,
  { clock, phone }: { readonly clock: StoryClock; readonly phone: CustomersPhone },
): ResultAsync<Story, Failure> {
  return safeTry(async function* () {
    clock.set(times.closing);
    yield* saveTheDay(ledgers, day);
    yield* payOnTheDay(ledgers, day);
    const cancellations = yield* cancelSales(ledgers, day);

    clock.set(times.claim);
    yield* claimASale(ledgers);

    clock.set(times.corrections);
    const corrections = yield* correctBalances(ledgers);

    clock.set(times.spending);
    const spending = yield* spendPoints(ledgers);

    clock.set(times.code);
    const withACode = yield* spendWithACode(ledgers, phone);

    clock.set(times.mistakes);
    const mistakes = yield* takeBackMistakes(ledgers);

    clock.set(times.secondPayments);
    yield* payTheRest(ledgers, day);

    clock.set(times.manyAtOnce);
    const many = yield* manyAtOnce(ledgers);

    clock.set(times.sweep);
    yield* expirePoints(ledgers);
    return ok({ cancellations, corrections, spending, withACode, mistakes, manyAtOnce: many });
  });
}
