import type { Named } from '../../values/errors.ts';
import { quoted } from '../../values/quoted.ts';
import type { InvoiceRecord } from './invoice-record.ts';

/**
 * The most that one invoice can have of each. Payments, saves and refunds are read together by few commands; all else
 * with each change of the invoice.
 */
const most = {
  saves: 10_000,
  payments: 10_000,
  refunds: 10_000,
  // Each refund may name up to 2,000 lines.
  'refunded lines': 10_000,
  redemptions: 1000,
  holders: 1000,
  moves: 100,
  reinstatements: 20,
} as const;

/** What an invoice can have too many of. */
export type BoundedChange = keyof typeof most;

/** The invoice has as many changes of a kind as one can have. */
export interface TooManyChanges extends Named<'too-many-changes'> {
  /** The invoice. */
  readonly invoiceId: string;
  /** Of what it has too many. */
  readonly of: BoundedChange;
  /** How many of these one invoice can have. */
  readonly limit: number;
}

/** Whether an invoice has room for so many: the error where it has not. */
export function checkRoom(
  { invoiceId }: Pick<InvoiceRecord, 'invoiceId'>,
  of: BoundedChange,
  after: number,
): TooManyChanges | null {
  const limit = most[of];
  if (after <= limit) return null;
  const message = `Invoice ${quoted(invoiceId)} can have no more than ${limit} ${of}; book what else comes on another invoice.`;
  return { kind: 'too-many-changes', message, invoiceId, of, limit };
}
