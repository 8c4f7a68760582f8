import { minorOf } from '../../shop/money.ts';
import type { SoldLine } from '../../shop/register.ts';
import type { Page } from '../../ui/env.ts';
import type { Brought } from '../../ui/read-form.ts';
import { words } from './words.ts';

/** A line as somebody typed it. */
export interface TypedLine {
  readonly article: string;
  readonly quantity: string;
  readonly price: string;
}

/** The form of a sale as somebody typed it. */
export interface TypedSale {
  readonly key: string;
  readonly who: string;
  readonly lines: readonly TypedLine[];
}

export function typedSale(form: Brought): TypedSale {
  const [articles, quantities, prices] = ['article', 'quantity', 'price'].map(form.texts) as [
    string[],
    string[],
    string[],
  ];
  const lines = articles.map((article, index) => ({
    article: article.trim(),
    quantity: quantities[index]?.trim() ?? '',
    price: prices[index]?.trim() ?? '',
  }));
  return { key: form.key, who: form.text('who'), lines };
}

/** The lines of a sale, or what is wrong with them. Lines that were left empty are none. */
export function linesOf(c: Page, { lines }: TypedSale, currency: string): { lines: SoldLine[] } | { mistake: string } {
  const t = words(c);
  const sold: SoldLine[] = [];
  for (const [index, { article, quantity, price }] of lines.entries()) {
    if (article === '' && price === '') continue;
    const line = index + 1;
    const [pieces, minor] = [Number(quantity || '1'), minorOf(price, currency)];
    if (article === '') return { mistake: t.articleMissing(line) };
    if (!Number.isSafeInteger(pieces) || pieces < 1 || pieces > 100_000) return { mistake: t.quantityWrong(line) };
    if (minor === null || Number.isNaN(minor)) return { mistake: t.priceWrong(line) };
    sold.push({ lineId: String(sold.length + 1), sku: null, name: article, quantity: pieces, net: pieces * minor });
  }
  return sold.length === 0 ? { mistake: t.noLines } : { lines: sold };
}

/** What sold lines are to the ledger. */
export function lineInput({ lineId, sku, quantity, net }: SoldLine) {
  return { lineId, ...(sku !== null && { sku }), quantity: String(quantity), net };
}

/** What lines come to, in minor units. */
export function totalOf(lines: readonly SoldLine[]): number {
  return lines.reduce((sum, { net }) => sum + net, 0);
}
