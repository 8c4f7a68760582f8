import { bringUpToDate, endOf, isForgotten, give, hasEnded, ripe, take, takeLapsed } from './account.ts';
import { isIdleFrom, wasActive } from './idle.ts';
import { isSame, pointsOf } from './lots.ts';
import { sameTimeLater } from './calendar.ts';
import { giveBackDay } from './day-caps.ts';

import { type Grant, memberOf, type Sale, type Shop, type TakenPart, partyOf } from './shop.ts';

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
  if (party.stands > 0) wasActive(shop.rules, account, soldAt, sale.invoiceId);
  const end = endOf(shop.rules, account, soldAt);
  let revived = 0;
  let moved = 0;
  const stay: Grant[] = [];
  for (const grant of party.grants.filter((each) => !isSame(each, { from, end }))) {
    const isTooLate = isForgotten(shop.rules, account, grant.end, shop.now, grant.since);
    // What ended as it came comes back no longer than other points that lapsed.
    const over = isTooLate ? 0 : grant.over;
    const lapsed = over + pointsOf(takeLapsed(account, grant.end, grant.points - grant.over, sale.invoiceId));
    const left = grant.points - lapsed - (grant.over - over);
    const found = lapsed + pointsOf(take(account, left, (lot) => isSame(lot, ripe(grant, shop.now))));
    revived += lapsed;
    moved += found;
    // Of what is neither there nor known to have been spent, the end that it had tells that it may have lapsed.
    if (isTooLate) stay.push({ ...grant, points: grant.points - found });
  }
  const all = pointsOf(party.grants) - pointsOf(stay);
  const isOver =
    hasEnded(account, end, shop.now) || (party.stands > 0 && isIdleFrom(shop.rules, account, end, soldAt, shop.now));
  party.grants = [...stay, { from, end, points: all, since: shop.now, over: isOver ? moved : 0 }].filter(
    ({ points }) => points > 0,
  );
  // By the right date, what was taken back had not ended. What was forgiven stays so.
  party.takenBack = party.takenBack.map((part) => datedAnew(part));
  if (moved > 0 && !isOver) give(account, [{ from, end, points: moved }], shop.now);
  bringUpToDate(shop.rules, account, shop.now, shop.now);
  return revived;
}

function datedAnew(part: TakenPart): TakenPart {
  const { found } = part;
  if (found === 'forgiven') return part;
  const stays = found === 'debt' || (typeof found === 'object' && 'lot' in found);
  return { ...part, found: stays ? found : 'in its lot', grant: null };
}
