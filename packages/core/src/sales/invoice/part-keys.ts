import type { InvoiceId } from '../../values/ids.ts';

/**
 * What the keys of all parts of an invoice begin with. The length says where the id ends, whatever characters it has:
 * whole characters, as databases count them, for views show the ids.
 */
export function partKeyPrefix(invoiceId: InvoiceId): string {
  return `${Array.from(invoiceId).length} ${invoiceId} `;
}

/** The key of a part of an invoice, such as a payment: ids of parts are unique on their invoice alone. */
export function partKey(invoiceId: InvoiceId, id: string): string {
  return `${partKeyPrefix(invoiceId)}${id}`;
}

/** What a record that is a part of an invoice has by its key: the ids, by the name that its own has. */
export function namedBy<Name extends string, Id extends string>(
  name: Name,
): (key: string) => { readonly invoiceId: InvoiceId } & Readonly<Record<Name, Id>> {
  return (key) => {
    const { invoiceId, id } = idsOfPart(key);
    return { invoiceId, [name]: id } as { readonly invoiceId: InvoiceId } & Readonly<Record<Name, Id>>;
  };
}

/** The ids that a key tells. */
export function idsOfPart(key: string): { readonly invoiceId: InvoiceId; readonly id: string } {
  const blank = key.indexOf(' ');
  const characters = Array.from(key.slice(blank + 1));
  const ends = Number(key.slice(0, blank));
  return {
    invoiceId: characters.slice(0, ends).join('') as InvoiceId,
    id: characters.slice(ends + 1).join(''),
  };
}
