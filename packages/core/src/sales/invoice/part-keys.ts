import type { InvoiceId } from '../../values/ids.ts';

/** What the keys of all parts of an invoice begin with. The length says where the id ends, whatever characters it has. */
export function partsOf(invoiceId: InvoiceId): string {
  return `${invoiceId.length} ${invoiceId} `;
}

/** The key of a part of an invoice, such as a payment: ids of parts are unique on their invoice alone. */
export function partKey(invoiceId: InvoiceId, id: string): string {
  return `${partsOf(invoiceId)}${id}`;
}

/** The ids that a key tells. */
export function idsOfPart(key: string): { readonly invoiceId: InvoiceId; readonly id: string } {
  const begins = key.indexOf(' ') + 1;
  const ends = begins + Number(key.slice(0, begins - 1));
  return { invoiceId: key.slice(begins, ends) as InvoiceId, id: key.slice(ends + 1) };
}
