import type { Named } from '../values/errors.ts';
import { quoted } from '../values/quoted.ts';

/** No such invoice was saved. */
export interface UnknownInvoice extends Named<'unknown-invoice'> {
  /** The id that the command names. */
  readonly invoiceId: string;
}

export function unknownInvoice(invoiceId: string): UnknownInvoice {
  return { kind: 'unknown-invoice', message: `No invoice ${quoted(invoiceId)} was saved; save it first.`, invoiceId };
}
