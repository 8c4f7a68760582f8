import type { SaveInvoiceCommand } from '@pointbook/core';
import fc from 'fast-check';

interface SaleIds {
  readonly invoiceId: fc.Arbitrary<string>;
  readonly memberId: fc.Arbitrary<string>;
  readonly total?: fc.Arbitrary<number>;
}

/** Sales with and without lines, members, revisions and times of their own; each line may be of what rules look for. */
export function sale({ invoiceId, memberId, total = fc.nat(120) }: SaleIds): fc.Arbitrary<SaveInvoiceCommand> {
  return fc
    .record({
      invoiceId,
      memberId: fc.option(memberId, { nil: undefined, freq: 6 }),
      revision: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 2 }),
      lines: fc.option(lines(), { nil: undefined }),
      total,
      below: fc.constantFrom(...notGoods),
      extra: fc.constantFrom(0, 0, 0, 5, -7),
      rounding: fc.constantFrom(undefined, undefined, undefined, 2, -3),
      soldAt: fc.option(
        fc.constantFrom(-2, 0, 0, 0, 0, 1).map((days) => new Date(Date.UTC(2025, 0, 30 + days, 15))),
        { nil: undefined, freq: 3 },
      ),
    })
    .map(({ lines: goods, below, extra, rounding = 0, total: free, ...rest }) => {
      const sold = goods && [...goods, ...below];
      const sum = sold?.reduce<number>((all, { net, tax = 0 }) => all + net + tax, extra + rounding) ?? free;
      const totals = { total: Math.max(0, sum), rounding: rounding === 0 ? undefined : rounding };
      const command = { ...rest, currency: 'EUR', ...totals, ...(sold ? { lines: sold } : {}) };
      return Object.fromEntries(
        Object.entries(command).filter(([, value]) => value !== undefined),
      ) as unknown as SaveInvoiceCommand;
    });
}

type SaleLines = NonNullable<SaveInvoiceCommand['lines']>;

/**
 * Nothing, a discount on the whole sale, a coupon that the till enters as an article, or what came back in an exchange.
 */
const notGoods: readonly SaleLines[] = [
  [],
  [],
  [],
  [{ net: -9 }],
  [{ sku: 'coupon', net: -5 }],
  [{ sku: 'cup', category: 'ware', net: -8, tax: -1 }],
];

/** Lines of a sale, up to two. */
export function lines(): fc.Arbitrary<SaleLines> {
  const line = fc.record({
    sku: fc.constantFrom('tea', 'cup'),
    category: fc.constantFrom('food', 'ware'),
    quantity: fc.constantFrom('1', '2', '3', '1.5'),
    net: fc.nat(60),
    tax: fc.constantFrom(0, 0, 3),
    discount: fc.constantFrom(0, 0, 4),
  });
  return fc.array(line, { minLength: 1, maxLength: 2 });
}
