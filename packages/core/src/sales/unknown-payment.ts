import type { Named } from '../values/errors.ts';
import { quoted } from '../values/quoted.ts';

/** The invoice has no such payment. */
export interface UnknownPayment extends Named<'unknown-payment'> {
  /** The invoice, which exists. */
  readonly invoiceId: string;
  /** The id that the command names. */
  readonly paymentId: string;
}

export function unknownPayment(invoiceId: string, paymentId: string): UnknownPayment {
  const message = `Invoice ${quoted(invoiceId)} has no payment ${quoted(paymentId)}; record it first.`;
  return { kind: 'unknown-payment', message, invoiceId, paymentId };
}
