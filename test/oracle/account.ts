import { addDays, addPeriod, businessDate, endOfDay, lastOfMonth, startOfDay } from './calendar.ts';
import { byEnd, type End, type Hold, isSame, isSameEnd, type Lot, type Owings, payOwings, pointsOf } from './lots.ts';
import type { ShopRules } from './rules.ts';

/** Points that ended unspent. */
export interface Lapsed {
  readonly end: End;
  readonly at: number;
  readonly returnedOn: string | null;
  points: number;
}

/** A member's points. */
export interface Account extends Owings {
  lots: Lot[];
  debt: number;
  /** When it was made, as far as it stands, oldest first. */
  debts: { readonly at: number; points: number }[];
  lapsed: Lapsed[];
  /** The deadlines of inactivity that have passed, and the next one. */
  idle: number[];
  idleAt: number | null;
  /** The sale that set the next one, and where it would be without that sale. */
  idleBy: string | null;
  idleWithout: number | null;
  closedHolds: Record<string, 'captured' | 'released' | 'lapsed'>;
  /** The ends of what came to its lots by the command that is being done. */
  given: End[];
}

export function emptyAccount(): Account {
  return {
    lots: [],
    holds: [],
    debt: 0,
    debts: [],
    lapsed: [],
    idle: [],
    idleAt: null,
    idleBy: null,
    idleWithout: null,
    closedHolds: {},
    owings: [],
    paid: [],
    given: [],
  };
}

const isPending = ({ from }: Lot, now: number): boolean => from !== null && from > now;

/** What a member sees. */
export interface Shown {
  readonly balance: number;
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly debt: number;
}

export function shown({ lots, holds, debt }: Account, now: number): Shown {
  const pending = pointsOf(lots.filter((lot) => isPending(lot, now)));
  const available = pointsOf(lots) - pending;
  const held = pointsOf(holds);
  return { balance: available + pending + held - debt, available, pending, held, debt };
}

/** The end that points have that are earned or given at an instant. */
export function endOf(shop: ShopRules, account: Account, at: number): End {
  const { expiry } = shop;
  if (expiry.kind === 'never') return 'never';
  if (expiry.kind === 'inactivity') return { idle: account.idle.length };
  if (expiry.kind === 'on-date') return endOfDay(shop, expiry.date);
  const last = addPeriod(businessDate(shop, at), expiry.period);
  return endOfDay(shop, expiry.roundTo === 'month-end' ? lastOfMonth(last) : last);
}

/** When points with that end ended, or will; Infinity where nobody can say yet. */
export function endedAt(account: Account, end: End): number {
  if (end === 'never') return Infinity;
  return typeof end === 'number' ? end : (account.idle[end.idle] ?? Infinity);
}

export function hasEnded(account: Account, end: End, now: number): boolean {
  return endedAt(account, end) <= now;
}

/** The instant after which nobody knows any more what ended then. */
function forgottenAt(shop: ShopRules, at: number): number {
  return startOfDay(shop, addDays(businessDate(shop, at), shop.refund.windowDays));
}

/**
 * Whether nobody knows any more what of the points with that end lapsed and what was spent. What came after its end
 * (`since`) lapsed as it came.
 */
export function isForgotten(shop: ShopRules, account: Account, end: End, now: number, since = -Infinity): boolean {
  return hasEnded(account, end, now) && forgottenAt(shop, Math.max(endedAt(account, end), since)) <= now;
}

/**
 * Lets everything happen that time did until now, in the order in which it did. Points that come after their end, end
 * when they come (`since`): they are remembered from then on.
 */
export function bringUpToDate(shop: ShopRules, account: Account, now: number, since = -Infinity): void {
  for (;;) {
    const ends = account.lots.map(({ end }) => (typeof end === 'number' ? end : Infinity));
    const next = Math.min(...ends, account.idleAt ?? Infinity, ...account.holds.map(({ deadline }) => deadline));
    if (next > now) break;
    if (account.idleAt !== null && account.idleAt <= next) {
      account.idle.push(account.idleAt);
      account.idleAt = null;
    }
    lapseEnded(account, Math.max(next, since));
    for (const hold of account.holds.filter(({ deadline }) => deadline <= next)) {
      account.closedHolds[hold.redemptionId] = 'lapsed';
      release(account, hold, hold.taken, next);
    }
  }
  account.lapsed = account.lapsed.filter(({ at }) => forgottenAt(shop, at) > now);
  if (account.lots.some((lot) => ripe(lot, now) !== lot)) {
    const { lots } = account;
    account.lots = [];
    for (const lot of lots) add(account, ripe(lot, now));
  }
}

