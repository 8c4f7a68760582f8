import {
  bringUpToDate,
  endOf,
  give,
  isForgotten,
  isSame,
  pointsOf,
  ripe,
  take,
  takeAny,
  takeLapsed,
  wasActive,
} from './account.ts';
import { sameTimeLater } from './calendar.ts';
import { hasUsedDay, roomOf, useCaps } from './day-caps.ts';
import { earnedBy } from './earning.ts';
import { type Grant, memberOf, type Party, refuse, type Sale, type Shop } from './shop.ts';
import { owed, paidByPoints, type Worth, worthOf } from './worth.ts';

/** What one command did to the points that a sale had earned. */
export interface Settled {
  readonly earned: number;
  readonly lapsed: number;
  readonly taken: number;
  readonly debt: number;
  readonly forgiven: number;
}

export const nothing: Settled = { earned: 0, lapsed: 0, taken: 0, debt: 0, forgiven: 0 };

/** Refunds and edits take back by the policy, and so does a payment that no longer counts; points as payment only what is there; a payment takes nothing back. */
export type Taking = 'by-policy' | 'unpaid' | 'what-is-there' | 'nothing';

export function worthOfSale({ rules }: Shop, { bill, takenBack }: Sale): Worth {
  return worthOf(bill, takenBack, rules.earn.discountSkus);
}

export function leftToPay(shop: Shop, sale: Sale): number {
  return owed(worthOfSale(shop, sale).kept, paidByPoints(sale.paid));
}

/** Payments that count: those that stand and, where the program asks for it, were approved. */
export function counted({ rules }: Shop, { payments }: Sale): Sale['payments'] {
  return payments.filter(
    ({ reversed, approvedAt }) => !reversed && (!rules.earn.approvePayments || approvedAt !== null),
  );
}

export const amountOf = (payments: readonly Pick<Sale['payments'][number], 'amount'>[]): number =>
  payments.reduce((all, { amount }) => all + amount, 0);

export function partyOf(sale: Sale, memberId: string): Party {
  return (sale.parties[memberId] ??= {
    isFirst: null,
    room: {},
    stands: 0,
    forgiven: 0,
    grants: [],
    awaited: [],
    steps: [],
  });
}

/** Makes what the sale has earned what its facts say, for the member who has it now. */
export function settle(
  shop: Shop,
  sale: Sale,
  taking: Taking,
  room: 'new' | 'kept' = 'new',
  /** Points that came back to the member by the same refund: they make good what the sale was forgiven. */
  cameBack = 0,
): Settled {
  if (sale.memberId === null) return nothing;
  const member = memberOf(shop, sale.memberId);
  const party = partyOf(sale, sale.memberId);
  // What a cap cut is a fact of the sale: only what may raise a sale looks at the day again.
  if (room === 'new' || !hasUsedDay(shop, sale)) party.room = roomOf(shop, sale);
  const isFirst = party.isFirst ?? (member.firstPurchase === null || member.firstPurchase === sale.invoiceId);
  const reckon = () => {
    const points = earnedBy(shop.rules, worthOfSale(shop, sale), paidByPoints(sale.paid), {
      soldAt: sale.soldAt,
      tier: member.tier,
      birthday: member.birthday,
      firstPurchase: isFirst,
      room: party.room,
    });
    return { points, target: targetOf(shop, sale, party, points[''] ?? 0) };
  };
  let { points, target } = reckon();
  if (room === 'kept' && target > party.stands) {
    // It rises after all, so the day is looked at again.
    party.room = roomOf(shop, sale);
    party.steps.pop();
    ({ points, target } = reckon());
  }
  if (target > 0 && party.isFirst === null) {
    party.isFirst = isFirst;
    if (isFirst) member.firstPurchase = sale.invoiceId;
  }
  if (target > 0) useCaps(shop, sale, points, target);
  if (target > party.stands) return increase(shop, sale, target);
  const madeGood = Math.min(cameBack, party.forgiven);
  const isLess = target < party.stands || madeGood > 0;
  return taking === 'nothing' || !isLess ? nothing : decrease(shop, sale, target, taking, madeGood);
}

function targetOf(shop: Shop, sale: Sale, party: Party, should: number): number {
  if (shop.rules.earn.trigger === 'on-invoice-saved' || sale.voidedBy.length > 0) return should;
  const payments = counted(shop, sale).map(({ paymentId }) => paymentId);
  party.steps.push({ should, owed: leftToPay(shop, sale), payments });
  // A payment that was reversed never came: the sale is reckoned again from its first day, without it.
  const stands = new Map(
    sale.payments.filter(({ reversed }) => !reversed).map((each) => [each.paymentId, each.amount]),
  );
  return party.steps.reduce((level, step) => {
    const paid = step.payments.reduce((all, paymentId) => all + (stands.get(paymentId) ?? 0), 0);
    return paid >= step.owed ? step.should : Math.min(level, step.should);
  }, 0);
}

/**
 * The sale's date, or that of the payment that covered it: the first with which enough had been paid. A payment that has to
 * be approved counts from its approval.
 */
