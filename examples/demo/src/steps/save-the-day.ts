import type { SaveInvoiceCommand } from '@pointbook/core';
import { ResultAsync } from 'neverthrow';
import { type Invoice, netOf, type ShopDay, totalOf } from '../file/shop-day.ts';
import type { Ledgers } from '../ledgers.ts';

/** The sale that this demo saves as if its customer had not been asked; `claim-a-sale.ts` names the customer later. */
export const savedWithoutCustomer = '536520';

/** Enrols the day's customers and saves its sales, in both programs. Calls made together share a commit. */
export function saveTheDay({ both }: Ledgers, { customers, sales }: ShopDay) {
  const enrolled = both.flatMap((ledger) => customers.map((memberId) => ledger.enrolMember({ memberId })));
  return ResultAsync.combine(enrolled).andThen(() =>
    ResultAsync.combine(both.flatMap((ledger) => sales.map((sale) => ledger.saveInvoice(commandFor(sale))))),
  );
}

function commandFor(sale: Invoice): SaveInvoiceCommand {
  const isNamed = sale.customer !== null && sale.number !== savedWithoutCustomer;
  return {
    invoiceId: sale.number,
    ...(isNamed ? { memberId: sale.customer } : {}),
    currency: 'GBP',
    total: totalOf(sale),
    // No line ids: a line is known by its position, for some invoices list an article twice.
    lines: sale.lines.map((line) => ({ sku: line.sku, quantity: String(line.pieces), net: netOf(line) })),
    soldAt: sale.soldAt,
  };
}
