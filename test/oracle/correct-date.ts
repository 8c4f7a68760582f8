import {
  bringUpToDate,
  endOf,
  give,
  isForgotten,
  isSame,
  pointsOf,
  ripe,
  take,
  takeLapsed,
  wasActive,
} from './account.ts';
import { sameTimeLater } from './calendar.ts';
import { giveBackDay } from './day-caps.ts';
import { partyOf } from './settle.ts';
import { type Grant, memberOf, type Sale, type Shop } from './shop.ts';

/** Points move to the end and the pending period that they would have had. Answers those that had lapsed too early. */
export function correctDate(shop: Shop, sale: Sale, soldAt: number): number {
  giveBackDay(shop, sale);
  sale.soldAt = soldAt;
  if (sale.memberId === null || shop.rules.earn.trigger !== 'on-invoice-saved') return 0;
  const { account } = memberOf(shop, sale.memberId);
  const party = partyOf(sale, sale.memberId);
  const { pendingDays } = shop.rules.earn;
  const from = pendingDays === 0 ? null : sameTimeLater(shop.rules, soldAt, pendingDays);
  // Activity is on the right date, too.
  if (party.stands > 0) wasActive(shop.rules, account, soldAt);
  const end = endOf(shop.rules, account, soldAt);
  let revived = 0;
  let moved = 0;
  const stay: Grant[] = [];
  for (const grant of party.grants.filter((each) => !isSame(each, { from, end }))) {
    const lapsed = takeLapsed(account, grant.end, grant.points, sale.invoiceId);
    const found = lapsed + pointsOf(take(account, grant.points - lapsed, (lot) => isSame(lot, ripe(grant, shop.now))));
    revived += lapsed;
    moved += found;
    // Of what is neither there nor known to have been spent, the end that it had tells that it may have lapsed.
    if (isForgotten(shop.rules, account, grant.end, shop.now)) stay.push({ ...grant, points: grant.points - found });
  }
  const all = pointsOf(party.grants) - pointsOf(stay);
  party.grants = [...stay, { from, end, points: all }].filter(({ points }) => points > 0);
  if (moved > 0) give(account, [{ from, end, points: moved }], shop.now);
  bringUpToDate(shop.rules, account, shop.now, shop.now);
  return revived;
}
