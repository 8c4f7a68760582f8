import type { Named } from '../values/errors.ts';
import { quoted } from '../values/quoted.ts';

/** The sale was voided: points cannot pay for it, or be held for it. */
export interface InvoiceVoided extends Named<'invoice-voided'> {
  /** The invoice. */
  readonly invoiceId: string;
}

export function invoiceVoided(invoiceId: string): InvoiceVoided {
  const message = `Invoice ${quoted(invoiceId)} was voided, so that points cannot pay for it; reinstate it first, if the void was the mistake.`;
  return { kind: 'invoice-voided', message, invoiceId };
}
