import type { Named } from '../values/errors.ts';
import { quoted } from '../values/quoted.ts';

/** The invoice already has a member; another one is `reassignInvoice`. */
export interface InvoiceHasMember extends Named<'invoice-has-member'> {
  /** The invoice. */
  readonly invoiceId: string;
}

export function invoiceHasMember(invoiceId: string): InvoiceHasMember {
  const message = `Invoice ${quoted(invoiceId)} belongs to a member already; name that member, or move it with reassignInvoice.`;
  return { kind: 'invoice-has-member', message, invoiceId };
}
