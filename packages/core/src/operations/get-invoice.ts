import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import type { UnknownInvoice } from '../values/errors.ts';
import { unknownInvoice } from '../values/failures.ts';
import { entitlementOf } from '../sales/entitlement.ts';
import type { ProgramVersion } from '../values/ids.ts';
import { invariant } from '../values/invariant.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { Program } from '../program/program.ts';
import type { InvoiceRecord } from '../records/invoice.ts';
import { invoiceQueryShape } from '../schemas/invoice-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { ReadFailure } from './failures.ts';
import type { Ports } from './ports.ts';
import type { Invoice } from './receipts.ts';

/**
 * Reads everything that is known of an invoice: its sale, payments, refunds, and what was posted for it.
 *
 * @example
 * ```ts
 * const invoice = await getInvoice(ports)({ invoiceId: 'INV-1' });
 * if (invoice.isOk()) print(invoice.value.earned, invoice.value.explanation);
 * ```
 */
export function getInvoice(ports: Ports) {
  const { reader } = ports.store;
  const { programId } = ports.program;
  return (query: { readonly invoiceId: string }): ResultAsync<Invoice, ReadFailure | UnknownInvoice> =>
    parse(invoiceQueryShape, query)
      .asyncAndThen(({ invoiceId }) =>
        reader
          .invoice(programId, invoiceId)
          .andThen((record) => (record === null ? errAsync(unknownInvoice(invoiceId)) : okAsync(record))),
      )
      .andThen((record) => rulesOf(ports, record.programVersion).map((rules) => invoiceOf(record, rules)));
}

function rulesOf({ program, store }: Ports, version: ProgramVersion): ResultAsync<Program, StoreError> {
  if (version === program.version) return okAsync(program);
  return store.reader.program(program.programId, version).map((found) => {
    invariant(found !== null, 'an invoice names a program version that is stored');
    return found;
  });
}

function invoiceOf(record: InvoiceRecord, rules: Program): Invoice {
  const { invoiceId, memberId, programVersion, sale, posted, payments, refunds, redemptions } = record;
  const earned = posted.earned - posted.clawedBack;
  const entitlement = entitlementOf(record, rules);
  invariant(entitlement.isOk(), 'what an invoice earns was small enough to be posted');
  const { points, withheld, explanation } = entitlement.value;
  return {
    invoiceId,
    memberId,
    revision: record.saves.at(-1)?.revision ?? 1,
    programVersion,
    currency: sale.currency,
    total: sale.total,
    lines: sale.lines,
    soldAt: new Date(sale.soldAt),
    payments: payments.map(({ paymentId, amount, paidAt, approval }) => ({
      paymentId,
      amount,
      paidAt: new Date(paidAt),
      approvedAt: approval && new Date(approval.approvedAt),
    })),
    refunds: refunds.map(({ refundId, total, lines, refundedAt, receipt }) => ({
      refundId,
      total,
      lines,
      refundedAt: new Date(refundedAt),
      receipt,
    })),
    redemptions: redemptions.map(({ taken: _taken, ...redemption }) => redemption),
    earned,
    withheld: withheld ?? (rules.earn.requireVerifiedEmail && points > earned ? 'email-unverified' : null),
    explanation,
  };
}
