import type { Effect, Entry, EntryCause, Lot } from '../../../index.ts';
import { effect, giveTo, inactivityAfter, isInactive, lotFor, type Posting } from '../../../till.ts';
import { paysClaim } from '../../../ledger/hold-claims.ts';
import { hasEnded } from '../../../ledger/lot.ts';
import { splitLots } from '../../../ledger/movement.ts';
import { endHold, post } from '../../../ledger/posting.ts';
import { pointsIn } from '../../../values.ts';
import { lapsedTaken } from './lapsed-taken.ts';
import { replanClawback } from './replan-clawback.ts';
import { type ReplayedEntry, replayedEntry } from './replayed-entry.ts';
import type { ReplayContext } from './replay-context.ts';
import { rightLot, rightLots } from './right-lots.ts';
import { takeByEnds } from './take-by-ends.ts';

/** Posts an entry again by the right time, in the way of its cause; `previous` is the entry ahead of it. */
export function replayEntry(posting: Posting, entry: Entry, previous: Entry | undefined, by: ReplayContext): Posting {
  // A claim on a hold is paid with its end.
  if (paysClaim(entry)) return posting;
  // What a sale gave in an entry of what had ended, it earned in the one ahead of it.
  const isOfSale = entry.kind === 'expiry' && entry.reference === null && previous?.kind === 'earn';
  const labelled = isOfSale ? { ...previous, effect: entry.effect } : entry;
  const way = ways[entry.cause] ?? wayOfPlugin(entry);
  return way(posting, replayedEntry(labelled, posting.account.memberId, posting.now, by));
}

type Way = (posting: Posting, replayed: ReplayedEntry) => Posting;

/**
 * What becomes of an entry of each cause. A new cause does not compile until it says so. Of causes of plugins none is
 * here.
 */
const ways: Readonly<Record<EntryCause, Way | undefined>> = {
  'invoice-saved': moveOfSale,
  'invoice-edited': moveOfSale,
  'invoice-paid': moveOfSale,
  'invoice-claimed': moveOfSale,
  'invoice-reassigned': moveOfSale,
  'invoice-refunded': moveOfSale,
  'invoice-paid-with-points': moveOfSale,
  'invoice-reinstated': moveOfSale,
  'payment-reversed': moveOfSale,
  'redemption-undone': moveOfSale,
  'points-returned': move,
  'points-added': move,
  'balance-opened': move,
  'entry-reversed': move,
  'clock-corrected': move,
  'points-deducted': moveByEnds,
  'points-redeemed': moveByEnds,
  'goods-returned': moveByEnds,
  'balance-set': setBalance,
  'points-held': openHold,
  'hold-captured': closeHold,
  'hold-released': closeHold,
  'hold-lapsed': closeHold,
  'lot-expired': giveLate,
  'account-inactive': giveLate,
};

/** An entry of a plugin tells by what it did. */
function wayOfPlugin({ kind, effect: { hold, closes } }: Entry): Way {
  if (kind === 'expiry') return giveLate;
  if (hold) return openHold;
  return closes === undefined ? moveOfSale : closeHold;
}

/** Time alone ended points. Those that came back too late, and expired in the same entry, would not have been late. */
function giveLate(posting: Posting, replayed: ReplayedEntry): Posting {
  const { entry, now } = replayed;
  const lots = rightLots(entry.effect.added ?? [], posting.account, replayed).filter((lot) => !hasEnded(lot, now));
  return lots.length === 0 ? posting : post(posting, { ...entry, effect: giveTo(posting.account, lots, now) });
}

/** A balance that was set is that balance, whatever was there before. */
function setBalance(posting: Posting, replayed: ReplayedEntry): Posting {
  const { entry, now, rules, dated, right } = replayed;
  const change = entry.balanceAfter - posting.account.balance;
  if (change <= 0) return take(posting, replayed, -change, []);
  const lot = { ...lotFor(rules, right(dated)), availableAt: null, points: change };
  const given = giveTo(posting.account, [lot], now);
  return post(posting, { ...entry, effect: { ...given, ...inactivityOf(posting, replayed) } });
}

