import type {
  ClawbackRefused,
  CurrencyMismatch,
  IdempotencyKeyReused,
  PointsOverflow,
  UnknownInvoice,
  UnknownPayment,
} from '../values/errors.ts';
import { idempotencyKeyReused, unknownPayment } from '../values/failures.ts';
import type { ActorId, InvoiceId, PaymentId } from '../values/ids.ts';
import { type Instant, latest } from '../values/instant.ts';
import type { Currency } from '../values/money.ts';
import { accept, type Decision, type DecisionContext, refuse } from '../records/decision.ts';
import type { InvoiceReceipt, InvoiceRecord, Payment } from '../records/invoice.ts';
import type { Known } from '../records/records.ts';
import { checkCurrency } from './check-currency.ts';
import { invoiceChanges, invoiceReceipt, lastReceipt } from './invoice-outcome.ts';
import { earnsNow, type OpenInvoice, withInvoice } from './open-invoice.ts';
import { settleInvoice } from './settle-invoice.ts';

/** Money received, checked. */
export interface RecordPayment {
  readonly invoiceId: InvoiceId;
  readonly paymentId: PaymentId;
  readonly currency: Currency;
  readonly amount: number;
  readonly paidAt: Instant | null;
  readonly actor: ActorId;
  readonly fingerprint: string;
}

/** An approval, checked. */
export interface ApprovePayment {
  readonly invoiceId: InvoiceId;
  readonly paymentId: PaymentId;
  readonly actor: ActorId;
}

type Failure = ClawbackRefused | CurrencyMismatch | IdempotencyKeyReused | PointsOverflow | UnknownInvoice;

/** Adds a payment to an invoice; points come when what counts covers the total. */
export function decideRecordPayment(
  command: RecordPayment,
  records: Known,
  context: DecisionContext,
): Decision<InvoiceReceipt, Failure> {
  return withInvoice<InvoiceReceipt, Failure>(command.invoiceId, records, context, (record, opened) => {
    const known = record.payments.find((payment) => payment.paymentId === command.paymentId);
    if (known && known.fingerprint !== command.fingerprint)
      return refuse(idempotencyKeyReused('paymentId', command.paymentId));
    if (known && !earnsNow(record, opened)) return accept(known.receipt);
    const wrong = checkCurrency(command.currency, opened.rules);
    if (wrong) return refuse(wrong);
    const paidAt = command.paidAt ?? context.now;
    const payment = known ?? {
      paymentId: command.paymentId,
      amount: command.amount,
      paidAt,
      fingerprint: command.fingerprint,
      approval: opened.rules.earn.approvePayments ? null : { approvedAt: paidAt, mark: null },
      receipt: lastReceipt(record),
    };
    const first = known?.receipt ?? null;
    return settlePayment({ record, payment, first }, opened, context, command.actor, (receipt) => ({
      ...payment,
      receipt,
    }));
  });
}

/** Lets a payment count. Approving what counts already answers with the payment's own receipt. */
export function decideApprovePayment(
  command: ApprovePayment,
  records: Known,
  context: DecisionContext,
): Decision<InvoiceReceipt, Failure | UnknownPayment> {
  return withInvoice<InvoiceReceipt, Failure | UnknownPayment>(
    command.invoiceId,
    records,
    context,
    (record, opened) => {
      const payment = record.payments.find((each) => each.paymentId === command.paymentId);
      if (payment === undefined) return refuse(unknownPayment(command.invoiceId, command.paymentId));
      if (payment.approval?.mark === null) return accept(payment.receipt);
      const mark = payment.approval?.mark;
      if (mark && mark.actor !== command.actor) return refuse(idempotencyKeyReused('paymentId', command.paymentId));
      if (mark && !earnsNow(record, opened)) return accept(mark.receipt);
      const approvedAt = payment.approval?.approvedAt ?? context.now;
      const approvedWith = (receipt: InvoiceReceipt): Payment => ({
        ...payment,
        approval: { approvedAt, mark: { actor: command.actor, receipt } },
      });
      const approved = approvedWith(lastReceipt(record));
      const step = { record, payment: approved, first: mark?.receipt ?? null };
      return settlePayment(step, opened, context, command.actor, approvedWith);
    },
  );
}

interface PaymentStep {
  readonly record: InvoiceRecord;
  readonly payment: Payment;
  /** What the step answered before; a step that comes again and changes nothing answers the same. */
  readonly first: InvoiceReceipt | null;
}

function settlePayment(
  { record, payment, first }: PaymentStep,
  { rules, buyer }: OpenInvoice,
  context: DecisionContext,
  actor: ActorId,
  answer: (receipt: InvoiceReceipt) => Payment,
): Decision<InvoiceReceipt, ClawbackRefused | PointsOverflow> {
  return settleInvoice({
    record: withPayment(record, payment),
    rules,
    buyer,
    mayEarn: true,
    mayOwe: false,
    at: approvedLast(payment, record, context.now),
    cause: 'invoice-paid',
    actor,
    reference: { type: 'invoice', id: record.invoiceId },
    command: null,
  }).match(
    (settled) => {
      if (first && settled.change === 0) return accept(first);
      const { settlement, receipt } = invoiceReceipt(settled);
      return accept(receipt, invoiceChanges(withPayment(settlement.record, answer(receipt)), settlement));
    },
    (failure): Decision<InvoiceReceipt, ClawbackRefused | PointsOverflow> => refuse(failure),
  );
}

/** When the last of the payments that count was made: the points of a payment that is told late are not younger for it. */
function approvedLast(payment: Payment, { payments }: InvoiceRecord, now: Instant): Instant {
  const [first = now, ...others] = [...payments, payment].flatMap(({ approval }) =>
    approval ? [approval.approvedAt] : [],
  );
  return Math.min(now, latest(first, ...others)) as Instant;
}

function withPayment(record: InvoiceRecord, payment: Payment): InvoiceRecord {
  const index = record.payments.findIndex((each) => each.paymentId === payment.paymentId);
  const payments = index === -1 ? [...record.payments, payment] : record.payments.with(index, payment);
  return { ...record, payments };
}
