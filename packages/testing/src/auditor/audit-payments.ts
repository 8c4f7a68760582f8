import type { InvoiceRecord, Payment } from '@pointbook/core';
import type { Check } from './finding.ts';

/** 18: each payment was recorded once, and the sums that the invoice goes by are those of its payments. */
export function auditPayments({ paymentSums }: InvoiceRecord, payments: readonly Payment[], check: Check): void {
  const places = payments.map(({ nth }) => nth).sort((a, b) => a - b);
  check(
    places.every((nth, index) => nth === index + 1),
    18,
    'a payment was recorded twice, or is missing',
  );
  check(new Set(payments.map(({ paymentId }) => paymentId)).size === payments.length, 18, 'two payments have one id');
  const begun = payments.flatMap(({ approval, nth }) => (approval ? [approval.nth ?? nth] : [])).sort((a, b) => a - b);
  check(
    begun.every((nth, index) => nth === index + 1),
    18,
    'two payments began to count at once',
  );
  const received = payments.filter(({ reversal }) => !reversal);
  const counting = received.flatMap(({ approval, amount }) => (approval ? [{ at: approval.approvedAt, amount }] : []));
  const lastAt = counting.reduce((last, { at }) => Math.max(last, at), -1);
  const moneyOf = (of: readonly { readonly amount: number }[]) =>
    Number(of.reduce((sum, { amount }) => sum + BigInt(amount), 0n));
  const sums = [payments.length, begun.length, moneyOf(received), moneyOf(counting)];
  const last = [lastAt, moneyOf(counting.filter(({ at }) => at === lastAt))];
  const kept = [
    paymentSums?.count ?? 0,
    paymentSums?.begun ?? 0,
    paymentSums?.received ?? 0,
    paymentSums?.counted ?? 0,
  ];
  check(isSame(kept, sums), 18, `it says ${kept.join(', ')} of its payments, which are ${sums.join(', ')}`);
  const saidOfLast = [paymentSums?.last?.at ?? -1, paymentSums?.last?.amount ?? 0];
  check(isSame(saidOfLast, last), 18, 'it does not know which payment counted last');
}

function isSame(some: readonly number[], others: readonly number[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}
