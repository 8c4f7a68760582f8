import type { Instant } from '../model/instant.ts';
import type { Currency } from '../model/money.ts';
import type { Sale } from '../records/invoice.ts';

interface Said {
  readonly currency: Currency;
  readonly total: number;
  readonly tax?: number | undefined;
  readonly lines?:
    | readonly {
        readonly lineId?: string | undefined;
        readonly sku?: string | undefined;
        readonly category?: string | undefined;
        readonly quantity?: string | undefined;
        readonly net: number;
        readonly tax?: number | undefined;
        readonly discount?: number | undefined;
      }[]
    | undefined;
  readonly soldAt?: Instant | undefined;
}

/** A sale with what was left out filled in; its lines are named by position unless they have ids. */
export function toSale({
  currency,
  total,
  tax = 0,
  lines = [],
  soldAt,
}: Said): Omit<Sale, 'soldAt'> & { readonly soldAt: Instant | null } {
  return {
    currency,
    total,
    tax,
    soldAt: soldAt ?? null,
    lines: lines.map((line, index) => ({
      lineId: line.lineId ?? String(index + 1),
      sku: line.sku ?? null,
      category: line.category ?? null,
      quantity: line.quantity ?? '1',
      net: line.net,
      tax: line.tax ?? 0,
      discount: line.discount ?? 0,
    })),
  };
}
