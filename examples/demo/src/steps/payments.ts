import { ResultAsync } from 'neverthrow';
import { type Invoice, type ShopDay, totalOf } from '../file/shop-day.ts';
import type { Ledgers } from '../ledgers.ts';

/** How a sale is paid. The file does not say, so the demo decides by the sale's place in it. */
export type PaymentPlan = 'at once' | 'in halves' | 'never' | 'free';

export function paymentPlan(sale: Invoice, position: number): PaymentPlan {
  if (totalOf(sale) === 0) return 'free';
  if (position % 8 === 7) return 'never';
  return position % 3 === 0 ? 'in halves' : 'at once';
}

/** Records what is paid on the day: all of a sale, or its first half. */
export function payOnTheDay({ onPayment }: Ledgers, { sales }: ShopDay) {
  const payments = sales.flatMap((sale, position) => {
    const plan = paymentPlan(sale, position);
    const amount = plan === 'at once' ? totalOf(sale) : plan === 'in halves' ? firstHalf(sale) : 0;
    return amount > 0 ? { invoiceId: sale.number, paymentId: 'payment-1', currency: 'GBP', amount } : [];
  });
  return ResultAsync.combine(payments.map((payment) => onPayment.recordPayment(payment)));
}

/** Records the second halves. */
export function payTheRest({ onPayment }: Ledgers, { sales }: ShopDay) {
  const halves = sales.filter((sale, position) => paymentPlan(sale, position) === 'in halves');
  const payments = halves.map((sale) => ({
    invoiceId: sale.number,
    paymentId: 'payment-2',
    currency: 'GBP',
    amount: totalOf(sale) - firstHalf(sale),
  }));
  return ResultAsync.combine(payments.map((payment) => onPayment.recordPayment(payment)));
}

function firstHalf(sale: Invoice): number {
  return Math.floor(totalOf(sale) / 2);
}
