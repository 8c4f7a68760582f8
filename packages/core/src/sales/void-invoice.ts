import { ok } from 'neverthrow';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { invoices } from './invoice/invoices.ts';
import { partKey } from './invoice/part-keys.ts';
import { refunds } from './invoice/refund-record.ts';
import { instant } from '../schemas/instant.ts';
import type { InstantInput } from '../values/instant.ts';
import { id, optional } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { ActorId, InvoiceId, RefundId } from '../values/ids.ts';
import { allThatIsLeft } from './settling/resolve-refund.ts';
import { recallRefund, refundReceipt, settleRefund } from './settle-refund.ts';

/** Takes back all that is left of a sale. Known by `refundId` on its invoice. */
export interface VoidInvoiceCommand {
  /** The sale, as it was saved. */
  readonly invoiceId: string;
  /** The host's own id of the void, unlike that of any refund of the sale. */
  readonly refundId: string;
  /** The business date of the void; now, when left out. */
  readonly refundedAt?: InstantInput | undefined;
  /** Who voids it; `system`, when left out. */
  readonly actor?: string | undefined;
}

/**
 * Takes back all that is left of a sale: goods, charges and fees. Points that members hold for it are released, and
 * their one-time codes are of no more use.
 *
 * @remarks Fails with `unknown-invoice`, `too-many-changes` (it is voided already), `clawback-refused`,
 * `points-overflow`, `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store.
 * `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await voidInvoice(ports)({ invoiceId: 'INV-1', refundId: 'VOID-1' });
 * ```
 */
export const voidInvoice = command({
  name: 'voidInvoice',
  route: 'POST /invoices/{invoiceId}/void',
  input: shape<VoidInvoiceCommand>()(
    strict({
      invoiceId: id<InvoiceId>(),
      refundId: id<RefundId>(),
      refundedAt: optional(instant()),
      actor: optional(id<ActorId>()),
    }),
  ),
  failures: { 'unknown-invoice': true, 'too-many-changes': true, 'clawback-refused': true, 'points-overflow': true },
  joins: 'host',
  reads: ({ invoiceId, refundId }) => [invoices.at(invoiceId), refunds.at(partKey(invoiceId, refundId))],
  recall: recallRefund,
  decide: (input, book, fingerprint) =>
    settleRefund(book, input, fingerprint, ({ record, rules }) => ok(allThatIsLeft(record, rules))),
  receipt: refundReceipt,
});

/** What can go wrong with `voidInvoice`. */
export type VoidInvoiceFailure = FailureOf<typeof voidInvoice>;
