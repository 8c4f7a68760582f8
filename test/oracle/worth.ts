import {
  ceil,
  floor,
  type Fraction,
  fraction,
  isLess,
  isZero,
  minus,
  one,
  over,
  sum,
  times,
  zero,
} from './fraction.ts';

/** One line of a bill. */
export interface Line {
  readonly lineId: string;
  readonly sku: string | null;
  readonly category: string | null;
  readonly quantity: Fraction;
  readonly net: number;
  readonly tax: number;
  readonly discount: number;
}

/** What one refund or void took back: so much of the sale, and the pieces that came back, where it names goods. */
export interface TakenBack {
  readonly refundId: string;
  readonly value: number;
  readonly goods: readonly { readonly lineId: string; readonly pieces: Fraction }[] | null;
}

export interface Bill {
  readonly total: number;
  readonly rounding: number;
  readonly lines: readonly Line[];
}

/** The sums of a sale, one after the other, as a spreadsheet would have them. */
export interface Worth {
  readonly orderDiscount: number;
  /** What is left of the positive gap where an order discount is greater than the goods. */
  readonly charges: number;
  /** What the goods that came back are worth. */
  readonly back: number;
  /** What the goods that are kept are worth, before goodwill. */
  readonly goods: number;
  readonly kept: number;
  readonly fees: number;
  readonly goodwill: number;
  readonly goodsLeft: number;
  readonly chargesLeft: number;
  readonly lines: readonly KeptLine[];
}

export interface KeptLine {
  readonly line: Line;
  readonly isGoods: boolean;
  readonly pieces: Fraction;
  /** With tax and without, after order discount and goodwill. */
  readonly gross: Fraction;
  readonly net: Fraction;
}

const valueOf = ({ net, tax }: Line): number => net + tax;
const totalOf = (amounts: readonly number[]): number => amounts.reduce((all, each) => all + each, 0);

/** A line below 0 that takes something off the whole order. */
export function isOrderDiscount(line: Line, discountSkus: readonly string[]): boolean {
  if (valueOf(line) >= 0) return false;
  return (line.sku === null && line.category === null) || (line.sku !== null && discountSkus.includes(line.sku));
}

/** Why a bill makes no sense; null where it does. */
export function problemOf({ total, rounding, lines }: Bill, discountSkus: readonly string[]): string | null {
  if (rounding > total) return 'rounding';
  const { orderDiscount } = worthOf({ total, rounding, lines }, [], discountSkus);
  return orderDiscount > 0 && !lines.some((line) => valueOf(line) > 0) ? 'discount without goods' : null;
}

export function piecesBack(takenBack: readonly TakenBack[], lineId: string): Fraction {
  return sum(
    takenBack
      .flatMap(({ goods }) => goods ?? [])
      .filter((each) => each.lineId === lineId)
      .map(({ pieces }) => pieces),
  );
}

export function worthOf(
  { total, rounding, lines }: Bill,
  takenBack: readonly TakenBack[],
  discountSkus: readonly string[],
): Worth {
  const discounts = lines.filter((line) => isOrderDiscount(line, discountSkus));
  const things = lines.filter((line) => !discounts.includes(line));
  const goodsLines = things.filter((line) => valueOf(line) >= 0);

  const gap = total - rounding - totalOf(lines.map(valueOf));
  const orderDiscount = Math.max(0, -gap) - totalOf(discounts.map(valueOf));
  const priced = totalOf(goodsLines.map(valueOf));
  const offGoods = Math.min(orderDiscount, priced);
  const charges = Math.max(0, gap) - (orderDiscount - offGoods);
  const priceOfOne = priced === 0 ? one : fraction(priced - offGoods, priced);

  // Goods that came back, by the piece.
  const pieces = (line: Line) => piecesBack(takenBack, line.lineId);
  const isBack = (line: Line) => !isLess(pieces(line), line.quantity);
  const shareBack = (line: Line) => (isZero(line.quantity) ? zero : over(pieces(line), line.quantity));
  const worthOfLine = (line: Line) => times(fraction(valueOf(line)), priceOfOne);
  const allGoods = Math.max(0, total - charges);
  // A free gift that the customer keeps does not keep the rest of the total.
  const paidLines = goodsLines.filter((line) => valueOf(line) > 0);
  const decisive = paidLines.length > 0 ? paidLines : goodsLines;
  const isAllBack = takenBack.some(({ goods }) => goods !== null) && decisive.length > 0 && decisive.every(isBack);
  const exactBack = sum(goodsLines.map((line) => times(worthOfLine(line), shareBack(line))));
  const back = isAllBack ? allGoods : Math.min(floor(exactBack), allGoods);

  // What was taken back, and what that makes of goods, charges and fees.
  const named = totalOf(takenBack.filter(({ goods }) => goods !== null).map(({ value }) => value));
  const unnamed = totalOf(takenBack.filter(({ goods }) => goods === null).map(({ value }) => value));
  const kept = total - named - unnamed;
  const goodwill = unnamed + Math.max(0, named - back);
  const goods = allGoods - back;
  const goodsLeft = Math.max(0, goods - goodwill);
  const beyondGoods = Math.max(0, goodwill - goods);
  const chargesLeft = Math.max(0, charges - beyondGoods);
  const fees = Math.max(0, back - named) - Math.max(0, beyondGoods - charges);
  const stays = goodwill === 0 ? one : goods === 0 ? zero : fraction(goodsLeft, goods);

  return {
    orderDiscount,
    charges,
    back,
    goods,
    kept,
    fees,
    goodwill,
    goodsLeft,
    chargesLeft,
    lines: things.map((line) => {
      const isGoods = valueOf(line) >= 0;
      // With the last goods an exchange is over, too.
      const left = isGoods ? minus(one, shareBack(line)) : isAllBack ? zero : one;
      const counts = times(times(left, stays), isGoods ? priceOfOne : one);
      return {
        line,
        isGoods,
        // The returned piece of an exchange is a piece less.
        pieces: minus(isGoods ? line.quantity : zero, isGoods ? pieces(line) : line.quantity),
        gross: times(fraction(valueOf(line)), counts),
        net: times(fraction(line.net), counts),
      };
    }),
  };
}

/** What the next refund of these goods takes where it states no value. */
export function priceOfReturn(
  bill: Bill,
  takenBack: readonly TakenBack[],
  goods: NonNullable<TakenBack['goods']>,
  discountSkus: readonly string[],
): number {
  const before = worthOf(bill, takenBack, discountSkus);
  const after = worthOf(bill, [...takenBack, { refundId: '', value: 0, goods }], discountSkus);
  return Math.max(0, Math.min(after.back - before.back, before.kept - before.chargesLeft - before.fees));
}

/** Points that pay a part of a sale. */
export interface PartPaid {
  readonly value: number;
  readonly share: Fraction;
}

/** P: what points pay of what is kept. */
export function paidByPoints(parts: readonly PartPaid[]): Fraction {
  return sum(parts.map(({ value, share }) => times(fraction(value), share)));
}

/** The part of what is kept that money pays; only that earns. */
export function moneyShare(kept: number, paid: Fraction): Fraction {
  return kept <= 0 ? zero : over(minus(fraction(kept), paid), fraction(kept));
}

/** What is left to pay in money. */
export function payable(kept: number, paid: Fraction): number {
  return kept - ceil(paid);
}
