import { ceilOf, type Fraction, fraction, plus, times, zero } from '../../values/fraction.ts';
import type { Instant } from '../../values/instant.ts';
import type { Program } from '../../program/program.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';
import type { PaymentFacts } from '../invoice/payment-record.ts';
import { isCounted, noPayments } from './payment-sums.ts';
import { keptOf, paidWithPoints, type SaleFacts, shareOf } from './worth.ts';

type Facts = Pick<InvoiceRecord, 'sale' | 'refundSums' | 'paymentSums' | 'redemptions'>;

/** What is to be paid in money, before any payment: what is kept of the total, less what points pay. */
export function payableOf(facts: SaleFacts): number {
  return keptOf(facts) - paidWithPoints(facts);
}

/** Money that was received, whether or not it was approved. A payment that was reversed was not received. */
function paidMoney({ paymentSums = noPayments }: Pick<InvoiceRecord, 'paymentSums'>): number {
  return paymentSums.received;
}

/** What is still to be paid: what is payable, less the money that was received. */
export function leftToPay(record: Facts): number {
  return Math.max(0, payableOf(record) - paidMoney(record));
}

/** Money that was received beyond what is payable. */
export function overpaid(record: Facts): number {
  return Math.max(0, paidMoney(record) - payableOf(record));
}

/** Whether payments that count, and points, cover what is payable. */
export function isCovered(record: Facts): boolean {
  return covers(record, (record.paymentSums ?? noPayments).counted);
}

/** Whether payments would cover what is payable if all of them were approved. */
export function awaitsApproval(record: Facts): boolean {
  return covers(record, paidMoney(record));
}

/**
 * The instant of the payment that covered what is payable: the first by which payments that count, and points, made it
 * up. Where a sale that was paid has risen since, it is the last. Null where nothing was paid. Most often the last
 * payment covers the sale; only where those before it covered it, all of them are asked for.
 */
export function coveringInstant(record: Facts, payments: () => readonly PaymentFacts[]): Instant | null {
  const { counted, last } = record.paymentSums ?? noPayments;
  if (last === undefined) return firstCovering(record, []);
  const earlier = record.redemptions.filter(({ redeemedAt }) => redeemedAt < last.at);
  const isCoveredBefore = counted - last.amount + paidWithPoints({ redemptions: earlier }) >= keptOf(record);
  return firstCovering(record, isCoveredBefore ? payments().flatMap(moneyOf) : [{ at: last.at, amount: counted }]);
}

/** Whether sales earn once they are paid in full. */
export function earnsOnPayment({ earn }: Pick<Program, 'earn'>): boolean {
  return earn.trigger === 'on-full-payment';
}

/** What dates the points of a sale: what it says, and the instant of the command that settles it. */
interface Dating {
  readonly record: InvoiceRecord;
  readonly rules: Program;
  readonly at: Instant;
  payments(): readonly PaymentFacts[];
}

/**
 * An increase is dated by what caused it, and never after it is posted: by the sale, or by the payment that covered it.
 */
export function earnedAtOf({ record, rules, at, payments }: Dating, postedAt: Instant): Instant {
  if (rules.earn.trigger === 'on-invoice-saved') return record.sale.soldAt;
  return Math.min(postedAt, coveringInstant(record, payments) ?? at) as Instant;
}

/** Money that counts since an instant. */
interface Money {
  readonly at: Instant;
  readonly amount: number;
}

function moneyOf(payment: PaymentFacts): Money[] {
  const { approval, amount } = payment;
  return approval !== null && isCounted(payment) ? [{ at: approval.approvedAt, amount }] : [];
}

function firstCovering(record: Facts, paid: readonly Money[]): Instant | null {
  const kept = keptOf(record);
  const steps = [
    ...paid.map((each) => ({ ...each, points: zero })),
    ...record.redemptions.map((redemption) => ({
      at: redemption.redeemedAt,
      amount: 0,
      points: times(fraction(redemption.value), shareOf(redemption)),
    })),
  ].sort((a, b) => a.at - b.at);
  let money = 0;
  let points: Fraction = zero;
  for (const step of steps) {
    money += step.amount;
    points = plus(points, step.points);
    if (money + Number(ceilOf(points)) >= kept) return step.at;
  }
  return steps.at(-1)?.at ?? null;
}

/** A sale of which nothing is kept is paid only if something was paid for it, or nothing was ever payable. */
function covers(record: Facts, paid: number): boolean {
  if (paid < payableOf(record)) return false;
  return (
    keptOf(record) > 0 || paid > 0 || record.sale.total === 0 || record.redemptions.some(({ isUndone }) => !isUndone)
  );
}
