import { floorOf, type Fraction, fraction, minus, one, plus, times, zero } from '../../values/fraction.ts';
import { millionths, decimalOf } from '../../values/quantity.ts';
import type { TotalExplanation } from '../../program/evaluating/total-explanation.ts';
import type { KeptSale, KeptWorth, Sale, SaleLine } from '../../program/sale.ts';
import { isPlain, roleOf } from './price-goods.ts';
import { noRefunds } from './refund-sums.ts';
import { isVoid, piecesBack, type SaleFacts, shareBack, type Worth, worthOf, type WorthRules } from './worth.ts';

/** What is left of a sale after its refunds, as the rules see it. */
export function keptSale(facts: SaleFacts, rules: WorthRules): KeptSale {
  const { sale, refundSums = noRefunds, redemptions } = facts;
  // Most sales keep everything at its price, and are weighed on the way of every save.
  if (refundSums.standing + redemptions.length === 0 && isPlain(sale)) {
    return { sale, lines: sale.lines, total: sale.total, paidWithPoints: 0, worth: null, parts: plainParts(sale) };
  }
  const worth = worthOf(facts, rules);
  const kept = partlyKept(facts);
  return {
    sale,
    lines: sale.lines
      .filter((line) => roleOf(line, rules.earn.discountSkus) !== 'order-discount')
      .map((line) => keptLine(line, kept.get(line.lineId)?.share, facts)),
    total: isVoid(facts) ? 0 : worth.kept,
    paidWithPoints: worth.paidWithPoints,
    worth: keptWorth(sale, worth, kept),
    parts: partsOf(sale, worth),
  };
}

/** What the total of a plain sale holds beyond its lines. */
function plainParts(sale: Sale): TotalExplanation | null {
  if (sale.lines.length === 0) return null;
  let goods = 0;
  for (const { net, tax } of sale.lines) goods += net + tax;
  const charges = sale.total - goods;
  return charges === 0 ? null : { ...nothing, goods, charges, kept: sale.total };
}

const nothing: TotalExplanation = {
  goods: 0,
  orderDiscount: 0,
  charges: 0,
  rounding: 0,
  goodsBack: 0,
  fees: 0,
  goodwill: 0,
  kept: 0,
  paidWithPoints: 0,
};

function partsOf({ total, rounding = 0 }: Sale, worth: Worth): TotalExplanation {
  const { goods, exchanged, orderDiscount, charges, goodsTotal } = worth.priced;
  const goodsSold = Number(goods + exchanged);
  // Goodwill that reaches the fees gives them back: neither is told then.
  const feesBack = Math.min(worth.fees, Math.max(0, worth.goodwill - charges - (goodsTotal - worth.goodsBack)));
  return {
    goods: goodsSold,
    orderDiscount: Number(orderDiscount),
    charges: Number(BigInt(total) - BigInt(rounding) - goods - exchanged + orderDiscount),
    rounding,
    goodsBack: worth.goodsBack,
    fees: worth.fees - feesBack,
    goodwill: worth.goodwill - feesBack,
    kept: worth.kept,
    paidWithPoints: worth.paidWithPoints,
  };
}

type PartlyKept = KeptWorth['kept'];

function partlyKept({ sale, refundSums = noRefunds }: SaleFacts): PartlyKept {
  const kept = new Map<string, { readonly sold: SaleLine; readonly share: Fraction }>();
  if (refundSums.lines.length === 0) return kept;
  for (const sold of sale.lines) {
    const back = shareBack(sold, refundSums);
    if (back.numerator !== 0n) kept.set(sold.lineId, { sold, share: minus(one, back) });
  }
  return kept;
}

function keptLine(line: SaleLine, share: Fraction | undefined, { refundSums = noRefunds }: SaleFacts): SaleLine {
  // A piece that came back in an exchange is one piece less.
  if (line.net + line.tax < 0) return { ...line, quantity: `-${line.quantity.replace('-', '')}` };
  if (share === undefined) return line;
  const keptOf = (figure: number) => Number(floorOf(times(fraction(figure), share)));
  return {
    ...line,
    quantity: decimalOf(millionths(line.quantity) - (piecesBack(line.lineId, refundSums) ?? 0n)),
    net: keptOf(line.net),
    tax: keptOf(line.tax),
  };
}

/** Goodwill comes off the goods, then off the charges, and then off the fees, which earn nothing anyway. */
function keptWorth(sale: Sale, worth: Worth, kept: PartlyKept): KeptWorth {
  const { priced, goodsBack, exactlyBack, goodwill, isAllBack } = worth;
  const withoutRounding = BigInt(sale.total) - BigInt(sale.rounding ?? 0);
  const keptGoods = priced.goodsTotal - goodsBack;
  const offGoods = Math.min(goodwill, keptGoods);
  const left = keptGoods > 0 ? fraction(keptGoods - offGoods, keptGoods) : goodwill > 0 ? zero : one;
  const charges = Math.max(0, priced.charges - (goodwill - offGoods));
  // The rounding goes with the last goods.
  const earningGoods = isAllBack ? zero : minus(fraction(withoutRounding - BigInt(priced.charges)), exactlyBack);
  return {
    goods: sale.lines.length === 0 && isAllBack ? zero : times(priced.share, left),
    exchanged: left,
    kept,
    withoutLines: withoutRounding,
    earningTotal: plus(times(earningGoods, left), fraction(charges)),
    paidWithPoints: worth.exactlyPaidWithPoints,
  };
}
