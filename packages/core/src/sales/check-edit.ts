import { isPart, sumOf } from '../values/points.ts';
import { millionths } from '../values/quantity.ts';
import type { Sale, SaleLine } from '../program/sale.ts';
import type { InvoiceRecord } from './invoice-record.ts';
import { keptLine } from './kept-sale.ts';
import type { Named } from '../values/errors.ts';
import { quoted } from '../values/quoted.ts';

/** An edit must leave at least what refunds and points took of the sale already. */
export function checkEdit(record: InvoiceRecord, sale: Pick<Sale, 'total' | 'lines'>): InvoiceBelowRefunded | null {
  const { invoiceId, refunds, redemptions } = record;
  const used = Math.max(
    sumOf(refunds, (refund) => refund.total),
    sumOf(redemptions, (redemption) => redemption.value),
  );
  if (sale.total < used) return invoiceBelowRefunded(invoiceId, 'total');
  const parts = refunds.flatMap((refund) => refund.lines);
  for (const lineId of new Set(parts.map((part) => part.lineId))) {
    const index = sale.lines.findIndex((line) => line.lineId === lineId);
    const line = sale.lines[index];
    if (line === undefined) return invoiceBelowRefunded(invoiceId, `line ${lineId}`);
    const wrong = fieldBelow(line, keptLine(line, parts));
    if (wrong) return invoiceBelowRefunded(invoiceId, `lines[${index}].${wrong}`);
  }
  return null;
}

/** What is kept of a figure lies between nothing and all of it, for discounts below zero too. */
function fieldBelow(line: SaleLine, kept: SaleLine): 'quantity' | 'net' | 'tax' | null {
  if (!isPart(millionths(kept.quantity), millionths(line.quantity))) return 'quantity';
  if (!isPart(BigInt(kept.net), BigInt(line.net))) return 'net';
  return isPart(BigInt(kept.tax), BigInt(line.tax)) ? null : 'tax';
}

/** An edit would leave less than what was refunded already. */
export interface InvoiceBelowRefunded extends Named<'invoice-below-refunded'> {
  /** The invoice. */
  readonly invoiceId: string;
  /** Where the edit is too low: `total`, a line, or a path such as `lines[2].net`. */
  readonly field: string;
}

function invoiceBelowRefunded(invoiceId: string, field: string): InvoiceBelowRefunded {
  const message = `${field} of invoice ${quoted(invoiceId)} would fall below what was refunded of it, or paid with points; refund the rest instead.`;
  return { kind: 'invoice-below-refunded', message, invoiceId, field };
}
