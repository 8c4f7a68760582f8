import type { Coverage, InvoiceRecord, PaidStep } from '../invoice/invoice-record.ts';
import type { PaymentFacts } from '../invoice/payment-record.ts';
import { isCovered, payableOf } from './covering.ts';
import { isCounted, noPayments } from './payment-sums.ts';

// Where a sale earns on full payment, what it keeps of its points depends on what was paid when. These steps tell it,
// so that the sale can be reckoned again as if a payment, or a void, had never come.
//
// A sale of 100 earns 10 points once a payment of 100 covers it:
//   { points: 10, coveredBy: { payable: 100, payments: 1 } }
// An edit to 150 adds { points: 15 }, which nothing covers yet. A payment of 50 makes that
//   { points: 15, coveredBy: { payable: 150, payments: 2 } }
// Without the second payment the sale keeps 10 points, and without the first one none.

/** Notes what a sale should earn by now, and what was paid for it. */
export function withPaidStep(record: InvoiceRecord, points: number): InvoiceRecord {
  const { steps = [] } = record.posted;
  const step: PaidStep = isCovered(record) ? { points, coveredBy: coverageOf(record) } : { points };
  const last = steps.at(-1);
  if (last !== undefined && isSameStep(last, step)) return record;
  // Refunds and reversals, however many, leave few steps.
  const count = steps.findLastIndex((each) => !isOvertaken(each, step)) + 1;
  return { ...record, posted: { ...record.posted, steps: [...steps.slice(0, count), step] } };
}

/** What covers a sale that is paid in full. */
function coverageOf(record: InvoiceRecord): Coverage {
  const { redemptions, paymentSums = noPayments } = record;
  const before = redemptions.length === 0 ? {} : { redemptions: redemptions.length };
  return { payable: payableOf(record), payments: paymentSums.begun, ...before };
}

/** What a sale may have earned by its payments, those that were reversed left out from the first. */
export function paidLevel({ posted: { steps = [] } }: InvoiceRecord, payments: readonly PaymentFacts[]): number {
  const amounts: number[] = [];
  for (const payment of payments) {
    const { approval, nth, amount } = payment;
    if (approval) amounts[(approval.nth ?? nth) - 1] = isCounted(payment) ? amount : 0;
  }
  let sum = 0;
  const paidAfter = [0, ...amounts.map((amount) => (sum += amount))];
  return steps.reduce((level, { points, coveredBy }) => {
    const isPaid = coveredBy !== undefined && (paidAfter[coveredBy.payments] ?? 0) >= coveredBy.payable;
    return isPaid ? points : Math.min(level, points);
  }, 0);
}

/** Points of one of its redemptions no longer pay so much, and never did: since then that was payable in money. */
export function withoutPayingPoints(record: InvoiceRecord, index: number, money: number): InvoiceRecord {
  const { steps } = record.posted;
  if (steps === undefined) return record;
  const owing = steps.map(({ points, coveredBy }): PaidStep => {
    if (coveredBy === undefined) return { points };
    const isAfter = (coveredBy.redemptions ?? 0) > index;
    return { points, coveredBy: isAfter ? { ...coveredBy, payable: coveredBy.payable + money } : coveredBy };
  });
  return { ...record, posted: { ...record.posted, steps: owing } };
}

/** Whether the last step says what this one does: of steps that nothing covered the lowest counts. */
function isSameStep({ points: before, coveredBy: by }: PaidStep, { points, coveredBy }: PaidStep): boolean {
  if (by === undefined && coveredBy === undefined) return points >= before;
  if (by === undefined || coveredBy === undefined) return false;
  return (
    points === before &&
    by.payments === coveredBy.payments &&
    by.payable === coveredBy.payable &&
    by.redemptions === coveredBy.redemptions
  );
}

/** Whether a step counts no more once there is this later one: as low, and paid whenever that one was. */
function isOvertaken({ points: before, coveredBy: by }: PaidStep, { points, coveredBy }: PaidStep): boolean {
  return points <= before && (by === undefined || (coveredBy !== undefined && pays(by, coveredBy)));
}

/** Whether what covered a step also covers a later one: what fewer payments pay, more payments pay. */
function pays(earlier: Coverage, later: Coverage): boolean {
  return later.payable <= earlier.payable && later.redemptions === earlier.redemptions;
}
