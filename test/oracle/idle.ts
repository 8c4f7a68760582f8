import type { Account } from './account.ts';
import { addPeriod, businessDate, endOfDay } from './calendar.ts';
import type { End } from './lots.ts';
import type { ShopRules } from './rules.ts';

/** The account earned or redeemed on that day: points that end by inactivity live on for a while after it. */
export function wasActive(shop: ShopRules, account: Account, at: number, invoiceId: string | null = null): void {
  const deadline = idleAfter(shop, account, at);
  if (deadline === null) return;
  const { idleAt, idleBy } = account;
  if (deadline === idleAt) {
    const own = dayAfter(shop, at);
    // Another sale set it, and may leave: then this activity counts.
    if (idleBy !== null && idleBy !== invoiceId) account.idleWithout = Math.max(account.idleWithout ?? 0, own ?? 0);
    return;
  }
  if (idleAt === null || invoiceId === null) account.idleWithout = null;
  else if (idleBy !== invoiceId) account.idleWithout = idleAt;
  account.idleAt = deadline;
  account.idleBy = invoiceId;
}

/** Points by hand, and points that come back, move no deadline, but begin one where there would be none. */
export function wasGiven(shop: ShopRules, account: Account, now: number): void {
  if (account.idleAt === null) return wasActive(shop, account, now);
  if (account.idleBy !== null && (account.idleWithout ?? 0) <= now) account.idleWithout = dayAfter(shop, now);
}

/** A sale was never the member's: what it kept from ending stays where there would be no deadline ahead. */
export function wasNotActive(account: Account, invoiceId: string, now: number): void {
  const { idleAt, idleBy, idleWithout } = account;
  if (idleAt === null || idleBy !== invoiceId) return;
  const isKept = [account, ...account.holds.map(({ taken }) => ({ lots: taken }))].some(({ lots }) =>
    lots.some(({ end }) => typeof end === 'object' && end.idle === account.idle.length),
  );
  const isAhead = idleWithout !== null && idleWithout > now;
  if (!isAhead && isKept) return;
  account.idleAt = isAhead ? idleWithout : null;
  account.idleBy = null;
  account.idleWithout = null;
}

/** Whether points end by inactivity, and have ended as they come: the activity that brings them was so long ago. */
export function isIdleFrom(shop: ShopRules, account: Account, end: End, at: number, now: number): boolean {
  if (typeof end !== 'object' || end.idle !== account.idle.length) return false;
  return (idleAfter(shop, account, at) ?? Infinity) <= now;
}

/** The deadline of inactivity as an activity on that day makes it. */
function idleAfter(shop: ShopRules, account: Account, at: number): number | null {
  const deadline = dayAfter(shop, at);
  return deadline === null ? account.idleAt : Math.max(account.idleAt ?? deadline, deadline);
}

function dayAfter(shop: ShopRules, at: number): number | null {
  if (shop.expiry.kind !== 'inactivity') return null;
  return endOfDay(shop, addPeriod(businessDate(shop, at), shop.expiry.period));
}
