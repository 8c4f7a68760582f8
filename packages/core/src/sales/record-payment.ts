import { err } from 'neverthrow';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { systemActor } from '../program/program.ts';
import type { StoredDone } from './invoice/invoice-record.ts';
import { invoices } from './invoice/invoices.ts';
import { partKey } from './invoice/part-keys.ts';
import { findPayment, payments } from './invoice/payment-record.ts';
import { instant } from '../schemas/instant.ts';
import type { InstantInput } from '../values/instant.ts';
import { currencyRule } from '../schemas/currency-rule.ts';
import { someMoney } from '../schemas/command-fields.ts';
import { field, id, optional } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { idempotencyKeyReused, invalidCommand } from '../values/failures.ts';
import { isWhole } from '../values/points.ts';
import { noPayments } from './worth/payment-sums.ts';
import type { ActorId, InvoiceId, PaymentId } from '../values/ids.ts';
import { checkCurrency } from './invoice/check-currency.ts';
import { openInvoice } from './invoice/open-invoice.ts';
import { invoiceReceipt } from './settling/outcome/put-settlement.ts';
import { checkRoom } from './invoice/too-many-changes.ts';
import { putPayment, resumePayment, settlePayment } from './settle-payment.ts';

/** Money received for an invoice. Known by `paymentId` on its invoice. */
export interface RecordPaymentCommand {
  /** The sale that it pays, as it was saved. */
  readonly invoiceId: string;
  /** The host's own id of the payment. */
  readonly paymentId: string;
  /** An ISO 4217 code: the program's. */
  readonly currency: string;
  /** In minor units, more than 0. */
  readonly amount: number;
  /** When it was received; now, when left out. */
  readonly paidAt?: InstantInput | undefined;
  /** Who records it; `system`, when left out. */
  readonly actor?: string | undefined;
}

/**
 * Adds a payment to an invoice; in a program that earns on full payment, the one that completes it posts the points.
 *
 * @remarks Payments add up. Where the program approves payments, this one counts once `approvePayment` was called.
 * Recording the same again answers what the first call did, and how the sale stands by now; a member whose email was
 * verified meanwhile gets the points that were withheld for it.
 *
 * Fails with `unknown-invoice`, `currency-mismatch`, `too-many-changes`, `clawback-refused`, `points-overflow`,
 * `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store. `overloaded`, `store-locked`
 * and `store-unavailable` are retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await recordPayment(ports)({ invoiceId: 'INV-1', paymentId: 'P-1', currency: 'IDR', amount: 125_000 });
 * ```
 */
export const recordPayment = command({
  name: 'recordPayment',
  route: 'POST /invoices/{invoiceId}/payments',
  input: shape<RecordPaymentCommand>()(
    strict({
      invoiceId: id<InvoiceId>(),
      paymentId: id<PaymentId>(),
      currency: field(currencyRule),
      amount: someMoney(),
      paidAt: optional(instant()),
      actor: optional(id<ActorId>()),
    }),
  ),
  failures: {
    'invalid-command': true,
    'unknown-invoice': true,
    'currency-mismatch': true,
    'too-many-changes': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'host',
  reads: ({ invoiceId, paymentId }) => [invoices.at(invoiceId), payments.at(partKey(invoiceId, paymentId))],
  decide(input, book, fingerprint) {
    const found = openInvoice(book, input.invoiceId);
    if (found.isErr()) return err(found.error);
    const known = found.value;
    const wrong = checkCurrency(input.currency, known.rules);
    if (wrong) return err(wrong);
    const { count, received } = known.record.paymentSums ?? noPayments;
    const tooMany = checkRoom(known.record, 'payments', count + 1);
    if (tooMany) return err(tooMany);
    if (!isWhole(received + input.amount)) return err(invalidCommand('amount', tooMuch));
    const paidAt = input.paidAt ?? book.now;
    const payment = {
      invoiceId: input.invoiceId,
      paymentId: input.paymentId,
      nth: count + 1,
      amount: input.amount,
      paidAt,
      fingerprint,
      approval: known.rules.earn.approvePayments ? null : { approvedAt: paidAt, mark: null },
    };
    const changed = { before: null, after: payment };
    return settlePayment(book, known, changed, input.actor ?? systemActor).map((settlement) =>
      putPayment(book, settlement, (did) => ({ ...payment, did })),
    );
  },
  recall: {
    find(input, book) {
      const payment = findPayment(book, input.invoiceId, input.paymentId);
      return payment && { fingerprint: payment.fingerprint, did: { did: payment.did, stands: null } };
    },
    reused: ({ paymentId }) => idempotencyKeyReused('paymentId', paymentId),
    resume({ invoiceId, paymentId, actor = systemActor }, _first, book) {
      const payment = findPayment(book, invoiceId, paymentId);
      if (payment === null) return null;
      const done = { did: payment.did, done: (did: StoredDone) => ({ ...payment, did }) };
      return resumePayment(book, invoiceId, payment, actor, done);
    },
  },
  receipt: (outcome, book, { invoiceId }) => invoiceReceipt(book, invoiceId, outcome),
});

const tooMuch = 'adds up to more than 2^53 − 1 minor units with the payments before it';

/** What can go wrong with `recordPayment`. */
export type RecordPaymentFailure = FailureOf<typeof recordPayment>;
