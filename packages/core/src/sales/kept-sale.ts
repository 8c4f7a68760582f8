import { sumOf } from '../values/points.ts';
import { productOf, quotientOf } from '../values/product.ts';
import { decimalOf, millionths } from '../values/quantity.ts';
import type { KeptSale, SaleLine } from '../program/sale.ts';
import type { InvoiceRecord, RefundedLine } from './invoice-record.ts';

type Facts = Pick<InvoiceRecord, 'sale' | 'refunds' | 'redemptions'>;

/** What is left of a sale after its refunds. */
export function keptSale({ sale, refunds, redemptions }: Facts): KeptSale {
  // Most sales keep everything, and every save computes this.
  if (refunds.length + redemptions.length === 0) {
    return { sale, lines: sale.lines, total: sale.total, refundedWithoutLine: 0, paidWithPoints: 0 };
  }
  const refunded = refunds.flatMap((refund) => refund.lines);
  const withoutLine = sumOf(refunds, (refund) => refund.total) - sumOf(refunded, (line) => line.net + line.tax);
  return {
    sale,
    lines: refunded.length === 0 ? sale.lines : sale.lines.map((line) => keptLine(line, refunded)),
    total: sale.total - sumOf(refunds, (refund) => refund.total),
    refundedWithoutLine: Math.max(0, withoutLine),
    paidWithPoints: sumOf(redemptions, (redemption) => redemption.value),
  };
}

/** A line less what refunds took of it. */
export function keptLine(line: SaleLine, refunded: readonly RefundedLine[]): SaleLine {
  const parts = refunded.filter((part) => part.lineId === line.lineId);
  if (parts.length === 0) return line;
  const pieces = parts.reduce((sum, part) => sum + millionths(part.quantity), 0n);
  return {
    ...line,
    quantity: decimalOf(millionths(line.quantity) - pieces),
    net: line.net - sumOf(parts, (part) => part.net),
    tax: line.tax - sumOf(parts, (part) => part.tax),
  };
}

/** What points still pay, in minor units: the value of points that a refund gave back is owed again. */
export function keptPointsMoney({ redemptions }: Pick<InvoiceRecord, 'redemptions'>): number {
  return sumOf(redemptions, ({ value, points, returned }) =>
    quotientOf(productOf([value, points - returned]), points, 'ceil'),
  );
}

/** Whether payments that count, and points, cover what is owed after refunds. */
export function isCovered(record: Facts & Pick<InvoiceRecord, 'payments'>): boolean {
  return approvedMoney(record) + keptPointsMoney(record) >= keptSale(record).total;
}

/** Whether payments would cover what is owed if all of them were approved. */
export function awaitsApproval(record: InvoiceRecord): boolean {
  const paid = sumOf(record.payments, (payment) => payment.amount);
  return paid + keptPointsMoney(record) >= keptSale(record).total;
}

function approvedMoney({ payments }: Pick<InvoiceRecord, 'payments'>): number {
  return sumOf(
    payments.filter((payment) => payment.approval !== null),
    (payment) => payment.amount,
  );
}
