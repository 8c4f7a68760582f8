import {
  ceilOf,
  floorOf,
  type Fraction,
  fraction,
  fractionOf,
  isMore,
  one,
  dividedBy,
  plus,
  textOf,
  times,
  zero,
} from '../../values/fraction.ts';
import { millionths } from '../../values/quantity.ts';
import type { Sale, SaleLine } from '../../program/sale.ts';
import type { InvoiceRecord, InvoiceRedemption, RefundedLine, RefundSums } from '../invoice/invoice-record.ts';
import { noRefunds } from './refund-sums.ts';
import { type PricedGoods, priceGoods, roleOf, lineValue } from './price-goods.ts';

/** The facts that say what a sale is worth. */
export interface SaleFacts extends Pick<InvoiceRecord, 'sale' | 'refundSums'> {
  readonly redemptions: readonly Pick<InvoiceRedemption, 'value' | 'share'>[];
}

/** The rules that say it: the SKUs of the program's order discounts. */
export interface WorthRules {
  readonly earn: { readonly discountSkus: readonly string[] };
}

/** What a sale is worth after refunds and redemptions; all else is reckoned from it. Money is minor units. */
export interface Worth {
  readonly priced: PricedGoods;
  /** What is kept of the total: kept goods, charges and fees. */
  readonly kept: number;
  /** What the goods are worth that came back: one floor for the sale. */
  readonly goodsBack: number;
  /** The same, exactly, and not limited by what the goods cost in all. */
  readonly exactlyBack: Fraction;
  /** Whether the last goods came back. */
  readonly isAllBack: boolean;
  /** What was kept back of goods that came back. */
  readonly fees: number;
  /** What was given back without goods, or beyond their worth. */
  readonly goodwill: number;
  /** What points pay of what is kept, exactly. */
  readonly exactlyPaidWithPoints: Fraction;
  /** What points pay, rounded up: so much need not be paid in money. */
  readonly paidWithPoints: number;
}

/** Weighs a sale. */
export function worthOf(facts: SaleFacts, rules: WorthRules): Worth {
  const { sale, refundSums = noRefunds } = facts;
  const priced = priceGoods(sale, rules.earn.discountSkus);
  const isAllBack = areAllBack(facts, rules);
  const exactlyBack = isAllBack ? fraction(priced.goodsTotal) : worthBack(facts, rules, priced);
  const goodsBack = Math.min(Number(floorOf(exactlyBack)), priced.goodsTotal);
  const { value, forGoods } = refundSums;
  const exactlyPaid = exactlyPaidWithPoints(facts);
  return {
    priced,
    kept: keptOf(facts),
    goodsBack,
    exactlyBack,
    isAllBack,
    fees: Math.max(0, goodsBack - forGoods),
    goodwill: value - forGoods + Math.max(0, forGoods - goodsBack),
    exactlyPaidWithPoints: exactlyPaid,
    paidWithPoints: Number(ceilOf(exactlyPaid)),
  };
}

/** What is kept of the total. */
export function keptOf({ sale, refundSums = noRefunds }: SaleFacts): number {
  return sale.total - refundSums.value;
}

/** What points pay, rounded up. */
export function paidWithPoints(facts: Pick<SaleFacts, 'redemptions'>): number {
  return facts.redemptions.length === 0 ? 0 : Number(ceilOf(exactlyPaidWithPoints(facts)));
}

/** What points pay, exactly. */
export function exactlyPaidWithPoints({ redemptions }: Pick<SaleFacts, 'redemptions'>): Fraction {
  let sum = zero;
  for (const redemption of redemptions) sum = plus(sum, times(fraction(redemption.value), shareOf(redemption)));
  return sum;
}

/** The share of a redemption that still pays. */
export function shareOf({ share }: Pick<InvoiceRedemption, 'share'>): Fraction {
  return share === undefined ? one : fractionOf(share);
}

/** The redemptions of a sale with their shares multiplied. */
export function scaledShares(
  redemptions: readonly InvoiceRedemption[],
  factor: Fraction,
): readonly InvoiceRedemption[] {
  if (factor.numerator === factor.denominator) return redemptions;
  return redemptions.map((redemption) => ({ ...redemption, share: textOf(times(shareOf(redemption), factor)) }));
}

/**
 * An edited sale: where points pay more than is kept, their shares shrink to it. Points that paid 40 of a sale of 100
 * pay three quarters of that, 30, once it is edited to 30.
 */
export function sharesAfter(record: InvoiceRecord): { readonly record: InvoiceRecord; readonly isScaled: boolean } {
  if (record.redemptions.length === 0) return { record, isScaled: false };
  const paid = exactlyPaidWithPoints(record);
  const kept = fraction(keptOf(record));
  if (!isMore(paid, kept)) return { record, isScaled: false };
  return {
    record: { ...record, redemptions: scaledShares(record.redemptions, dividedBy(kept, paid)) },
    isScaled: true,
  };
}

/** Whether a sale was voided: then nothing of it earns, whatever an edit says later. */
export function isVoid({ refundSums = noRefunds }: Pick<SaleFacts, 'refundSums'>): boolean {
  return refundSums.voids > 0;
}

/** The pieces of a line that came back, as a share of those that were sold. */
export function shareBack({ lineId, quantity }: SaleLine, taken: RefundSums): Fraction {
  const back = piecesBack(lineId, taken);
  if (back === null) return zero;
  const sold = millionths(quantity);
  // What has no number of pieces comes back as a whole.
  return sold === 0n ? one : fraction(back, sold);
}

const piecesByLine = new WeakMap<readonly RefundedLine[], ReadonlyMap<string, bigint>>();

/** The pieces of a line that came back, in millionths; null where no refund names it. */
export function piecesBack(lineId: string, { lines }: RefundSums): bigint | null {
  // They are asked for line by line, and a sale may have thousands of lines.
  let pieces = piecesByLine.get(lines);
  if (pieces === undefined)
    piecesByLine.set(lines, (pieces = new Map(lines.map((line) => [line.lineId, millionths(line.quantity)]))));
  return pieces.get(lineId) ?? null;
}

/** The lines whose coming back takes something back: those with a price, or, where none has one, all goods. */
function pricedLines({ lines }: Sale, { earn: { discountSkus } }: WorthRules): readonly SaleLine[] {
  const priced = lines.filter(({ net, tax }) => net + tax > 0);
  return priced.length > 0 ? priced : lines.filter((line) => roleOf(line, discountSkus) === 'goods');
}

function areAllBack({ sale, refundSums = noRefunds }: SaleFacts, rules: WorthRules): boolean {
  if (refundSums.standing === 0) return false;
  if (isVoid({ refundSums })) return true;
  if (sale.lines.length === 0) return false;
  const lines = pricedLines(sale, rules);
  return (
    lines.length > 0 &&
    lines.every((line) => {
      const { numerator, denominator } = shareBack(line, refundSums);
      return numerator === denominator;
    })
  );
}

function worthBack({ sale, refundSums = noRefunds }: SaleFacts, rules: WorthRules, { share }: PricedGoods): Fraction {
  if (refundSums.lines.length === 0) return zero;
  let sum = zero;
  for (const line of pricedLines(sale, rules)) {
    sum = plus(sum, times(fraction(lineValue(line)), shareBack(line, refundSums)));
  }
  return times(sum, share);
}
