import type { Program } from '../../program/program.ts';
import type { InvoiceRecord, PaidStep } from '../invoice/invoice-record.ts';
import type { PaymentFacts } from '../invoice/payment-record.ts';
import { isCovered, owed } from './covering.ts';
import { counts, noPayments } from './payment-sums.ts';
import { isVoid } from './worth.ts';

// Where a sale earns on full payment, what it keeps of its points depends on what was paid when. These steps tell it, so
// that the sale can be reckoned again as if a payment, or a void, had never come.

/** Notes what a sale should earn by now, and what was paid for it. A sale that is voided waits for its reinstatement. */
export function withPaidStep(record: InvoiceRecord, { earn }: Program, should: number): InvoiceRecord {
  if (earn.trigger !== 'on-full-payment' || isVoid(record)) return record;
  const { steps = [] } = record.posted;
  const step: PaidStep = isCovered(record)
    ? {
        should,
        paid: { owed: owed(record), by: (record.paymentSums ?? noPayments).begun, ...afterRedemptions(record) },
      }
    : { should };
  const last = steps.at(-1);
  if (last !== undefined && isSaid(last, step)) return record;
  // Refunds and reversals, however many, leave few steps.
  const count = steps.findLastIndex((each) => !isOvertaken(each, step)) + 1;
  const after = [...steps.slice(0, count), step];
  return { ...record, posted: { ...record.posted, steps: after } };
}

/** What a sale may have earned by its payments, those that were reversed left out from the first. */
export function paidLevel({ posted: { steps = [] } }: InvoiceRecord, payments: readonly PaymentFacts[]): number {
  const amounts: number[] = [];
  for (const payment of payments) {
    const { approval, nth, amount } = payment;
    if (approval) amounts[(approval.nth ?? nth) - 1] = counts(payment) ? amount : 0;
  }
  let sum = 0;
  const paidBy = [0, ...amounts.map((amount) => (sum += amount))];
  return steps.reduce((level, { should, paid }) => {
    const isPaid = paid !== undefined && (paidBy[paid.by] ?? 0) >= paid.owed;
    return isPaid ? should : Math.min(level, should);
  }, 0);
}

function afterRedemptions({ redemptions }: InvoiceRecord): { readonly after?: number } {
  return redemptions.length === 0 ? {} : { after: redemptions.length };
}

/** Points of one of its redemptions no longer pay so much, and never did: since then that was owed in money. */
export function withoutPayingPoints(record: InvoiceRecord, index: number, money: number): InvoiceRecord {
  const { steps } = record.posted;
  if (steps === undefined) return record;
  const owing = steps.map((step): PaidStep => {
    const { should, paid } = step;
    return (paid?.after ?? 0) > index && paid ? { should, paid: { ...paid, owed: paid.owed + money } } : step;
  });
  return { ...record, posted: { ...record.posted, steps: owing } };
}

/** Whether the last step says what this one does: of steps that nothing paid the lowest counts. */
function isSaid(last: PaidStep, { should, paid }: PaidStep): boolean {
  if (!last.paid && !paid) return should >= last.should;
  const { paid: before } = last;
  return (
    last.should === should && before?.by === paid?.by && before?.owed === paid?.owed && before?.after === paid?.after
  );
}

/** Whether a step counts no more once there is this later one: as low, and paid whenever that one was. */
function isOvertaken(earlier: PaidStep, { should, paid }: PaidStep): boolean {
  return should <= earlier.should && isPaidWith(earlier, paid);
}

/** Whether what pays a step also pays what is owed later: what fewer payments pay, more payments pay. */
function isPaidWith({ paid: earlier }: PaidStep, paid: PaidStep['paid']): boolean {
  return !earlier || (paid !== undefined && paid.owed <= earlier.owed && paid.after === earlier.after);
}
