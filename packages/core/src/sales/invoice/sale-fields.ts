import type { Sale } from '../../program/sale.ts';
import { money, moneyRule, quantityRule, signedMoneyRule } from '../../schemas/command-fields.ts';
import { currencyRule } from '../../schemas/currency-rule.ts';
import { maxLines, withDistinctLines } from '../../schemas/distinct-lines.ts';
import { idRule, textRule } from '../../schemas/field-rules.ts';
import { field, optional } from '../../schemas/fields.ts';
import { rows } from '../../schemas/rows.ts';
import type { Instant } from '../../values/instant.ts';

/** What a sale says, saved or asked for. Figures are the host's, in minor units of the currency. */
export interface SaleInput {
  /** An ISO 4217 code: the program's. */
  readonly currency: string;
  /**
   * What the customer owes. Where the lines add up to more, the difference is a discount on the whole sale, and they
   * share it; where they add up to less, it is charges (delivery, a tip), which earn under base `total` only.
   */
  readonly total: number;
  /**
   * The part of `total` that comes of rounding what is paid, such as cash rounding: below 0 where less is owed. It
   * earns nothing and costs no points. 0 when left out.
   */
  readonly rounding?: number | undefined;
  /** Tax within the total, 0 when left out; used only where there are no lines. */
  readonly tax?: number | undefined;
  /** At most 2,000. */
  readonly lines?: readonly SaleLineInput[] | undefined;
}

/** One line of a sale. Figures are the host's, in minor units of the sale's currency. */
export interface SaleLineInput {
  /** What refunds name the line by; its position ("1", "2", …) when left out. */
  readonly lineId?: string | undefined;
  /** The host's own code of the article: 1 to 200 characters. Rules can name it. */
  readonly sku?: string | undefined;
  /** The host's own category of the article: 1 to 200 characters. Rules can name it. */
  readonly category?: string | undefined;
  /** Pieces, or a weight, as a decimal text such as "1.25"; "1" when left out. */
  readonly quantity?: string | undefined;
  /**
   * What the line costs after its own discount, without tax. Below 0 it is a discount on the whole sale where it has no
   * SKU and no category, or its SKU is one of the program's `discountSkus`; else it is itself, such as the returned
   * piece of an exchange.
   */
  readonly net: number;
  /** 0 when left out. */
  readonly tax?: number | undefined;
  /** What was taken off; it marks the line as discounted and is not subtracted again. 0 when left out. */
  readonly discount?: number | undefined;
}

const required = { isRequired: true } as const;

const saleLines = rows(
  {
    lineId: { ...idRule<string>(), fallback: (index: number) => String(index + 1) },
    sku: { ...textRule, fallback: () => null },
    category: { ...textRule, fallback: () => null },
    quantity: { ...quantityRule, fallback: () => '1' },
    net: { ...signedMoneyRule, ...required },
    tax: { ...signedMoneyRule, fallback: () => 0 },
    discount: { ...moneyRule, fallback: () => 0 },
  },
  0,
  maxLines,
);

/** The fields of a sale. */
export const saleFields = {
  currency: field(currencyRule),
  total: money(),
  rounding: optional(field(signedMoneyRule)),
  tax: optional(money()),
  lines: optional(withDistinctLines(saleLines)),
};

/** A sale, checked. */
export interface CheckedSale extends Pick<Sale, 'currency' | 'total'> {
  readonly rounding?: number | undefined;
  readonly tax?: number | undefined;
  readonly lines?: Sale['lines'] | undefined;
}

/** What was left out, filled in. */
export function toSale({ currency: of, total, rounding = 0, tax = 0, lines = [] }: CheckedSale, soldAt: Instant): Sale {
  const sale = { currency: of, total, tax, lines, soldAt };
  return rounding === 0 ? sale : { ...sale, rounding };
}
