import { endOf, give, release, shown, takeAny, takeAvailable } from './account.ts';
import { wasActive, wasGiven } from './idle.ts';
import { type Hold, split } from './lots.ts';
import { ceil, floor, fraction, one, over } from './fraction.ts';
import { amountOf, leftToPay, settle, worthOfSale } from './settle.ts';
import {
  type Answer,
  balanceOf,
  memberOf,
  once,
  type Receipt,
  type Redemption,
  refuse,
  type Sale,
  saleOf,
  type Shop,
} from './shop.ts';
import { paidByPoints } from './worth.ts';

export interface RedeemPoints {
  readonly memberId: string;
  readonly redemptionId: string;
  readonly points: number;
  readonly invoiceId?: string;
}

/** What points are worth by the rate, in whole minor units. */
function byRate(shop: Shop, points: number): number {
  const { rate } = shop.rules.redeem;
  return rate === null ? 0 : floor(fraction(BigInt(points) * BigInt(rate.money), rate.points));
}

/** Money that can still be paid on a sale. */
function openOn(shop: Shop, sale: Sale): number {
  return Math.max(0, leftToPay(shop, sale) - amountOf(sale.payments.filter(({ reversed }) => !reversed)));
}

/** Money that points may still pay of a sale. */
function shareOn(shop: Shop, sale: Sale): number {
  const share = floor(fraction(worthOfSale(shop, sale).kept * shop.rules.redeem.shareOfInvoicePercent, 100));
  return Math.max(0, share - ceil(paidByPoints(sale.paid)));
}

/** What the points pay; refused where a limit of the program does not admit them. */
function price(shop: Shop, points: number, sale: Sale | null): number {
  const { rate, minimum, maximum, step, coverExactTotal } = shop.rules.redeem;
  if (rate === null) return refuse('redemption-not-allowed');
  const open = sale === null ? Infinity : openOn(shop, sale);
  const exact = sale === null ? 0 : ceil(over(fraction(open * rate.points), fraction(rate.money)));
  const coversExactly = coverExactTotal && sale !== null && points === exact;
  if (points < minimum || (maximum !== null && points > maximum)) refuse('redemption-not-allowed');
  if (points % step !== 0 && !coversExactly) refuse('redemption-not-allowed');
  const value = coversExactly ? open : byRate(shop, points);
  // Points that pay nothing are too few.
  if (value === 0) refuse('redemption-not-allowed');
  if (sale === null) return value;
  const share = shareOn(shop, sale);
  if (value > share || value > open) refuse('redemption-not-allowed');
  // Of the most points that may be spent, those that add no value are left with the member: 50 of 59, where 10 pay 1.
  const useful = coversExactly ? points : usefulPoints(shop, Math.min(share, open));
  return points > useful ? refuse('redemption-not-allowed') : value;
}

/** The fewest points that are worth as much as the most points are that are worth no more than that. */
function usefulPoints(shop: Shop, limit: number): number {
  const { rate, step } = shop.rules.redeem;
  if (rate === null) return 0;
  const most = ceil(over(fraction((limit + 1) * rate.points), fraction(rate.money))) - 1;
  const value = byRate(shop, most - (most % step));
  const fewest = ceil(over(fraction(value * rate.points), fraction(rate.money)));
  return Math.ceil(fewest / step) * step;
}

function saleToPay(shop: Shop, { invoiceId, memberId }: Pick<RedeemPoints, 'invoiceId' | 'memberId'>): Sale | null {
  if (invoiceId === undefined) return null;
  const sale = saleOf(shop, invoiceId);
  if (sale.memberId !== null && sale.memberId !== memberId) refuse('invoice-has-member');
  return sale.voidedBy.length === 0 ? sale : refuse('invoice-voided');
}

export function redeemPoints(shop: Shop, input: RedeemPoints): Answer {
  const { account } = memberOf(shop, input.memberId);
  return once(shop, `redeem ${input.memberId} ${input.redemptionId}`, { verb: 'redeem', ...input }, () => {
    const sale = saleToPay(shop, input);
    const value = price(shop, input.points, sale);
    if (input.points > shown(account, shop.now).available) refuse('insufficient-points');
    const taken = takeAvailable(account, input.points, shop.now);
    return spend(shop, { ...input, value, at: shop.now, by: shop.count, share: one, returned: 0, taken }, sale);
  });
}

