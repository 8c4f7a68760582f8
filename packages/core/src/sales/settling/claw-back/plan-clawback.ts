import { type Account, type LapsedLot, nameOfLapse } from '../../../ledger/account.ts';
import type { Effect } from '../../../ledger/entry.ts';
import { changeLots, isSameLot, type Lot, type LotKey, negated } from '../../../ledger/lot.ts';
import { hasEndedInactive } from '../../../ledger/inactivity.ts';
import { effect, ripen, splitLots, takeFrom } from '../../../ledger/movement.ts';
import { firstInstant, type Instant } from '../../../values/instant.ts';
import { dayMs } from '../../../values/business-date.ts';
import { pointsIn, sumOf } from '../../../values/points.ts';
import type { RefundPolicy } from '../../../program/program.ts';
import type { InvoiceId } from '../../../values/ids.ts';
import type { InvoiceRecord } from '../../invoice/invoice-record.ts';
import { isForgiven } from '../posted/posted-lots.ts';
import { shortBecomes, type ShortPoints } from './short-points.ts';
import type { LotOfSale, PostedLot, TakenBack } from '../../invoice/taken-part.ts';

/** Where taken-back points come from; the four figures add up to the clawback. */
export interface Clawback {
  readonly effect: Effect;
  /** Points out of lots. */
  readonly taken: number;
  /** Points of the invoice's own lots that had lapsed unspent. */
  readonly lapsed: number;
  readonly debt: number;
  /** Below 0 where more was made good than is forgiven. */
  readonly forgiven: number;
  /** Points that the member has spent and that neither debt nor forgiveness makes good: the policy refuses. */
  readonly refused: number;
  /** What was found where, in the order in which it was sought, but what was forgiven last: so it comes again first. */
  readonly parts: readonly TakenBack[];
  /** Where forgiven points were found that were sought again. */
  readonly regained: readonly TakenBack[];
}

/**
 * Takes points back: what lapsed of the invoice's own lots is gone already, then come those lots, the newest first,
 * other points that are not held, and the policy. No debt is made where it is no longer known whether points that have
 * ended lapsed or were spent. Of what was `forgiven` before so much is sought again, and makes no debt.
 *
 * Of 100 points of a sale 30 lapsed, 20 are in its lot, and the member has 10 others: 30 are gone, 20 and 10 are taken,
 * and the policy decides on 40.
 */
export function planClawback(
  account: Account,
  points: number,
  record: Pick<InvoiceRecord, 'invoiceId' | 'posted'>,
  policy: RefundPolicy,
  now: Instant,
  forgiven = 0,
): Clawback {
  const own = takeOwn(account, points, record, policy.windowDays, now);
  const rest = { ...account, lots: changeLots(ripeLots(account, now), negated(own.taken)) };
  const missing = sumOf(own.parts, (part) => part.missing);
  let others = takeFrom(rest, forgiven + missing, now, { pending: true });
  const all = joined([...own.taken, ...others]);
  /** Up to so many of the others. */
  const fill = (sought: number): TakenBack[] => {
    const { first, rest: left } = splitLots(others, sought);
    others = left;
    return first.map((lot) => ({ points: lot.points, from: { lot, at: now } }));
  };
  // What is known to have been spent comes first, for it makes debt; then what was forgiven, then what may have lapsed.
  const known = own.parts.map((part) => (part.isUnknown ? [] : fill(part.missing)));
  const regained = fill(forgiven);
  const filled = own.parts.map((part, index) => (part.isUnknown ? fill(part.missing) : (known[index] ?? [])));
  const shorts = own.parts.map(({ missing: sought, isUnknown }, index) => ({
    points: sought - pointsIn(filled[index] ?? []),
    from: isUnknown ? 'forgiven' : shortBecomes(policy),
  }));
  const shortOf = (where: ShortPoints) => pointsIn(shorts.filter(({ from }) => from === where));
  return {
    effect: effect({
      taken: all,
      debt: shortOf('debt'),
      lapsed: negated(own.memories),
    }),
    taken: pointsIn(all),
    lapsed: own.lapsed,
    debt: shortOf('debt'),
    forgiven: shortOf('forgiven') - pointsIn(regained),
    refused: shortOf('refused'),
    regained,
    parts: own.parts
      .flatMap(({ of, found }, index) =>
        [...found, ...(filled[index] ?? []), shorts[index] as TakenBack].map((part) => ({ ...part, of })),
      )
      .filter((part) => part.points > 0)
      .toSorted((a, b) => Number(isForgiven(a)) - Number(isForgiven(b))),
  };
}

/** Points that were found, as lots: what was taken, and what had lapsed. */
export function goneIn({ effect: { taken = [], lapsed = [] } }: Clawback): readonly Lot[] {
  const gone = negated(lapsed).map(({ expiresAt, points }) => ({ expiresAt, availableAt: null, points }));
  return [...taken, ...gone];
}

/** What is found of an invoice's own points. */
export interface OwnPoints {
  /** Points that are still in its lots. */
  readonly taken: readonly Lot[];
  /** Points that had lapsed unspent. */
  readonly lapsed: number;
  readonly memories: readonly LapsedLot[];
  /** Points that were not found, and whose end has passed so long ago that nobody knows what became of them. */
  readonly unknown: number;
  /** The same, lot by lot. */
  readonly parts: readonly OwnPart[];
}

