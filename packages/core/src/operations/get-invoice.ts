import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { unknownInvoice, type UnknownInvoice } from '../model/errors.ts';
import type { InvoiceRecord } from '../records/invoice.ts';
import { invoiceQueryShape } from '../schemas/invoice-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { ReadFailure } from './failures.ts';
import type { Ports } from './ports.ts';

/**
 * Reads everything that is known of an invoice: its sale, payments, refunds, and what was posted for it.
 *
 * @example
 * ```ts
 * const invoice = await getInvoice(ports)({ invoiceId: 'INV-1' });
 * if (invoice.isOk()) print(invoice.value.saves.at(-1)?.receipt.explanation);
 * ```
 */
export function getInvoice(ports: Ports) {
  return (query: { readonly invoiceId: string }): ResultAsync<InvoiceRecord, ReadFailure | UnknownInvoice> =>
    parse(invoiceQueryShape, query).asyncAndThen(({ invoiceId }) =>
      ports.store.reader
        .invoice(ports.program.programId, invoiceId)
        .andThen((record) => (record === null ? errAsync(unknownInvoice(invoiceId)) : okAsync(record))),
    );
}
