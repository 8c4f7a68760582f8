import { comeAgain, makeGood } from './come-again.ts';
import { bringUpToDate, endOf, give, hasEnded, isForgotten, owe, ripe, take, takeAny, takeLapsed } from './account.ts';
import { isIdleFrom, wasActive } from './idle.ts';
import { type End, firstOf, isSame, type Lot, pointsOf } from './lots.ts';
import { sameTimeLater } from './calendar.ts';
import { asksFor, learn, beside, lost, noteForgiven, withoutHolds } from './held.ts';
import {
  type Grant,
  type GrantKey,
  memberOf,
  type Party,
  partyOf,
  refuse,
  type Sale,
  type Shop,
  type TakenPart,
} from './shop.ts';

// What a sale gives, and what it takes back. What comes again goes where it was found.

/** What one command did to the points that a sale had earned. */
export interface Settled {
  readonly earned: number;
  readonly lapsed: number;
  readonly taken: number;
  readonly debt: number;
  readonly forgiven: number;
}

export const nothing: Settled = { earned: 0, lapsed: 0, taken: 0, debt: 0, forgiven: 0 };

/**
 * Refunds and edits take back by the policy, and so does a payment that no longer counts; points as payment only what
 * is there; a payment takes nothing back.
 */
export type Taking = 'by-policy' | 'unpaid' | 'what-is-there' | 'nothing';

/** Whether the sale comes from another member, and what it brings. */
export interface Moved {
  readonly isMoved: boolean;
  readonly grants?: readonly Grant[];
}

export function forgivenOf({ takenBack }: Party): number {
  return pointsOf(takenBack.filter(({ found }) => found === 'forgiven'));
}

/** Raises what the sale has earned; what is fresh is dated. */
export function increase(shop: Shop, sale: Sale, target: number, at: number, moved: Moved): Settled {
  const { grants: brought = [], isMoved } = moved;
  const { rules, now } = shop;
  learn(shop, sale);
  const { account } = memberOf(shop, sale.memberId ?? '');
  const party = partyOf(sale, sale.memberId ?? '');
  const more = target - party.stands;
  party.stands = target;
  const from = rules.earn.pendingDays === 0 ? null : sameTimeLater(rules, at, rules.earn.pendingDays);
  const dated = { from, end: endOf(rules, account, at), since: now };
  const again = comeAgain(party, more);
  // What a sale brings from another member keeps its ends.
  const kept = firstOf(brought, more - pointsOf(again)).first.map((grant): TakenPart => ({
    points: grant.points,
    found: 'in its lot',
    grant,
  }));
  const fresh: TakenPart = { points: more - pointsOf([...again, ...kept]), found: 'in its lot', grant: null };
  const come: Lot[] = [];
  const over: End[] = [];
  let given = 0;
  for (const { points, found, grant } of [...again, ...kept, fresh]) {
    const own = grant ?? dated;
    if (found === 'forgiven') grantTo(party, own, points, 0);
    else if (found === 'over') grantTo(party, own, points, points);
    else if (typeof found === 'object' && 'lapsed' in found) {
      grantTo(party, own, points, 0);
      account.lapsed.push({ ...found.lapsed, points });
    } else {
      const lot = typeof found === 'object' ? found.lot : lotOf(shop, sale, own, found);
      const of = typeof found === 'object' ? { ...own, since: now } : { ...lot, since: now };
      const isOver = hasEnded(account, lot.end, now) || isIdleFrom(rules, account, lot.end, at, now);
      // Points that have ended repay nothing, but what was debt.
      const repays = found === 'debt' ? Math.max(0, account.debt - pointsOf(come)) : 0;
      const gone = isOver ? Math.max(0, points - repays) : 0;
      given += points;
      grantTo(party, of, points, gone);
      come.push({ ...lot, points: points - gone });
      if (gone > 0) over.push(lot.end);
    }
  }
  give(
    account,
    come.filter(({ points }) => points > 0),
    now,
  );
  // Beside a debt, what has ended comes and goes at once.
  if (account.debt === 0) account.given.push(...over);
  // A sale that comes back was always the member's, though nothing of it is there any more.
  if (given > 0 || isMoved) wasActive(rules, account, at, sale.invoiceId);
  bringUpToDate(rules, account, now, now);
  const madeGood = pointsOf(again.filter(({ found }) => found === 'forgiven'));
  noteForgiven(shop, sale, -madeGood);
  asksFor(shop, sale, []);
  return { ...nothing, earned: more - madeGood };
}

/** The lot of points that are given. What was debt comes as points of today where its own end has passed. */
function lotOf(shop: Shop, sale: Sale, own: GrantKey, found: TakenPart['found']): Lot {
  const { account } = memberOf(shop, sale.memberId ?? '');
  const isLate = found === 'debt' && hasEnded(account, own.end, shop.now);
  return { ...(isLate ? { from: null, end: endOf(shop.rules, account, shop.now) } : own), points: 0 };
}

function grantTo({ grants }: Party, of: GrantKey, points: number, over: number): void {
  const { from, end, since } = of;
  const known = grants.find((grant) => isSame(grant, of));
  if (known === undefined) grants.push({ from, end, since, points, over });
  else Object.assign(known, { points: known.points + points, over: known.over + over });
}