function spend(shop: Shop, redemption: Redemption, sale: Sale | null): Receipt {
  const { memberId, redemptionId, points, value } = redemption;
  wasActive(shop.rules, memberOf(shop, memberId).account, shop.now);
  memberOf(shop, memberId).account.closedHolds[redemptionId] = 'captured';
  shop.redemptions[`${memberId} ${redemptionId}`] = redemption;
  if (sale !== null) {
    sale.paid.push(redemption);
    settle(shop, sale, 'what-is-there', 'kept');
  }
  return { redemptionId, memberId, state: 'redeemed', points, value, balance: balanceOf(shop, memberId)?.balance ?? 0 };
}

export function holdPoints(shop: Shop, input: RedeemPoints & { readonly holdMinutes?: number }): Answer {
  const { account } = memberOf(shop, input.memberId);
  return once(shop, `redeem ${input.memberId} ${input.redemptionId}`, { verb: 'hold', ...input }, () => {
    const { redemptionId, memberId, points, invoiceId = null, holdMinutes = shop.rules.redeem.holdMinutes } = input;
    const value = price(shop, points, saleToPay(shop, input));
    if (points > shown(account, shop.now).available) refuse('insufficient-points');
    const taken = takeAvailable(account, points, shop.now);
    account.holds.push({
      redemptionId,
      invoiceId,
      deadline: shop.now + holdMinutes * 60_000,
      points,
      taken,
      by: shop.count,
    });
    return { redemptionId, memberId, state: 'held', points, value, balance: shown(account, shop.now).balance };
  });
}

function openHold(shop: Shop, memberId: string, redemptionId: string): Hold {
  const { account } = memberOf(shop, memberId);
  const hold = account.holds.find((each) => each.redemptionId === redemptionId);
  return hold ?? refuse(account.closedHolds[redemptionId] === undefined ? 'unknown-redemption' : 'hold-closed');
}

/** A part of what was held is spent; the rest comes back. A capture may name the sale that was saved after the hold. */
export function captureHold(
  shop: Shop,
  input: { memberId: string; redemptionId: string; points?: number; invoiceId?: string },
): Answer {
  const { account } = memberOf(shop, input.memberId);
  return once(shop, `capture ${input.memberId} ${input.redemptionId}`, input, () => {
    const { memberId, redemptionId } = input;
    const hold = openHold(shop, memberId, redemptionId);
    // A hold has no more than was set aside, whatever it is to be spent on.
    const points = input.points ?? hold.points;
    if (points > hold.points) refuse('insufficient-points');
    const invoiceId = hold.invoiceId ?? input.invoiceId;
    const sale = saleToPay(shop, { memberId, ...(invoiceId === undefined ? {} : { invoiceId }) });
    const value = sale === null ? byRate(shop, points) : Math.min(byRate(shop, points), openOn(shop, sale));
    if (sale !== null && (openOn(shop, sale) === 0 || value > shareOn(shop, sale))) refuse('redemption-not-allowed');
    const { part: taken, rest } = split(hold.taken, points, 'first');
    release(account, hold, rest, shop.now);
    return spend(
      shop,
      { memberId, redemptionId, points, value, at: shop.now, by: hold.by, share: one, returned: 0, taken },
      sale,
    );
  });
}

export function releaseHold(shop: Shop, input: { memberId: string; redemptionId: string }): Answer {
  const { account } = memberOf(shop, input.memberId);
  return once(shop, `release ${input.memberId} ${input.redemptionId}`, input, () => {
    const hold = openHold(shop, input.memberId, input.redemptionId);
    account.closedHolds[input.redemptionId] = 'released';
    release(account, hold, hold.taken, shop.now);
    return { ...input, state: 'released', points: hold.points, value: 0, balance: shown(account, shop.now).balance };
  });
}

export interface AdjustPoints {
  readonly memberId: string;
  readonly points: number;
  readonly direction: 'add' | 'deduct';
  readonly idempotencyKey: string;
}

export function adjustPoints(shop: Shop, input: AdjustPoints): Answer {
  const { account } = memberOf(shop, input.memberId);
  return once(shop, `key ${input.memberId} ${input.idempotencyKey}`, { verb: 'adjust', ...input }, () => {
    const { points, direction, memberId } = input;
    const { available, pending } = shown(account, shop.now);
    if (direction === 'deduct' && points > available + pending) refuse('insufficient-points');
    if (direction === 'deduct') takeAny(account, points, shop.now);
    else {
      const lot = { from: null, end: endOf(shop.rules, account, shop.now), points };
      wasGiven(shop.rules, account, shop.now);
      give(account, [lot], shop.now);
    }
    const delta = direction === 'add' ? points : -points;
    return { memberId, delta, balance: shown(account, shop.now).balance };
  });
}