/** What is found of the points of one of its lots. */
interface OwnPart {
  readonly of: LotOfSale;
  readonly found: readonly TakenBack[];
  /** Points that were not found. */
  readonly missing: number;
  /** Whether nobody knows any more what became of these. */
  readonly isUnknown: boolean;
}

/** Finds up to `points` of an invoice's own points, in the lots that it filled last. */
export function takeOwn(
  account: Account,
  points: number,
  { invoiceId, posted }: Pick<InvoiceRecord, 'invoiceId' | 'posted'>,
  windowDays: number,
  now: Instant,
): OwnPoints {
  let left = points;
  let lots: readonly Lot[] = ripeLots(account, now);
  let remembered: readonly LapsedLot[] = account.lapsed.filter((memory) => isUsable(memory, invoiceId, now));
  const taken: Lot[] = [];
  const memories: LapsedLot[] = [];
  const parts: OwnPart[] = [];
  let lapsed = 0;
  for (const own of posted.lots.toReversed()) {
    const part = Math.min(left, own.points);
    if (part === 0) break;
    left -= part;
    const expiredOnArrival = Math.min(part, own.expiredOnArrival ?? 0);
    // What lapsed first comes before the rest.
    const { first: lapsedOfIt } = splitLots(
      remembered.filter((memory) => isOf(memory, own)),
      part - expiredOnArrival,
    );
    remembered = remembered.map((memory) => withoutLapsed(memory, lapsedOfIt));
    memories.push(...lapsedOfIt);
    const gone = expiredOnArrival + pointsIn(lapsedOfIt);
    lapsed += gone;
    const key = ripe(own, now);
    const there = lots.find((lot) => isSameLot(lot, key));
    const found = Math.min(part - gone, there?.points ?? 0);
    if (there !== undefined && found > 0) {
      const move = { ...there, points: found };
      taken.push(move);
      lots = changeLots(lots, negated([move]));
    }
    const { expiresAt, availableAt, postedAt } = own;
    parts.push({
      of: { expiresAt, availableAt, postedAt },
      found: [
        { points: expiredOnArrival, from: 'over' },
        ...lapsedOfIt.map((memory) => ({ points: memory.points, from: { lapsed: memory } })),
        { points: found },
      ],
      missing: part - gone - found,
      isUnknown: isForgotten(own, account, windowDays, now),
    });
  }
  const unknown = sumOf(parts, ({ missing, isUnknown }) => (isUnknown ? missing : 0));
  return { taken, lapsed, memories, unknown, parts };
}

/** What is available by now is one lot for each end. */
function ripeLots({ lots }: Account, now: Instant): readonly Lot[] {
  return changeLots([], ripen(lots, now));
}

/** Moves out of one lot as one move, in the order in which the lots were first taken from. */
function joined(moves: readonly Lot[]): Lot[] {
  const lots: Lot[] = [];
  for (const move of moves) {
    const index = lots.findIndex((lot) => isSameLot(lot, move));
    const before = lots[index];
    if (before === undefined) lots.push(move);
    else lots[index] = { ...before, points: before.points + move.points };
  }
  return lots;
}

function ripe({ expiresAt, availableAt }: PostedLot, now: Instant): LotKey {
  return { expiresAt, availableAt: availableAt !== null && availableAt <= now ? null : availableAt };
}

function withoutLapsed(memory: LapsedLot, less: readonly LapsedLot[]): LapsedLot {
  const name = nameOfLapse(memory);
  const same = less.filter((each) => nameOfLapse(each) === name);
  return same.length === 0 ? memory : { ...memory, points: memory.points - pointsIn(same) };
}

/**
 * After the refund window a memory is void, whether or not an entry was posted since that dropped it. What refunds of
 * this very sale gave back too late is left alone: how much of it is there would depend on how the refund was split.
 */
function isUsable({ forgetAt, returnedOn }: LapsedLot, invoiceId: InvoiceId, now: Instant): boolean {
  return forgetAt > now && returnedOn !== invoiceId;
}

/** Points that end by inactivity lapse together, with those that were earned in the same stretch of activity. */
function isOf({ byInactivity, expiresAt, activeSince = firstInstant }: LapsedLot, own: PostedLot): boolean {
  if (!byInactivity) return own.expiresAt === expiresAt;
  if (own.expiresAt !== 'inactivity' || activeSince > own.postedAt) return false;
  // What comes at the very end is of the next stretch. What came too late had one without length, before sales knew it
  // (`over`).
  return own.postedAt < expiresAt || (own.postedAt === expiresAt && activeSince === expiresAt);
}

/** Whether points have ended, and what lapsed of them would be forgotten by now. */
function isForgotten(own: PostedLot, account: Account, windowDays: number, now: Instant): boolean {
  const { expiresAt, postedAt } = own;
  const isOver = (end: number) => end + windowDays * dayMs <= now;
  if (expiresAt === 'never') return false;
  if (expiresAt !== 'inactivity') return isOver(Math.max(expiresAt, postedAt));
  if (!hasEndedInactive(account, postedAt, now)) return false;
  const { inactivity } = account;
  // A deadline that has been replaced is not known any more, but it was after the points were posted.
  const end = inactivity === null || inactivity.since > postedAt ? postedAt : inactivity.deadline;
  return isOver(end) && !account.lapsed.some((memory) => isOf(memory, own) && memory.forgetAt > now);
}
