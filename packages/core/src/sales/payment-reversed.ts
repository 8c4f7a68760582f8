import type { Named } from '../values/errors.ts';
import { quoted } from '../values/quoted.ts';

/** The payment was reversed already: it no longer counts. */
export interface PaymentReversed extends Named<'payment-reversed'> {
  /** The invoice. */
  readonly invoiceId: string;
  /** The payment. */
  readonly paymentId: string;
}

export function paymentReversed(invoiceId: string, paymentId: string): PaymentReversed {
  const message = `Payment ${quoted(paymentId)} of invoice ${quoted(invoiceId)} was reversed already; record another payment under an id of its own.`;
  return { kind: 'payment-reversed', message, invoiceId, paymentId };
}
