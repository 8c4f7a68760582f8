import type { SalesLine } from './sales-file.ts';

/** The day as the shop's books have it: what was sold, and what came back. */
export interface ShopDay {
  readonly lines: number;
  readonly customers: readonly string[];
  readonly sales: readonly Invoice[];
  readonly cancellations: readonly Cancellation[];
}

/** An invoice put together from its lines. */
export interface Invoice {
  readonly number: string;
  readonly customer: string | null;
  readonly soldAt: Date;
  /** In the order of the file. A position names a line: some invoices list an article twice. */
  readonly lines: readonly SalesLine[];
}

/** An invoice of goods that came back, and the sale that it takes them from. */
export interface Cancellation extends Invoice {
  readonly takesBackFrom: string;
}

/** Rebuilds the day's invoices from the lines of the file. */
export function shopDay(lines: readonly SalesLine[]): ShopDay {
  const invoices = rebuild(lines);
  const sales = invoices.filter((invoice) => !isCancellation(invoice));
  const cancellations = invoices.filter(isCancellation);
  const customers = new Set(lines.flatMap(({ customer }) => customer ?? []));
  return {
    lines: lines.length,
    customers: [...customers],
    sales,
    cancellations: cancellations.map((invoice) => ({ ...invoice, takesBackFrom: saleBehind(invoice, sales) })),
  };
}

/** What an invoice comes to, in pence; less than 0 for a cancellation. */
export function totalOf({ lines }: Invoice): number {
  return lines.reduce((sum, line) => sum + netOf(line), 0);
}

/** What a line comes to, in pence. */
export function netOf({ pieces, pricePence }: SalesLine): number {
  return pieces * pricePence;
}

/** The position of the line that sold what a line of a cancellation takes back; null where there is none. */
export function soldLine(sale: Invoice, returned: SalesLine): number | null {
  const index = sale.lines.findIndex(
    ({ sku, pricePence, pieces }) =>
      sku === returned.sku && pricePence === returned.pricePence && pieces >= -returned.pieces,
  );
  return index === -1 ? null : index + 1;
}

function rebuild(lines: readonly SalesLine[]): readonly Invoice[] {
  const invoices = new Map<string, Invoice>();
  for (const line of lines) {
    const { invoiceNumber: number, customer, soldAt } = line;
    const invoice = invoices.get(number) ?? { number, customer, soldAt, lines: [] };
    invoices.set(number, { ...invoice, lines: [...invoice.lines, line] });
  }
  return [...invoices.values()];
}

function isCancellation({ number }: Invoice): boolean {
  return number.startsWith('C');
}

/**
 * The file does not say which sale a cancellation takes back. It is an earlier one to the same customer that sold
 * all of it; where the file has none, the number without its C stands for the sale that we do not know.
 */
function saleBehind(cancellation: Invoice, sales: readonly Invoice[]): string {
  const sale = sales.find(
    (each) =>
      each.customer === cancellation.customer &&
      each.soldAt <= cancellation.soldAt &&
      cancellation.lines.every((line) => soldLine(each, line) !== null),
  );
  return sale?.number ?? cancellation.number.slice(1);
}