/** Lowers what the sale has earned. */
export function decrease(shop: Shop, sale: Sale, target: number, taking: Taking, madeGood: number): Settled {
  learn(shop, sale);
  const { rules, now } = shop;
  const other = withoutHolds(shop, sale.memberId ?? '');
  const had = structuredClone(memberOf(shop, sale.memberId ?? '').account);
  const { account } = memberOf(shop, sale.memberId ?? '');
  const party = partyOf(sale, sale.memberId ?? '');
  const all = party.stands - target;
  const keepsEnds = taking === 'unpaid' || (rules.earn.trigger === 'on-full-payment' && sale.voidedBy.length > 0);

  // Of the sale's own points those that came last go first: what lapsed of them, then what is left of them.
  let missing = all;
  let lapsed = 0;
  let taken = 0;
  const parts: { grant: Grant; found: TakenPart[]; short: number; isUnknown: boolean }[] = [];
  for (const grant of party.grants.toReversed()) {
    const part = Math.min(grant.points, missing);
    if (part === 0) continue;
    missing -= part;
    const over = Math.min(grant.over, part);
    const gone = takeLapsed(account, grant.end, part - over, sale.invoiceId);
    const left = pointsOf(take(account, part - over - pointsOf(gone), (lot) => isSame(lot, ripe(grant, now))));
    const short = part - over - pointsOf(gone) - left;
    lapsed += over + pointsOf(gone);
    taken += left;
    grant.points -= part;
    grant.over -= over;
    const found: TakenPart[] = [
      { points: over, found: 'over', grant },
      ...gone.map((each): TakenPart => ({ points: each.points, found: { lapsed: each }, grant })),
      { points: left, found: 'in its lot', grant: keepsEnds ? grant : null },
    ];
    parts.push({ grant, found, short, isUnknown: isForgotten(rules, account, grant.end, now) });
  }

  // Then other points that are not held: for what was spent, for what was forgiven, for what may have lapsed.
  let others = takeAny(account, pointsOf(parts.map(({ short }) => ({ points: short }))) + madeGood, now);
  taken += pointsOf(others);
  const fill = (part: (typeof parts)[number]) => {
    const lots = firstOf(others, part.short);
    others = lots.rest;
    part.short -= pointsOf(lots.first);
    const grant = keepsEnds ? part.grant : null;
    part.found.push(...lots.first.map((lot): TakenPart => ({ points: lot.points, found: { lot }, grant })));
  };
  for (const part of parts.filter(({ isUnknown }) => !isUnknown)) fill(part);
  const regained = firstOf(others, madeGood);
  others = regained.rest;
  makeGood(party, regained.first);
  for (const part of parts.filter(({ isUnknown }) => isUnknown)) fill(part);

  // What is held would have been found, had it not been held.
  const mayStay = ({ isUnknown }: (typeof parts)[number]) =>
    isUnknown || taking === 'what-is-there' || rules.refund.clawback === 'within-balance';
  const staying = pointsOf(parts.filter(mayStay).map((part) => ({ points: part.short })));
  const held = other && staying > 0 ? heldOf(other, [sale, target, taking, madeGood], lost(had, account), staying) : [];
  let heldLeft = pointsOf(held);

  // Then what the policy says. What nobody knows any more to have been spent makes no debt.
  let debt = 0;
  let forgiven = 0;
  let stays = 0;
  // What was forgiven comes again first, so that it is noted last; of that, what holds owe stands before the rest.
  const mercy: TakenPart[] = [];
  for (const { grant, found, short, isUnknown } of parts) {
    party.takenBack.push(...found.filter(({ points }) => points > 0));
    if (short === 0) continue;
    if (taking === 'what-is-there') {
      const part = Math.min(short, heldLeft);
      heldLeft -= part;
      grant.points += short - part;
      stays += short - part;
      forgiven += part;
      if (part > 0) mercy.push({ points: part, found: 'forgiven', grant });
    } else if (!isUnknown && rules.refund.clawback === 'refuse') refuse('clawback-refused');
    else if (!isUnknown && rules.refund.clawback === 'allow-debt') {
      debt += short;
      party.takenBack.push({ points: short, found: 'debt', grant: keepsEnds ? grant : null });
    } else {
      forgiven += short;
      mercy.push({ points: short, found: 'forgiven', grant });
    }
  }
  const { first: claimed, rest: spent } = firstOf(mercy, pointsOf(held));
  party.takenBack.push(...claimed.map((part) => ({ ...part, heldBy: shop.count })), ...spent);
  owe(account, debt, now);
  party.stands = target + stays;
  const earned = all === stays ? 0 : stays - all;
  noteForgiven(shop, sale, forgiven - pointsOf(regained.first));
  asksFor(shop, sale, held);
  return { earned, lapsed, taken, debt, forgiven: forgiven - pointsOf(regained.first) };
}

/** What would be found beside, were nothing held. */
function heldOf(
  shop: Shop,
  [{ invoiceId, memberId }, target, taking, madeGood]: [Sale, number, Taking, number],
  found: readonly Lot[],
  short: number,
): Lot[] {
  const { account } = memberOf(shop, memberId ?? '');
  const before = structuredClone(account);
  decrease(shop, shop.sales[invoiceId] as Sale, target, taking, madeGood);
  return beside(lost(before, account), found, short);
}
