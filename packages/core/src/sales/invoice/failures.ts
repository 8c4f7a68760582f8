import type { Named } from '../../values/errors.ts';
import { quoted } from '../../values/quoted.ts';

/** No such invoice was saved. */
export interface UnknownInvoice extends Named<'unknown-invoice'> {
  /** The id that the command names. */
  readonly invoiceId: string;
}

export function unknownInvoice(invoiceId: string): UnknownInvoice {
  return { kind: 'unknown-invoice', message: `No invoice ${quoted(invoiceId)} was saved; save it first.`, invoiceId };
}

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

/** The sale was voided: points cannot pay for it, or be held for it. */
export interface InvoiceVoided extends Named<'invoice-voided'> {
  /** The invoice. */
  readonly invoiceId: string;
}

export function invoiceVoided(invoiceId: string): InvoiceVoided {
  const message = `Invoice ${quoted(invoiceId)} was voided, so that points cannot pay for it; reinstate it first, if the void was the mistake.`;
  return { kind: 'invoice-voided', message, invoiceId };
}

/** The invoice already has a member; another one is `reassignInvoice`. */
export interface InvoiceHasMember extends Named<'invoice-has-member'> {
  /** The invoice. */
  readonly invoiceId: string;
}

export function invoiceHasMember(invoiceId: string): InvoiceHasMember {
  const message = `Invoice ${quoted(invoiceId)} belongs to a member already; name that member, or move it with reassignInvoice.`;
  return { kind: 'invoice-has-member', message, invoiceId };
}

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

/** The program refuses clawbacks that the member's points do not cover; nothing was recorded. */
export interface ClawbackRefused extends Named<'clawback-refused'> {
  /** The points that would be taken back. */
  readonly clawback: number;
  /** The points that the member has for it. */
  readonly available: number;
}

export function clawbackRefused(clawback: number, available: number): ClawbackRefused {
  return {
    kind: 'clawback-refused',
    message: `This takes back ${clawback} points, but the member has only ${available} that are not held, and the program refuses debt. Take back less, or set refund.clawback of the program.`,
    clawback,
    available,
  };
}
