import type { PaymentSums } from '../invoice/invoice-record.ts';
import type { PaymentFacts } from '../invoice/payment-record.ts';
import { latest, type Instant } from '../../values/instant.ts';
import { sumOf } from '../../values/points.ts';

// An invoice keeps the sums of its payments, so that one more of them costs what the first one did.

/** Before the first payment. */
export const noPayments: PaymentSums = { count: 0, begun: 0, received: 0, counted: 0 };

/** The sums of all payments of an invoice. */
export function paymentSumsOf(payments: readonly PaymentFacts[]): PaymentSums {
  return {
    count: payments.length,
    begun: payments.filter(({ approval }) => approval !== null).length,
    received: sumOf(payments, received),
    counted: sumOf(payments, counted),
    ...lastOf(payments),
  };
}

/**
 * The sums with a payment, new or changed; `before` is null where it is new. `all` is asked for the payments, this one
 * changed, where the last one that counted counts no longer.
 */
export function paymentSumsWith(
  sums: PaymentSums,
  before: PaymentFacts | null,
  after: PaymentFacts,
  all: () => readonly PaymentFacts[],
): PaymentSums {
  const { last: _last, ...others } = sums;
  return {
    ...others,
    count: sums.count + (before === null ? 1 : 0),
    begun: sums.begun + (hasBegun(after) ? 1 : 0) - (before !== null && hasBegun(before) ? 1 : 0),
    received: sums.received + received(after) - (before === null ? 0 : received(before)),
    counted: sums.counted + counted(after) - (before === null ? 0 : counted(before)),
    ...lastWith(sums, before, after, all),
  };
}

/** Whether a payment counts: it was approved, where that is asked for, and was not reversed. */
export function isCounted({ approval, reversal }: Pick<PaymentFacts, 'approval' | 'reversal'>): boolean {
  return approval !== null && reversal === undefined;
}

type Last = Pick<PaymentSums, 'last'>;

function lastWith(
  { last }: PaymentSums,
  before: PaymentFacts | null,
  after: PaymentFacts,
  all: () => readonly PaymentFacts[],
): Last {
  const isNew = isCounted(after) && (before === null || !isCounted(before));
  if (isNew && after.approval) return laterOf(last, { at: after.approval.approvedAt, amount: after.amount });
  const isGone = before !== null && isCounted(before) && !isCounted(after);
  if (!isGone || last === undefined || before.approval?.approvedAt !== last.at) return last ? { last } : {};
  const rest = last.amount - before.amount;
  return rest > 0 ? { last: { ...last, amount: rest } } : lastOf(all());
}

function lastOf(payments: readonly PaymentFacts[]): Last {
  const counting = payments.filter(isCounted);
  const [first, ...others] = counting.flatMap(({ approval }) => approval?.approvedAt ?? []);
  if (first === undefined) return {};
  const at = latest(first, ...others);
  return {
    last: {
      at,
      amount: sumOf(
        counting.filter(({ approval }) => approval?.approvedAt === at),
        ({ amount }) => amount,
      ),
    },
  };
}

function laterOf(last: PaymentSums['last'], next: { readonly at: Instant; readonly amount: number }): Last {
  if (last === undefined || next.at > last.at) return { last: next };
  return { last: next.at === last.at ? { ...last, amount: last.amount + next.amount } : last };
}

function hasBegun({ approval }: PaymentFacts): boolean {
  return approval !== null;
}

function received({ amount, reversal }: PaymentFacts): number {
  return reversal === undefined ? amount : 0;
}

function counted(payment: PaymentFacts): number {
  return isCounted(payment) ? payment.amount : 0;
}
