import type { Program } from '../program/program.ts';
import type { PaymentId } from '../values/ids.ts';
import { sumOf } from '../values/points.ts';
import { counts, isCovered, owed } from './covering.ts';
import type { InvoiceRecord, PaidStep } from './invoice-record.ts';
import { isVoid } from './worth.ts';

// Where a sale earns on full payment, what it keeps of its points depends on what was paid when. These steps tell it, so
// that the sale can be reckoned again as if a payment, or a void, had never come.

/** Notes what a sale should earn by now, and what was paid for it. A sale that is voided waits for its reinstatement. */
export function withPaidStep(record: InvoiceRecord, { earn }: Program, should: number): InvoiceRecord {
  if (earn.trigger !== 'on-full-payment' || isVoid(record)) return record;
  const { steps: before = [] } = record.posted;
  const last = before.at(-1);
  const step: PaidStep = isCovered(record) ? { should, paid: { owed: owed(record), by: paidBy(record) } } : { should };
  if (last !== undefined && JSON.stringify(last) === JSON.stringify(step)) return record;
  // Of steps that nothing paid the lowest counts.
  const merged = last === undefined || last.paid !== undefined || step.paid !== undefined ? null : lower(last, step);
  const steps = merged === null ? [...before, step] : [...before.slice(0, -1), merged];
  return { ...record, posted: { ...record.posted, steps } };
}

/** What a sale may have earned by its payments, those that were reversed left out from the first. */
export function paidLevel({ payments, posted: { steps = [] } }: InvoiceRecord): number {
  const amounts = new Map(payments.filter(counts).map(({ paymentId, amount }) => [paymentId, amount]));
  return steps.reduce((level, { should, paid }) => {
    const isPaid = paid !== undefined && sumOf(paid.by, (paymentId) => amounts.get(paymentId) ?? 0) >= paid.owed;
    return isPaid ? should : Math.min(level, should);
  }, 0);
}

function paidBy({ payments }: InvoiceRecord): readonly PaymentId[] {
  return payments.filter(counts).map(({ paymentId }) => paymentId);
}

function lower(a: PaidStep, b: PaidStep): PaidStep {
  return a.should < b.should ? a : b;
}
