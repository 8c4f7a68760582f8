import { isPart } from '../../values/points.ts';
import { millionths } from '../../values/quantity.ts';
import type { Sale } from '../../program/sale.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';
import type { Named } from '../../values/errors.ts';
import { quoted } from '../../values/quoted.ts';
import { noRefunds } from './refund-sums.ts';
import { piecesBack } from './worth.ts';

/** An edit must leave at least what refunds took of the sale already: its value, and the goods. */
export function checkEdit(record: InvoiceRecord, sale: Pick<Sale, 'total' | 'lines'>): InvoiceBelowRefunded | null {
  const { invoiceId, refundSums = noRefunds } = record;
  if (sale.total < refundSums.value) return invoiceBelowRefunded(invoiceId, 'total');
  for (const { lineId } of refundSums.lines) {
    const index = sale.lines.findIndex((line) => line.lineId === lineId);
    const line = sale.lines[index];
    if (line === undefined) return invoiceBelowRefunded(invoiceId, `line ${lineId}`);
    if (line.net + line.tax < 0) return invoiceBelowRefunded(invoiceId, `lines[${index}].net`);
    const back = piecesBack(lineId, refundSums) ?? 0n;
    if (!isPart(back, millionths(line.quantity))) return invoiceBelowRefunded(invoiceId, `lines[${index}].quantity`);
  }
  return null;
}

/** An edit would leave less than what was refunded already. */
export interface InvoiceBelowRefunded extends Named<'invoice-below-refunded'> {
  /** The invoice. */
  readonly invoiceId: string;
  /** Where the edit is too low: `total`, a line, or a path such as `lines[2].quantity`. */
  readonly field: string;
}

function invoiceBelowRefunded(invoiceId: string, field: string): InvoiceBelowRefunded {
  const message = `${field} of invoice ${quoted(invoiceId)} would fall below what was refunded of it; refund the rest instead.`;
  return { kind: 'invoice-below-refunded', message, invoiceId, field };
}
