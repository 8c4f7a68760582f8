import { err } from 'neverthrow';
import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { systemActor } from '../program/program.ts';
import { id, optional } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { Named } from '../values/errors.ts';
import { idempotencyKeyReused } from '../values/failures.ts';
import { paymentsOf } from './invoice/payment-record.ts';
import type { ActorId, InvoiceId, ReinstatementId } from '../values/ids.ts';
import { quoted } from '../values/quoted.ts';
import { invoices } from './invoice/invoices.ts';
import { type Refund, refunds, refundsOf } from './invoice/refund-record.ts';
import { refundSumsOf } from './worth/refund-sums.ts';
import { isVoid } from './worth/worth.ts';
import { openInvoice } from './invoice/open-invoice.ts';
import { type InvoiceOutcome, invoiceReceipt, putOutcome } from './settling/outcome/put-settlement.ts';
import { settleInvoice } from './settling/settle-invoice.ts';
import { checkRoom } from './invoice/too-many-changes.ts';

/** Says that the void of a sale was the mistake. Known by `reinstatementId` on its invoice. */
export interface ReinstateInvoiceCommand {
  /** The sale, which was voided. */
  readonly invoiceId: string;
  /** The host's own id of the reinstatement. */
  readonly reinstatementId: string;
  /** Who reinstates it; `system`, when left out. */
  readonly actor?: string | undefined;
}

/**
 * Takes the void of a sale back: the sale stands again, and earns what it would have earned.
 *
 * @remarks Refunds before the void stay. Points that had paid for the sale stay returned, so that their worth is owed
 * again. The first purchase and the caps of the day are used as far as they are still free. What the void forgave is
 * made good first, so that a void and its reinstatement net zero under every policy. The sale may be voided again.
 *
 * Fails with `unknown-invoice`, `invoice-not-voided`, `too-many-changes`, `clawback-refused`, `points-overflow`,
 * `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store. `overloaded`, `store-locked`
 * and `store-unavailable` are retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await reinstateInvoice(ports)({ invoiceId: 'INV-1', reinstatementId: 'BACK-1', actor: 'staff-3' });
 * ```
 */
export const reinstateInvoice = command({
  name: 'reinstateInvoice',
  route: 'POST /invoices/{invoiceId}/reinstatement',
  input: shape<ReinstateInvoiceCommand>()(
    strict({ invoiceId: id<InvoiceId>(), reinstatementId: id<ReinstatementId>(), actor: optional(id<ActorId>()) }),
  ),
  failures: {
    'unknown-invoice': true,
    'invoice-not-voided': true,
    'too-many-changes': true,
    'clawback-refused': true,
    'points-overflow': true,
  },
  joins: 'host',
  reads: ({ invoiceId }) => [invoices.at(invoiceId)],
  decide({ invoiceId, reinstatementId, actor = systemActor }, book, fingerprint) {
    const found = openInvoice(book, invoiceId);
    if (found.isErr()) return err(found.error);
    const { record, rules, buyer } = found.value;
    if (!isVoid(record)) return err(invoiceNotVoided(invoiceId));
    const tooMany = checkRoom(record, 'reinstatements', (record.reinstatements?.length ?? 0) + 1);
    if (tooMany) return err(tooMany);
    const reinstated = (record.reinstatements?.length ?? 0) + 1;
    const before = refundsOf(book, record);
    const after = before.map((refund) => (isStandingVoid(refund) ? { ...refund, reinstated } : refund));
    return settleInvoice(book, {
      record: { ...record, refundSums: refundSumsOf(after) },
      payments: () => paymentsOf(book, record),
      rules,
      buyer,
      at: book.now,
      cause: 'invoice-reinstated',
      actor,
      detail: reinstatementId,
    }).map((settlement): InvoiceOutcome => {
      for (const refund of after) if (refund.reinstated === reinstated) book.put(refunds, refund);
      return putOutcome(book, settlement, {
        withDone: (settled, did) => ({
          ...settled,
          reinstatements: [...(record.reinstatements ?? []), { reinstatementId, fingerprint, did }],
        }),
      });
    });
  },
  recall: {
    find({ invoiceId, reinstatementId }, book) {
      const known = book
        .get(invoices, invoiceId)
        ?.reinstatements?.find((each) => each.reinstatementId === reinstatementId);
      return known ? { fingerprint: known.fingerprint, did: { did: known.did, stands: null } } : null;
    },
    reused: ({ reinstatementId }) => idempotencyKeyReused('reinstatementId', reinstatementId),
  },
  receipt: (outcome, book, { invoiceId }) => invoiceReceipt(book, invoiceId, outcome),
});

function isStandingVoid({ all, reinstated }: Refund): boolean {
  return all === true && reinstated === undefined;
}

/** What can go wrong with `reinstateInvoice`. */
export type ReinstateInvoiceFailure = FailureOf<typeof reinstateInvoice>;

/** The sale was not voided, or its void was taken back already. */
export interface InvoiceNotVoided extends Named<'invoice-not-voided'> {
  /** The invoice. */
  readonly invoiceId: string;
}

function invoiceNotVoided(invoiceId: string): InvoiceNotVoided {
  const message = `Invoice ${quoted(invoiceId)} is not voided; there is nothing to reinstate.`;
  return { kind: 'invoice-not-voided', message, invoiceId };
}
