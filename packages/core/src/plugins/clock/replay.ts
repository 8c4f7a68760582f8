import type { Account, Entry, Instant, Lot, MemberId } from '../../index.ts';
import { closePosting, endHold, post, releaseAll } from '../../ledger/posting.ts';
import { effect, giveTo, isInactive, lotFor, meaningOf, openPosting, type Posting, systemActor } from '../../till.ts';
import { hasEnded } from '../../ledger/lot.ts';
import { pointsIn } from '../../values.ts';
import type { Forgiven } from '../../ledger/member-record.ts';
import { paysClaim } from '../../ledger/hold-claims.ts';
import { splitLots } from '../../ledger/movement.ts';
import { type Found, giveFound, placeOf, seek, takeFound } from './forgiven-then.ts';
import { paidSaleOfMember } from './paid-sale.ts';
import { planAgain } from './plan-again.ts';
import type { Replaying } from './replaying-in.ts';
import { type Again, dateOf, inactivityAgain, rightLot } from './right-lots.ts';
import { takeByEnds, lapsedTaken } from './take-by-ends.ts';
import type { WrongStretch } from './wrong-stretch.ts';

/** What was posted on an account under a wrong clock. */
export interface Wrong extends WrongStretch {
  /** The account after the entries. */
  readonly current: Account;
  /** What was forgiven meanwhile. */
  readonly forgiven: readonly Forgiven[];
}

/**
 * An account as it would be, had its last entries been posted now: what time alone did in them is left out and reckoned
 * anew, and what people did is done again. Holds that were opened in them give their points back. What had been
 * forgiven and is found has still to be taken: it is in the account.
 */
export function replay(
  { before, entries, current, forgiven }: Wrong,
  by: Replaying,
): { readonly account: Account; readonly found: readonly Found[] } {
  const found: Found[] = [];
  const sought = (posting: Posting, place: number): Posting => {
    let after = posting;
    for (const of of forgiven.filter((each) => placeOf(each, entries) === place)) {
      const there = seek(after, of, entries, found, by);
      if (there === null) continue;
      found.push(there);
      after = takeFound(after, there, asNobody);
    }
    return after;
  };
  const opened = sought(openPosting(before, by.program, by.now), before.sequence);
  // Points that come too late end at once: nothing may use them.
  const done = entries.reduce(
    (posting, entry, at) => sought(closePosting(again(posting, entry, entries[at - 1], by)), entry.sequence),
    opened,
  );
  const stays = (id: string) => [before, current].every(({ holds }) => holds.some((each) => each.redemptionId === id));
  const free = done.account.holds.filter(({ redemptionId }) => !stays(redemptionId));
  const freed = releaseAll(done, free, systemActor);
  const closed = found.reduce((posting, each) => giveFound(posting, each, asNobody), closePosting(freed));
  return { account: closed.account, found };
}

/** Nobody sees the entries of a replay. */
const asNobody = { cause: 'invoice-refunded', actor: systemActor, reference: null } as const;

function again(posting: Posting, entry: Entry, previous: Entry | undefined, by: Replaying): Posting {
  const { account, now } = posting;
  const { hold, closes, added = [] } = entry.effect;
  // What a sale gave in an entry of what had ended, it earned in the one ahead of it.
  const isOfSale = entry.kind === 'expiry' && entry.reference === null && previous?.kind === 'earn';
  const as = asDone(isOfSale ? previous : entry, account.memberId, now, by);
  // A claim on a hold is paid with its end.
  if (paysClaim(entry)) return posting;
  // Points that came back too late would not have been late.
  if (entry.kind === 'expiry')
    return give(
      posting,
      entry,
      rightLots(added, account, as).filter((lot) => !hasEnded(lot, now)),
    );
  const moved = inactivityAgain(account, as);
  if (entry.cause === 'balance-set') return setTo(posting, as, moved);
  if (hold) {
    const taken = takeByEnds(account, hold.points, [], now);
    const short = hold.points - pointsIn(taken);
    const all = short > 0 ? [...taken, { expiresAt: 'never' as const, availableAt: null, points: short }] : taken;
    return post(posting, { ...entry, effect: effect({ taken, debt: short, hold: { ...hold, taken: all }, ...moved }) });
  }
  const held = account.holds.find(({ redemptionId }) => redemptionId === closes);
  if (held) {
    const rest = splitLots(held.taken, -entry.delta).rest;
    return endHold(posting, held, rest, { ...entry, effect: moved, effectiveAt: now });
  }
  return closes === undefined ? move(posting, as, moved) : take(posting, entry, -entry.delta, []);
}

