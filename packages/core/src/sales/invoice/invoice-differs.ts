import type { Named } from '../../values/errors.ts';
import type { MemberId } from '../../values/ids.ts';
import { quoted } from '../../values/quoted.ts';
import type { InvoiceRecord } from './invoice-record.ts';

/**
 * Another sale has this number: it was sold at another time. Nothing was written. A corrected date of the same sale
 * needs a `revision`.
 */
export interface InvoiceDiffers extends Named<'invoice-differs'> {
  /** The invoice. */
  readonly invoiceId: string;
  /** The sale that is stored under the number. */
  readonly stored: {
    /** The member who earns on it; null for an anonymous sale. */
    readonly memberId: MemberId | null;
    /** When it was sold. */
    readonly soldAt: Date;
    /** What the customer owed, in minor units. */
    readonly total: number;
    /** The revision that was saved last. */
    readonly revision: number;
  };
}

/** What a save says of when the sale was made, and who bought. */
interface StatedIdentity {
  readonly soldAt?: number | undefined;
  readonly revision?: number | undefined;
  readonly memberId?: string | undefined;
}

/**
 * Two sales under one number are two sales. Only a host that counts its edits can correct a date, and no date is
 * corrected in the save that gives an anonymous sale its member.
 */
export function checkIdentity(
  { soldAt, revision, memberId }: StatedIdentity,
  { invoiceId, sale, save, isUndated, memberId: buyer }: InvoiceRecord,
): InvoiceDiffers | null {
  if (soldAt === undefined || isUndated === true || soldAt === sale.soldAt) return null;
  const isClaim = buyer === null && memberId !== undefined;
  if (revision !== undefined && !isClaim) return null;
  const stored = {
    memberId: buyer,
    soldAt: new Date(sale.soldAt),
    total: sale.total,
    revision: save?.revision ?? 1,
  };
  const message = `Invoice ${quoted(invoiceId)} is a sale of ${stored.soldAt.toISOString()}, for ${stored.total} minor units. If this is another sale, give it a number of its own; if its date was wrong, name a revision${isClaim ? ', and the member afterwards' : ''}.`;
  return { kind: 'invoice-differs', message, invoiceId, stored };
}