function dateOfPoints(shop: Shop, sale: Sale): number {
  const payments = counted(shop, sale).map(({ amount, paidAt, approvedAt }) => ({
    amount,
    at: shop.rules.earn.approvePayments && approvedAt !== null ? approvedAt : paidAt,
  }));
  const dates = [...payments.map(({ at }) => at), ...sale.paid.map(({ at }) => at)].sort((a, b) => a - b);
  const { kept } = worthOfSale(shop, sale);
  const isCoveredBy = (date: number) =>
    amountOf(payments.filter(({ at }) => at <= date)) >=
    owed(kept, paidByPoints(sale.paid.filter(({ at }) => at <= date)));
  if (shop.rules.earn.trigger === 'on-invoice-saved') return sale.soldAt;
  return dates.find(isCoveredBy) ?? dates.at(-1) ?? sale.soldAt;
}

function increase(shop: Shop, sale: Sale, target: number): Settled {
  const { rules, now } = shop;
  const memberId = sale.memberId ?? '';
  const { account } = memberOf(shop, memberId);
  const party = partyOf(sale, memberId);
  const more = target - party.stands;
  const madeGood = Math.min(party.forgiven, more);
  const points = more - madeGood;
  party.forgiven -= madeGood;
  party.stands = target;
  const at = dateOfPoints(shop, sale);
  const from = rules.earn.pendingDays === 0 ? null : sameTimeLater(rules, at, rules.earn.pendingDays);
  // What a reversed payment took comes again with the end that it had. What was made good are points of the sale as well,
  // and those that end first: the member has had them.
  const again = comeAgain(party, more);
  const lots = [...again, { from, end: endOf(rules, account, at), points: more - pointsOf(again) }];
  let had = madeGood;
  for (const lot of lots.filter((each) => each.points > 0)) {
    const known = party.grants.find((grant) => isSame(grant, lot));
    if (known) known.points += lot.points;
    else party.grants.push({ ...lot });
    const given = Math.max(0, lot.points - had);
    had = Math.max(0, had - lot.points);
    if (given > 0) give(account, [{ ...lot, points: given }], now);
  }
  if (points > 0) {
    wasActive(rules, account, at);
    bringUpToDate(rules, account, now, now);
  }
  return { ...nothing, earned: points };
}

/** Takes up to so many of the points that a reversed payment or a void took, the oldest first. */
function comeAgain(party: Party, points: number): Grant[] {
  const again: Grant[] = [];
  let missing = points;
  for (const grant of party.awaited) {
    const part = Math.min(grant.points, missing);
    grant.points -= part;
    missing -= part;
    if (part > 0) again.push({ ...grant, points: part });
  }
  party.awaited = party.awaited.filter((grant) => grant.points > 0);
  return again;
}

function decrease(shop: Shop, sale: Sale, target: number, taking: Taking, madeGood: number): Settled {
  const { rules, now } = shop;
  const memberId = sale.memberId ?? '';
  const { account } = memberOf(shop, memberId);
  const party = partyOf(sale, memberId);
  const all = party.stands - target;

  const isReckonedAgain = taking === 'unpaid' || (rules.earn.trigger === 'on-full-payment' && sale.voidedBy.length > 0);
  // Of the sale's own points those that came last go first: what lapsed of them, then what is left of them.
  let missing = all;
  let lapsed = 0;
  let taken = 0;
  let unknown = 0;
  const short: { readonly grant: Grant; readonly points: number }[] = [];
  for (const grant of party.grants.toReversed()) {
    const part = Math.min(grant.points, missing);
    if (part === 0) continue;
    grant.points -= part;
    missing -= part;
    if (isReckonedAgain) party.awaited.unshift({ ...grant, points: part });
    const gone = takeLapsed(account, grant.end, part, sale.invoiceId);
    const left = pointsOf(take(account, part - gone, (lot) => isSame(lot, ripe(grant, now))));
    lapsed += gone;
    taken += left;
    short.push({ grant, points: part - gone - left });
    if (isForgotten(rules, account, grant.end, now)) unknown += part - gone - left;
  }

  // Then other points that are not held, and then what the policy says.
  taken += pointsOf(takeAny(account, all + madeGood - lapsed - taken, now));
  const rest = all + madeGood - lapsed - taken;
  if (taking === 'what-is-there') {
    let stays = rest;
    for (const { grant, points } of short.toReversed()) {
      grant.points += Math.min(points, stays);
      stays -= Math.min(points, stays);
    }
    party.stands = target + rest;
    return { ...nothing, earned: -(lapsed + taken), lapsed, taken };
  }
  // What nobody knows any more to have been spent makes no debt.
  const notKnown = Math.min(unknown + madeGood, rest);
  const spent = rest - notKnown;
  if (spent > 0 && rules.refund.clawback === 'refuse') refuse('clawback-refused');
  const debt = rules.refund.clawback === 'allow-debt' ? spent : 0;
  account.debt += debt;
  const forgiven = rest - debt - madeGood;
  party.forgiven += forgiven;
  party.stands = target;
  return { earned: all === 0 ? 0 : -all, lapsed, taken, debt, forgiven };
}

export function giveBackFirstPurchase(shop: Shop, sale: Sale): void {
  if (sale.memberId === null) return;
  const member = memberOf(shop, sale.memberId);
  if (member.firstPurchase === sale.invoiceId) member.firstPurchase = null;
  partyOf(sale, sale.memberId).isFirst = null;
}
