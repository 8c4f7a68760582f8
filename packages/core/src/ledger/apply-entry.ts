import { invariant } from '../values/invariant.ts';
import { isWhole, maxSafePoints, pointsIn } from '../values/points.ts';
import { firstInstant, type Instant } from '../values/instant.ts';
import { type Account, type Inactivity, type LapsedLot, nameOfLapse } from './account.ts';
import type { Effect, EntryStep } from './entry.ts';
import type { Hold } from './hold.ts';
import { changeLots, hasEnded, type Lot, negated } from './lot.ts';
import { ripen } from './movement.ts';

/** The account after an entry: the only way in which an account changes. */
export function applyEntry(account: Account, entry: EntryStep): Account {
  const { effect } = entry;
  invariant(entry.memberId === account.memberId, 'an entry belongs to its account');
  invariant(entry.sequence === account.sequence + 1, 'entries are numbered without gaps');
  invariant(entry.balanceAfter === account.balance + entry.delta, 'balanceAfter is the running sum');
  invariant(isWhole(entry.balanceAfter), 'a balance is a safe integer');
  // Only an entry that names the wrong time sets it back.
  const { clock = entry.postedAt } = effect;
  invariant(
    effect.clock === undefined ? clock >= account.lastInstant : clock === account.lastInstant && clock > entry.postedAt,
    'entries are posted in order of time',
  );
  invariant(entry.delta === deltaOf(effect, account.holds), 'a delta is the sum of its effect');

  const after: Account = {
    memberId: account.memberId,
    sequence: entry.sequence,
    balance: entry.balanceAfter,
    debt: account.debt + (effect.debt ?? 0),
    lots: lotsAfter(account.lots, effect, entry.postedAt),
    holds: holdsAfter(account, effect, entry.postedAt),
    lapsed: lapsedAfter(account.lapsed, effect.lapsed ?? [], entry.postedAt),
    inactivity: effect.inactivity === undefined ? account.inactivity : effect.inactivity,
    lastInstant: entry.postedAt,
    ...claimsAfter(account, effect),
  };
  invariant(after.debt >= 0, 'a debt is never negative');
  // What has ended repays nothing: it comes, and expires right after.
  invariant(
    after.debt === 0 || after.lots.every((lot) => hasEnded(lot, entry.postedAt)),
    'a member in debt has no points in lots',
  );
  invariant(
    after.lots.every((lot) => lot.points > 0),
    'a lot never holds less than a point',
  );
  return after;
}

function claimsAfter({ holdClaims = [] }: Account, effect: Effect): Pick<Account, 'holdClaims'> {
  const after = effect.holdClaims ?? holdClaims;
  return after.length === 0 ? {} : { holdClaims: after };
}

/** The change of the balance that an effect makes. */
export function deltaOf(effect: Effect, holds: readonly Hold[]): number {
  const closed = effect.closes === undefined ? 0 : holdOf(holds, effect.closes).points;
  return (
    pointsIn(effect.added ?? []) -
    pointsIn(effect.taken ?? []) -
    (effect.debt ?? 0) +
    (effect.hold?.points ?? 0) -
    closed
  );
}

/** The open hold of a redemption, which must be there. */
function holdOf(holds: readonly Hold[], redemptionId: string): Hold {
  const hold = holds[indexOf(holds, redemptionId)];
  invariant(hold !== undefined, 'a hold that ends is open');
  return hold;
}

function indexOf(holds: readonly Hold[], redemptionId: string): number {
  return holds.findIndex((candidate) => candidate.redemptionId === redemptionId);
}

/** What is available by now joins the available lot of its end; only then points come and go. */
function lotsAfter(lots: readonly Lot[], effect: Effect, now: Instant): readonly Lot[] {
  const ripe = ripen(lots, now);
  const { taken = [], added = [] } = effect;
  const moves = taken.length === 0 ? added : [...negated(taken), ...added];
  return ripe === lots ? changeLots(lots, moves) : changeLots([], [...ripe, ...moves]);
}

/** Held points that would have ended by inactivity keep that end as an instant once the deadline has passed. */
function holdsAfter(account: Account, effect: Effect, now: Instant): readonly Hold[] {
  const { holds, inactivity } = account;
  const { closes, hold, inactivity: next, debt = 0 } = effect;
  let open = closes === undefined ? holds : holdsWithout(holds, closes);
  if (next === null && inactivity !== null) open = open.map((each) => endingAt(each, inactivity));
  if (effect.late) open = open.map((each) => withLateDebt(each, now, account.debt));
  if (debt < 0) open = open.map((each) => withRepaid(each, -debt));
  if (hold === undefined) return open;
  // Sorted by deadline, so that what lapses next stands first: many holds that lapse together are not searched again
  // for each.
  return open.toSpliced(open.findLastIndex(({ deadline }) => deadline <= hold.deadline) + 1, 0, hold);
}

function holdsWithout(holds: readonly Hold[], closes: string): readonly Hold[] {
  return holds.toSpliced(indexOf(holds, closes), 1);
}

function endingAt(hold: Hold, { deadline: expiresAt, since: activeSince }: Inactivity): Hold {
  return {
    ...hold,
    taken: hold.taken.map((lot) => (lot.expiresAt === 'inactivity' ? { ...lot, expiresAt, activeSince } : lot)),
  };
}

function withLateDebt(hold: Hold, at: Instant, before: number): Hold {
  const { late = [], taken } = hold;
  const known = late.at(-1)?.at ?? firstInstant;
  const isNew = taken.some((lot) => hasEnded(lot, at) && !hasEnded(lot, known));
  return isNew ? { ...hold, late: [...late, { at, before }] } : hold;
}

/** The oldest debt is repaid first. */
function withRepaid(hold: Hold, points: number): Hold {
  if (hold.late === undefined) return hold;
  return { ...hold, late: hold.late.map(({ at, before }) => ({ at, before: Math.max(0, before - points) })) };
}

function lapsedAfter(lapsed: readonly LapsedLot[], moves: readonly LapsedLot[], now: Instant): readonly LapsedLot[] {
  if (moves.length === 0 && lapsed.every((lot) => lot.forgetAt > now)) return lapsed;
  const after = new Map<string, LapsedLot>();
  for (const lot of [...lapsed, ...moves]) {
    if (lot.forgetAt <= now) continue;
    const key = nameOfLapse(lot);
    after.set(key, { ...lot, points: Math.min(maxSafePoints, (after.get(key)?.points ?? 0) + lot.points) });
  }
  return [...after.values()].filter((lot) => lot.points > 0).sort((a, b) => a.expiresAt - b.expiresAt);
}
