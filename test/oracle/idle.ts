import type { Account } from './account.ts';
import { addPeriod, businessDate, endOfDay } from './calendar.ts';
import type { End } from './lots.ts';
import type { ShopRules } from './rules.ts';

/** The account earned or redeemed on that day: points that end by inactivity live on for a while after it. */
export function wasActive(shop: ShopRules, account: Account, at: number): void {
  account.idleAt = idleAfter(shop, account, at);
}

/** Whether points end by inactivity, and have ended as they come: the activity that brings them was so long ago. */
export function isIdleFrom(shop: ShopRules, account: Account, end: End, at: number, now: number): boolean {
  if (typeof end !== 'object' || end.idle !== account.idle.length) return false;
  return (idleAfter(shop, account, at) ?? Infinity) <= now;
}

/** The deadline of inactivity as an activity on that day makes it. */
function idleAfter(shop: ShopRules, account: Account, at: number): number | null {
  if (shop.expiry.kind !== 'inactivity') return account.idleAt;
  const deadline = endOfDay(shop, addPeriod(businessDate(shop, at), shop.expiry.period));
  return Math.max(account.idleAt ?? deadline, deadline);
}
