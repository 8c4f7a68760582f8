import { release } from './account.ts';
import { pointsOf } from './lots.ts';
import { decimal, type Fraction, fraction, isLess, minus, over } from './fraction.ts';
import { firstEnd, returnPoints, shrinkShares } from './return-points.ts';
import { giveBackDay } from './day-caps.ts';
import { amountOf, leftToPay, giveBackFirstPurchase, settle, worthOfSale } from './settle.ts';
import { type Answer, balanceOf, memberOf, once, type Receipt, refuse, type Sale, saleOf, type Shop } from './shop.ts';
import { stateOf } from './sales.ts';
import { isOrderDiscount, piecesBack, priceOfReturn, type TakenBack } from './worth.ts';

export interface RefundInvoice {
  readonly invoiceId: string;
  readonly refundId: string;
  readonly value?: number;
  readonly lines?: readonly {
    readonly lineId: string;
    readonly quantity?: string;
    readonly net?: number;
    readonly tax?: number;
  }[];
}

type Goods = NonNullable<TakenBack['goods']>;

export function refundInvoice(shop: Shop, input: RefundInvoice): Answer {
  if (input.value === undefined && input.lines === undefined) refuse('invalid-command');
  const stated = statedValue(input);
  const sale = saleOf(shop, input.invoiceId);
  return once(shop, `refund ${input.invoiceId} ${input.refundId}`, input, () => {
    const goods = input.lines === undefined ? null : goodsOf(shop, sale, input.lines);
    const { kept } = worthOfSale(shop, sale);
    const price = () => priceOfReturn(sale.bill, sale.takenBack, goods ?? [], shop.rules.earn.discountSkus);
    const value = stated ?? price();
    if (value > kept) refuse('refund-exceeds-invoice');
    return takeBack(shop, sale, { refundId: input.refundId, value, goods });
  });
}

export function voidInvoice(shop: Shop, input: { invoiceId: string; refundId: string }): Answer {
  const sale = saleOf(shop, input.invoiceId);
  return once(shop, `refund ${input.invoiceId} ${input.refundId}`, { verb: 'void', ...input }, () => {
    const { kept, lines } = worthOfSale(shop, sale);
    const goods = lines.filter(({ isGoods }) => isGoods).map(({ line, pieces }) => ({ lineId: line.lineId, pieces }));
    const had = pointsOfBuyer(shop, sale);
    letHoldsGo(shop, sale);
    sale.voidedBy.push(input.refundId);
    const receipt = takeBack(shop, sale, { refundId: input.refundId, value: kept, goods }, had);
    // The sale did not happen: other than a refund, a void frees its day and its first purchase.
    giveBackDay(shop, sale);
    giveBackFirstPurchase(shop, sale);
    return receipt;
  });
}

/** Where a line states its own amount, all of them do; the refund's own value may only say the same. */
function statedValue({ value, lines = [] }: RefundInvoice): number | undefined {
  const stating = lines.filter(({ net, tax }) => net !== undefined || tax !== undefined);
  if (stating.length === 0) return value;
  const ofLines = stating.reduce((all, { net = 0, tax = 0 }) => all + net + tax, 0);
  return value === undefined || value === ofLines ? ofLines : refuse('invalid-command');
}

function goodsOf(shop: Shop, sale: Sale, lines: NonNullable<RefundInvoice['lines']>): Goods {
  const goods: { lineId: string; pieces: Fraction }[] = [];
  for (const { lineId, quantity } of lines) {
    const line = sale.bill.lines.find((each) => each.lineId === lineId) ?? refuse('unknown-line');
    // Of a discount, or of the piece that came back in an exchange, nothing is left to refund.
    if (line.net + line.tax < 0 || isOrderDiscount(line, shop.rules.earn.discountSkus))
      refuse('refund-exceeds-invoice');
    const named = { refundId: '', value: 0, goods };
    const left = minus(line.quantity, piecesBack([...sale.takenBack, named], lineId));
    const pieces = quantity === undefined ? left : decimal(quantity);
    if (isLess(left, pieces)) refuse('refund-exceeds-invoice');
    goods.push({ lineId, pieces });
  }
  return goods;
}

/** Takes a part of a sale back: first points that had paid return, then what was earned is reckoned again. */
function takeBack(shop: Shop, sale: Sale, part: TakenBack, had = pointsOfBuyer(shop, sale)): Receipt {
  const before = worthOfSale(shop, sale).kept;
  const leftBefore = leftToPay(shop, sale);
  const dueBefore = dueTo(shop, sale);
  const accounts = Object.keys(shop.members).map((memberId) => memberOf(shop, memberId).account);
  for (const account of accounts) account.given = [];
  sale.takenBack.push(part);
  if (before > 0) shrinkShares(sale, over(minus(fraction(before), fraction(part.value)), fraction(before)));
  const leftAfter = leftToPay(shop, sale);
  // What is to be paid in money fell by the value, less what points had paid of it.
  const money = leftBefore - leftAfter;
  const pointsReturned = returnPoints(shop, sale);
  const did = settle(shop, sale, 'by-policy', 'kept', Math.max(0, pointsOfBuyer(shop, sale) - had));
  return {
    invoiceId: sale.invoiceId,
    refundId: part.refundId,
    memberId: sale.memberId,
    state: stateOf(sale),
    value: part.value,
    money,
    due: sale.payments.length === 0 ? null : dueTo(shop, sale) - dueBefore,
    pointsReturned,
    clawedBack: Math.max(0, -did.earned),
    earned: Math.max(0, did.earned),
    lapsed: did.lapsed,
    taken: did.taken,
    debt: did.debt,
    forgiven: did.forgiven,
    endsAt: isoOf(firstEnd(accounts)),
    balance: balanceOf(shop, sale.memberId),
  };
}

export function isoOf(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

function pointsOfBuyer(shop: Shop, { memberId }: Sale): number {
  return memberId === null ? 0 : pointsOf(memberOf(shop, memberId).account.lots);
}

/** Money that was paid and is no longer payable. */
export function dueTo(shop: Shop, sale: Sale): number {
  return Math.max(0, amountOf(sale.payments.filter(({ reversed }) => !reversed)) - leftToPay(shop, sale));
}

/** What was set aside for a sale that did not happen comes back. */
function letHoldsGo(shop: Shop, { invoiceId }: Sale): void {
  for (const memberId of Object.keys(shop.members)) {
    const { account } = memberOf(shop, memberId);
    for (const hold of account.holds.filter((each) => each.invoiceId === invoiceId)) {
      account.closedHolds[hold.redemptionId] = 'released';
      release(account, hold, hold.taken, shop.now);
    }
  }
}
