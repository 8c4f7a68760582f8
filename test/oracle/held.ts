import { type Account, bringUpToDate, release, takeAny } from './account.ts';
import { byEnd, isSame, type Lot, pointsOf, split } from './lots.ts';
import { memberOf, partyOf, type Sale, type Shop } from './shop.ts';

// Goods come back whose points are held: what would be taken, had nothing been held, the holds owe.

/** The shop as it would be, had the member's holds given their points back just now. */
export function withoutHolds(shop: Shop, memberId: string): Shop | null {
  if (memberOf(shop, memberId).account.holds.length === 0) return null;
  const { refund } = shop.rules;
  const rules = { ...shop.rules, refund: { ...refund, clawback: 'within-balance' as const } };
  const other = structuredClone({ ...shop, rules });
  const { account } = memberOf(other, memberId);
  for (const hold of account.holds) release(account, hold, hold.taken, shop.now);
  bringUpToDate(other.rules, account, other.now, other.now);
  return other;
}

/** What an account has lost since, lapsed points included. */
export function lost(before: Account, after: Account): Lot[] {
  return beside(allOf(before), allOf(after), Infinity);
}

function allOf({ lots, lapsed }: Account): Lot[] {
  return [...lots, ...lapsed.map(({ end, points }) => ({ from: null, end, points }))];
}

/** Up to so many points of what was found beside what was found before. */
export function beside(found: readonly Lot[], than: readonly Lot[], atMost: number): Lot[] {
  const left = than.map((lot) => ({ ...lot }));
  const all: Lot[] = [];
  for (const lot of found) {
    const known = all.find((each) => isSame(each, lot));
    if (known) known.points += lot.points;
    else all.push({ from: lot.from, end: lot.end, points: lot.points });
  }
  for (const lot of all)
    for (const less of left.filter((each) => isSame(each, lot))) {
      const part = Math.min(lot.points, less.points);
      lot.points -= part;
      less.points -= part;
    }
  let missing = Math.min(atMost, pointsOf(found) - pointsOf(than));
  const some: Lot[] = [];
  for (const lot of all.sort(byEnd)) {
    const part = Math.max(0, Math.min(lot.points, missing));
    missing -= part;
    if (part > 0) some.push({ ...lot, points: part });
  }
  return some;
}

/** A sale that forgave what was held learns what holds have given up for it since. */
export function learn(shop: Shop, { invoiceId, memberId }: Pick<Sale, 'invoiceId' | 'memberId'>): void {
  const member = memberOf(shop, memberId ?? '');
  const party = partyOf(shop.sales[invoiceId] as Sale, memberId ?? '');
  for (const { lots, by } of member.account.paid.filter((each) => each.invoiceId === invoiceId)) {
    // What is found now stands where it would stand, had it been found then.
    const place = party.takenBack.findIndex(({ heldBy }) => heldBy === by);
    lower(party.takenBack.filter(({ heldBy }) => heldBy === by).toReversed(), pointsOf(lots));
    party.takenBack.splice(place, 0, ...lots.map((lot) => ({ points: lot.points, found: { lot }, grant: null })));
    party.takenBack = party.takenBack.filter(({ points }) => points > 0);
    lower(
      member.forgiven.filter((each) => each.invoiceId === invoiceId),
      pointsOf(lots),
    );
    member.forgiven = member.forgiven.filter(({ points }) => points > 0);
  }
  member.account.paid = member.account.paid.filter((each) => each.invoiceId !== invoiceId);
}

/** All sales of a member do, and all returns without one. */
export function learnAll(shop: Shop, memberId: string): void {
  const member = memberOf(shop, memberId);
  for (const { invoiceId, by, lots } of member.account.paid) {
    if (invoiceId !== null) learn(shop, { invoiceId, memberId });
    else
      lower(
        member.forgiven.filter((each) => each.by === by),
        pointsOf(lots),
      );
  }
  member.account.paid = [];
  member.forgiven = member.forgiven.filter(({ points }) => points > 0);
}

/**
 * Goods came back without their sale, and points for them are there after all: of what holds owe for them no more is
 * asked.
 */
export function makeReturnGood(shop: Shop, memberId: string, by: number, points: number): void {
  const { account, forgiven } = memberOf(shop, memberId);
  takeAny(account, points, shop.now);
  const noted = forgiven.find((each) => each.by === by && each.invoiceId === null);
  if (noted) noted.points -= points;
  for (const owing of account.owings.filter((each) => each.by === by && each.invoiceId === null))
    owing.lots = split(owing.lots, noted?.points ?? 0, 'first').part;
  account.owings = account.owings.filter(({ lots }) => lots.length > 0);
}

/** Lowers parts by so many points, the last of them first. */
function lower(parts: readonly { points: number }[], points: number): void {
  let missing = points;
  for (const part of parts.toReversed()) {
    const some = Math.min(part.points, missing);
    part.points -= some;
    missing -= some;
  }
}

/** A sale asks for no more than it still forgives of what was held. */
export function asksFor(shop: Shop, sale: Sale, lots: Lot[]): void {
  const { invoiceId, memberId } = sale;
  const { account } = memberOf(shop, memberId ?? '');
  const { takenBack } = partyOf(sale, memberId ?? '');
  for (const owing of account.owings.filter((each) => each.invoiceId === invoiceId)) {
    const most = pointsOf(takenBack.filter(({ heldBy }) => heldBy === owing.by));
    owing.lots = split(owing.lots, most, 'first').part;
  }
  account.owings = account.owings.filter((owing) => owing.lots.length > 0);
  if (lots.length > 0) account.owings.push({ invoiceId, by: shop.count, lots });
}

/** What the member was let keep of the sale; or, below 0, what was made good: the last first. */
export function noteForgiven({ members, count }: Shop, { invoiceId, memberId }: Sale, points: number): void {
  const member = members[memberId ?? ''];
  if (member === undefined) return;
  if (points > 0) member.forgiven.push({ invoiceId, by: count, points });
  let missing = -points;
  for (const each of member.forgiven.toReversed().filter((one) => points < 0 && one.invoiceId === invoiceId)) {
    const part = Math.min(each.points, missing);
    each.points -= part;
    missing -= part;
  }
  member.forgiven = member.forgiven.filter((each) => each.points > 0);
}
