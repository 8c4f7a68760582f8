import { ceilOf, type Fraction, fraction, plus, times, zero } from '../../values/fraction.ts';
import type { Instant } from '../../values/instant.ts';
import { sumOf } from '../../values/points.ts';
import type { InvoiceRecord, Payment } from '../invoice/invoice-record.ts';
import { keptOf, paidWithPoints, type SaleFacts, shareOf } from './worth.ts';

type Facts = Pick<SaleFacts, 'refunds'> & Pick<InvoiceRecord, 'sale' | 'payments' | 'redemptions'>;

/** What is owed after refunds and what points pay, before any payment. */
export function owed(facts: SaleFacts): number {
  return keptOf(facts) - paidWithPoints(facts);
}

/** Money that was received, whether or not it was approved. A payment that was reversed was not received. */
export function paidMoney({ payments }: Pick<InvoiceRecord, 'payments'>): number {
  return sumOf(payments.filter(isReceived), ({ amount }) => amount);
}

/** Money that was received beyond what is owed. */
export function overpaid(record: Facts): number {
  return Math.max(0, paidMoney(record) - owed(record));
}

/** Whether payments that count, and points, cover what is owed. */
export function isCovered(record: Facts): boolean {
  return covers(
    record,
    sumOf(record.payments.filter(counts), ({ amount }) => amount),
  );
}

/** Whether payments would cover what is owed if all of them were approved. */
export function awaitsApproval(record: Facts): boolean {
  return covers(record, paidMoney(record));
}

/**
 * The instant of the payment that covered what is owed: the first by which payments that count, and points, made it up.
 * Null where nothing was to be paid.
 */
export function coveringInstant(record: Facts): Instant | null {
  const kept = keptOf(record);
  const steps = [
    ...record.payments.flatMap(({ amount, approval, reversal }) =>
      approval === null || reversal ? [] : [{ at: approval.approvedAt, amount, points: zero }],
    ),
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
  return null;
}

/** A sale of which nothing is kept is paid only if something was paid for it, or nothing was ever owed. */
function covers(record: Facts, paid: number): boolean {
  if (paid < owed(record)) return false;
  return keptOf(record) > 0 || paid > 0 || record.sale.total === 0 || record.redemptions.length > 0;
}

/** Whether a payment counts: it was approved, where that is asked for, and was not reversed. */
export function counts({ approval, reversal }: Payment): boolean {
  return approval !== null && reversal === undefined;
}

function isReceived({ reversal }: Payment): boolean {
  return reversal === undefined;
}
