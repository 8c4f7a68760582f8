import { type Account, endedAt, give, lapse } from './account.ts';
import { type Lot, split } from './lots.ts';
import { addDays, businessDate, endOfDay } from './calendar.ts';
import { floor, type Fraction, fraction, minus, one, times } from './fraction.ts';
import { memberOf, type Redemption, type Sale, type Shop } from './shop.ts';

/** What points pay of a sale becomes so much of what it was. */
export function shrinkShares(sale: Sale, by: Fraction): void {
  for (const redemption of sale.paid) redemption.share = times(redemption.share, by);
}

/** Gives back the points that no longer pay, whole points only. Answers how many. */
export function returnPoints(shop: Shop, sale: Sale): number {
  let all = 0;
  for (const redemption of sale.paid) {
    const due = floor(times(fraction(redemption.points), minus(one, redemption.share))) - redemption.returned;
    if (due <= 0) continue;
    giveBack(shop, redemption, due, sale.invoiceId);
    all += due;
  }
  return all;
}

/**
 * Points come back to their lots, those that end last first, and repay debt before that. Those that have ended expire
 * at once, but for the grace: they repay nothing. Answers how many expired.
 */
export function giveBack(shop: Shop, redemption: Redemption, points: number, invoiceId: string | null): number {
  const { account } = memberOf(shop, redemption.memberId);
  const { part, rest } = split(redemption.taken, points, 'last');
  redemption.taken = rest;
  redemption.returned += points;
  const lots = part.map((lot) => withGrace(shop, account, lot));
  const hasLapsed = (lot: Lot) => endedAt(account, lot.end) <= shop.now;
  give(
    account,
    lots.filter((lot) => !hasLapsed(lot)),
    shop.now,
  );
  return lapse(account, lots.filter(hasLapsed), shop.now, invoiceId);
}

function withGrace({ rules, now }: Shop, account: Account, lot: Lot): Lot {
  if (rules.refund.graceDays === 0 || endedAt(account, lot.end) > now) return lot;
  return { ...lot, end: endOfDay(rules, addDays(businessDate(rules, now), rules.refund.graceDays)) };
}

/** When the first of the points end that came to some accounts; null for none, or never. */
export function firstEnd(accounts: readonly Account[]): number | null {
  const ends = accounts.flatMap((account) =>
    account.given.map((end) =>
      typeof end === 'object' ? (account.idleAt ?? endedAt(account, end)) : endedAt(account, end),
    ),
  );
  const first = Math.min(...ends);
  return Number.isFinite(first) ? first : null;
}