/** Points that are available are told apart by their end alone. */
export function ripe<Points extends Pick<Lot, 'from'>>(points: Points, now: number): Points {
  return points.from !== null && points.from <= now ? { ...points, from: null } : points;
}

function add(account: Account, { from, end, points }: Lot): void {
  const same = account.lots.find((lot) => isSame(lot, { from, end }));
  if (same) same.points += points;
  else account.lots.push({ from, end, points });
}

function lapseEnded(account: Account, at: number): number {
  const ended = account.lots.filter(({ end }) => hasEnded(account, end, at));
  account.lots = account.lots.filter((lot) => !ended.includes(lot));
  return lapse(account, ended, at);
}

/** Points end unspent. */
export function lapse(account: Account, lots: readonly Lot[], at: number, returnedOn: string | null = null): number {
  for (const { end, points } of lots) account.lapsed.push({ end, at, returnedOn, points });
  return pointsOf(lots);
}

/** The member owes points from now on. */
export function owe(account: Account, points: number, now: number): void {
  account.debt += points;
  account.debts.push({ at: now, points });
}

/** Points come: they repay debt first, and end at once where their end has passed. Answers how many ended. */
export function give(
  account: Account,
  lots: readonly Lot[],
  now: number,
  repays: (lot: Lot) => number = () => account.debt,
): number {
  for (const lot of lots.map((each) => ripe(each, now)).sort(byEnd)) {
    const repaid = Math.min(repays(lot), lot.points);
    account.debt -= repaid;
    let missing = repaid;
    for (const debt of account.debts) {
      const part = Math.min(debt.points, missing);
      debt.points -= part;
      missing -= part;
    }
    if (lot.points === repaid) continue;
    add(account, { ...lot, points: lot.points - repaid });
    account.given.push(lot.end);
  }
  return lapseEnded(account, now);
}

/** Takes up to so many points of the lots that it may, in the order in which they end. Answers what it took. */
export function take(account: Account, points: number, may: (lot: Lot) => boolean): Lot[] {
  const taken: Lot[] = [];
  let missing = points;
  for (const lot of account.lots.filter(may).sort(byEnd)) {
    const part = Math.min(lot.points, missing);
    if (part === 0) break;
    lot.points -= part;
    missing -= part;
    taken.push({ from: lot.from, end: lot.end, points: part });
  }
  account.lots = account.lots.filter((lot) => lot.points > 0);
  return taken;
}

export function takeAvailable(account: Account, points: number, now: number): Lot[] {
  return take(account, points, (lot) => !isPending(lot, now));
}

/** Available points, then pending ones; never held ones. */
export function takeAny(account: Account, points: number, now: number): Lot[] {
  const available = takeAvailable(account, points, now);
  return [...available, ...take(account, points - pointsOf(available), () => true)];
}

/** What a hold set aside comes back, in whole or in part, and the hold is over. What it owes it gives up first. */
export function release(account: Account, hold: Hold, lots: readonly Lot[], now: number): void {
  account.holds = account.holds.filter((each) => each !== hold);
  const back = payOwings(account, hold, lots);
  give(
    account,
    back.filter(({ points }) => points > 0),
    now,
    // Without the hold, what has ended would have repaid the debt until then.
    ({ end }) => pointsOf(account.debts.filter(({ at }) => at < endedAt(account, end))),
  );
}

/** Takes what is remembered to have lapsed unspent of points with that end. */
export function takeLapsed(account: Account, end: End, points: number, invoiceId: string): Lapsed[] {
  const taken: Lapsed[] = [];
  let missing = points;
  for (const lapsed of account.lapsed) {
    if (!isSameEnd(lapsed.end, end) || lapsed.returnedOn === invoiceId) continue;
    const part = Math.min(lapsed.points, missing);
    lapsed.points -= part;
    missing -= part;
    if (part > 0) taken.push({ ...lapsed, points: part });
  }
  account.lapsed = account.lapsed.filter((each) => each.points > 0);
  return taken;
}
