import { err } from 'neverthrow';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { invoices } from './invoice/invoices.ts';
import { partKey } from './invoice/part-keys.ts';
import { refunds } from './invoice/refund-record.ts';
import { money, moneyRule, quantityRule } from '../schemas/command-fields.ts';
import { instant } from '../schemas/instant.ts';
import type { InstantInput } from '../values/instant.ts';
import { currencyRule } from '../schemas/currency-rule.ts';
import { maxLines, withDistinctLines } from '../schemas/distinct-lines.ts';
import { idRule } from '../schemas/field-rules.ts';
import { field, id, optional } from '../schemas/fields.ts';
import { strict, refine } from '../schemas/objects.ts';
import { rows } from '../schemas/rows.ts';
import { shape } from '../schemas/shape.ts';
import type { ActorId, InvoiceId, RefundId } from '../values/ids.ts';
import { checkCurrency } from './invoice/check-currency.ts';
import { resolveRefund } from './settling/resolve-refund.ts';
import { recallRefund, refundReceipt, settleRefund } from './settle-refund.ts';

/** Takes back a part of a sale. Known by `refundId` on its invoice. */
export interface RefundInvoiceCommand {
  /** The sale, as it was saved. */
  readonly invoiceId: string;
  /** The host's own id of the refund. */
  readonly refundId: string;
  /**
   * How much of the sale is taken back, in minor units, however it had been paid: points that paid a part of it come
   * back in proportion, and the receipt's `money` says what that leaves in money. When left out, what the goods are
   * worth. Less than that is a fee, which earns nothing; more is goodwill.
   */
  readonly value?: number | undefined;
  /** The goods that come back. Leave it out for goodwill: it lowers what all kept goods earn, and not their price. */
  readonly lines?: readonly RefundLineInput[] | undefined;
  /** An ISO 4217 code: the program's, which is meant when it is left out. */
  readonly currency?: string | undefined;
  /** The business date of the refund; now, when left out. */
  readonly refundedAt?: InstantInput | undefined;
  /** Who refunds it; `system`, when left out. */
  readonly actor?: string | undefined;
}

/**
 * What of a line was returned. Without `quantity`: all that is left of it. Lines below 0 cannot be named. An amount
 * (`net`, `tax`) states how much of the sale is taken back for these goods, in place of what they are worth.
 */
export interface RefundLineInput {
  /** The line, as it was sold. */
  readonly lineId: string;
  /** Pieces returned, as a decimal text such as "1.25"; all that are left when left out. */
  readonly quantity?: string | undefined;
  /** The stated value without tax, in minor units. */
  readonly net?: number | undefined;
  /** The tax of the stated value, in minor units; its share of the line's tax when left out beside `net`. */
  readonly tax?: number | undefined;
}

const refundLines = rows(
  {
    lineId: { ...idRule<string>(), isRequired: true },
    quantity: quantityRule,
    net: moneyRule,
    tax: moneyRule,
  },
  1,
  maxLines,
);

/**
 * Takes back a part of a sale: points that paid for it return, points that it earned are clawed back.
 *
 * @remarks However the same returns are split and ordered, the value and the points end the same. Where the points were
 * spent, the program's policy decides: debt (repaid by later earnings), forgiveness, or refusal.
 *
 * Fails with `unknown-invoice`, `currency-mismatch`, `unknown-line`, `refund-exceeds-invoice`, `too-many-changes`,
 * `clawback-refused`, `points-overflow`, `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of
 * the store. `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless
 * it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await refundInvoice(ports)({ invoiceId: 'INV-1', refundId: 'R-1', lines: [{ lineId: '1', quantity: '2' }] });
 * ```
 */
export const refundInvoice = command({
  name: 'refundInvoice',
  route: 'POST /invoices/{invoiceId}/refunds',
  input: shape<RefundInvoiceCommand>()(
    refine(
      strict({
        invoiceId: id<InvoiceId>(),
        refundId: id<RefundId>(),
        value: optional(money()),
        lines: optional(withDistinctLines(refundLines)),
        currency: optional(field(currencyRule)),
        refundedAt: optional(instant()),
        actor: optional(id<ActorId>()),
      }),
      function* ({ value, lines }) {
        if (value !== undefined || lines !== undefined) return;
        yield {
          path: ['value'],
          problem: 'is missing, and so are lines',
          fix: 'Say which lines come back, how much of the sale is taken back, or both.',
        };
      },
    ),
  ),
  failures: {
    'invalid-command': true,
    'unknown-invoice': true,
    'currency-mismatch': true,
    'unknown-line': true,
    'refund-exceeds-invoice': true,
    'too-many-changes': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'host',
  reads: ({ invoiceId, refundId }) => [invoices.at(invoiceId), refunds.at(partKey(invoiceId, refundId))],
  recall: recallRefund,
  decide: (input, book, fingerprint) =>
    settleRefund(book, input, fingerprint, ({ record, rules }) => {
      const wrong = input.currency === undefined ? null : checkCurrency(input.currency, rules);
      return wrong ? err(wrong) : resolveRefund(record, input, rules);
    }),
  receipt: refundReceipt,
});

/** What can go wrong with `refundInvoice`. */
export type RefundInvoiceFailure = FailureOf<typeof refundInvoice>;