function asDone(entry: Entry, memberId: MemberId, now: Instant, { rulesOf, saleOf, right }: Replaying): Again {
  const rules = rulesOf(entry.programVersion);
  const found = entry.reference?.type === 'invoice' ? saleOf(entry.reference.id) : null;
  const sale = found && paidSaleOfMember(found, memberId);
  return { entry, now, rules, sale, dated: dateOf(entry, rules, sale), right };
}

/** Points come, and then points go: in this order, for what a command gives may be what it takes. */
function move(posting: Posting, as: Again, moved: ReturnType<typeof inactivityAgain>): Posting {
  const { entry } = as;
  const { taken = [], added = [], debt = 0, lapsed = [], holdClaims } = entry.effect;
  const { memories, unknown } = lapsedTaken(posting.account, lapsed);
  // What a sale gives, and has ended as it comes, is not remembered as having lapsed.
  const isOver = (lot: Lot) => entry.kind === 'earn' && hasEnded(lot, as.now);
  const lots = rightLots(added, posting.account, as).filter((lot) => !isOver(lot));
  const repaid: Lot[] = debt < 0 ? [{ ...(lots[0] ?? anyLot), points: -debt }] : [];
  const given = post(posting, {
    ...entry,
    effect: {
      ...giveTo(posting.account, [...lots, ...repaid], as.now),
      ...effect({ lapsed: memories }),
      ...moved,
      ...(holdClaims ? { holdClaims } : {}),
    },
  });
  const gone = pointsIn([...taken, ...unknown]) + Math.max(0, debt);
  // Of what a reversal of a sale moves, only points that come back to pay no longer are no points of the sale.
  if (as.sale !== null && entry.kind === 'reversal' && meaningOf(entry.cause) !== 'returned') {
    const { effect: moves } = planAgain(given.account, gone, as.sale, as.rules, as);
    return post(given, { ...entry, effect: moves });
  }
  // What ends first is spent first; what is taken back is taken from where it came.
  const first = takesFirstEnds.has(entry.cause) ? [] : [...unknown, ...taken.map((lot) => rightLot(lot, as))];
  return take(given, entry, gone, first);
}

/** Takings that are of no points in particular. */
const takesFirstEnds: ReadonlySet<Entry['cause']> = new Set(['points-redeemed', 'points-deducted', 'goods-returned']);

/**
 * The lots that points would have come into. What had ended by inactivity has ended by now, too, where no deadline is
 * ahead.
 */
function rightLots(added: readonly Lot[], account: Account, as: Again): Lot[] {
  const { entry, now } = as;
  const live = isInactive(account, now) ? added.filter(({ expiresAt }) => expiresAt !== entry.postedAt) : added;
  return live.map((lot) => rightLot(lot, as));
}

/** A balance that was set is that balance, whatever was there before. */
function setTo(
  posting: Posting,
  { entry, rules, dated, right }: Again,
  moved: ReturnType<typeof inactivityAgain>,
): Posting {
  const { account, now } = posting;
  const change = entry.balanceAfter - account.balance;
  if (change <= 0) return take(posting, entry, -change, []);
  const lot = { ...lotFor(rules, right(dated)), availableAt: null, points: change };
  return post(posting, { ...entry, effect: { ...giveTo(account, [lot], now), ...moved } });
}

const anyLot = { expiresAt: 'never', availableAt: null } as const;

function give(posting: Posting, entry: Entry, lots: readonly Lot[]): Posting {
  return lots.length === 0 ? posting : post(posting, { ...entry, effect: giveTo(posting.account, lots, posting.now) });
}

function take(posting: Posting, entry: Entry, points: number, first: readonly Lot[]): Posting {
  if (points <= 0) return posting;
  const taken = takeByEnds(posting.account, points, first, posting.now);
  const debt = points - pointsIn(taken);
  return post(posting, { ...entry, effect: effect({ taken, debt }) });
}