/** Points are set aside. Those that are short make debt, for the hold had them. */
function openHold(posting: Posting, replayed: ReplayedEntry): Posting {
  const { entry, now } = replayed;
  const { hold } = entry.effect;
  if (hold === undefined) return posting;
  const found = takeByEnds(posting.account, hold.points, [], now);
  const debt = hold.points - pointsIn(found);
  const taken = debt > 0 ? [...found, { ...anyLot, points: debt }] : found;
  const change = { taken: found, debt, hold: { ...hold, taken }, ...inactivityOf(posting, replayed) };
  return post(posting, { ...entry, effect: effect(change) });
}

/** A hold ends. Where it has lapsed by the right time, what was captured of it is taken elsewhere. */
function closeHold(posting: Posting, replayed: ReplayedEntry): Posting {
  const { entry, now } = replayed;
  const hold = posting.account.holds.find(({ redemptionId }) => redemptionId === entry.effect.closes);
  if (hold === undefined) return take(posting, replayed, -entry.delta, []);
  const { rest } = splitLots(hold.taken, -entry.delta);
  return endHold(posting, hold, rest, { ...entry, effect: inactivityOf(posting, replayed), effectiveAt: now });
}

/** Points come, and then points go: what is taken back is taken from where it came. */
function move(posting: Posting, replayed: ReplayedEntry): Posting {
  const { given, gone, from } = giveAgain(posting, replayed);
  return take(given, replayed, gone, from);
}

/** Points come, and then points go that are none in particular: what ends first is spent first. */
function moveByEnds(posting: Posting, replayed: ReplayedEntry): Posting {
  const { given, gone } = giveAgain(posting, replayed);
  return take(given, replayed, gone, []);
}

/** Points of a sale come, and then points go: what is taken back of it is sought as a refund seeks it. */
function moveOfSale(posting: Posting, replayed: ReplayedEntry): Posting {
  const { entry, sale, rules } = replayed;
  if (sale === null || entry.kind !== 'reversal') return move(posting, replayed);
  const { given, gone } = giveAgain(posting, replayed);
  return post(given, { ...entry, effect: replanClawback(given.account, gone, sale, rules, replayed).effect });
}

/** Gives what an entry gave: before it takes, for what a command gives may be what it takes. */
function giveAgain(
  posting: Posting,
  replayed: ReplayedEntry,
): {
  readonly given: Posting;
  /** Points that go after it. */
  readonly gone: number;
  /** The lots that they left then. */
  readonly from: readonly Lot[];
} {
  const { entry, now } = replayed;
  const { taken = [], added = [], debt = 0, lapsed = [], holdClaims } = entry.effect;
  const { memories, unknown } = lapsedTaken(posting.account, lapsed);
  // What a sale gives, and has ended as it comes, is not remembered as having lapsed.
  const isOver = (lot: Lot) => entry.kind === 'earn' && hasEnded(lot, now);
  const lots = rightLots(added, posting.account, replayed).filter((lot) => !isOver(lot));
  const repaid: Lot[] = debt < 0 ? [{ ...(lots[0] ?? anyLot), points: -debt }] : [];
  const given = post(posting, {
    ...entry,
    effect: {
      ...giveTo(posting.account, [...lots, ...repaid], now),
      ...effect({ lapsed: memories }),
      ...inactivityOf(posting, replayed),
      ...(holdClaims ? { holdClaims } : {}),
    },
  });
  const from = [...unknown, ...taken.map((lot) => rightLot(lot, replayed))];
  return { given, gone: pointsIn([...taken, ...unknown]) + Math.max(0, debt), from };
}

const anyLot = { expiresAt: 'never', availableAt: null } as const;

function take(posting: Posting, { entry, now }: ReplayedEntry, points: number, first: readonly Lot[]): Posting {
  if (points <= 0) return posting;
  const taken = takeByEnds(posting.account, points, first, now);
  return post(posting, { ...entry, effect: effect({ taken, debt: points - pointsIn(taken) }) });
}

/** How an entry would have moved the deadline of inactivity: a gift begins one where there is none. */
function inactivityOf(
  { account }: Posting,
  { entry, now, rules, sale, dated, right }: ReplayedEntry,
): Pick<Effect, 'inactivity'> {
  const isActivity = entry.kind === 'earn' || entry.kind === 'redemption';
  if (!entry.effect.inactivity || (!isActivity && !isInactive(account, now))) return {};
  return inactivityAfter(account, rules, right(dated), now, isActivity ? sale?.record.invoiceId : undefined);
}
