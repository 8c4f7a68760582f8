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
      extra: fc.constantFrom(0, 0, 0, 5),
      soldAt: fc.option(
        fc.constantFrom(-2, 0, 1).map((days) => new Date(Date.UTC(2025, 0, 30 + days, 15))),
        { nil: undefined, freq: 3 },
      ),
    })
    .map(({ lines: sold, extra, total: free, ...rest }) => {
      const sum = sold?.reduce<number>((all, { net, tax = 0 }) => all + net + tax, extra) ?? free;
      const command = { ...rest, currency: 'EUR', total: sum, ...(sold ? { lines: sold } : {}) };
      return Object.fromEntries(
        Object.entries(command).filter(([, value]) => value !== undefined),
      ) as unknown as SaveInvoiceCommand;
    });
}

/** Lines of a sale, up to two. */
export function lines(): fc.Arbitrary<NonNullable<SaveInvoiceCommand['lines']>> {
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
