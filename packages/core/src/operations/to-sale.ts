import type { Instant } from '../values/instant.ts';
import type { Currency } from '../values/money.ts';
import type { Sale, SaleLine } from '../records/invoice.ts';

interface Said {
  readonly currency: Currency;
  readonly total: number;
  readonly tax?: number | undefined;
  readonly lines?: readonly SaleLine[] | undefined;
  readonly soldAt?: Instant | undefined;
}

/** A sale with what was left out filled in. */
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
    lines,
  };
}
