import { dayMs } from '../values/business-date.ts';
import type { ActorId } from '../values/ids.ts';
import { latest, type Instant } from '../values/instant.ts';
import { invariant } from '../values/invariant.ts';
import { isWhole, pointsIn } from '../values/points.ts';
import { type Program, systemActor } from '../program/program.ts';
import type { Account, LapsedLot } from './account.ts';
import { applyEntry, deltaOf } from './apply-entry.ts';
import { type Due, nextDue } from './due.ts';
import type { Effect, Entry } from './entry.ts';
import { effect, giveTo, ripen, splitLots } from './movement.ts';
import type { Hold } from './hold.ts';
import { byEnd, hasEnded, type Lot } from './lot.ts';
import { markOfPaid, payClaims, pick } from './hold-claims.ts';

/** An account being written: the entries so far, and the account after them. */
export interface Posting {
  /** The account after the entries. */
  readonly account: Account;
  /** The entries of this write, in their order. */
  readonly entries: readonly Entry[];
  /** The time of this write: the clock's, but never before the account's last instant. */
  readonly now: Instant;
  /** The rules by which it is written. */
  readonly program: Program;
}

/** The part of an entry that a decision gives; the posting adds the rest. */
export type NewEntry = Pick<Entry, 'kind' | 'cause' | 'actor' | 'reference' | 'effect'> &
  Partial<Pick<Entry, 'effectiveAt' | 'programVersion' | 'command'>>;

/** Begins a write: what is due by now is posted first, dated at its own instant. */
export function openPosting(account: Account, program: Program, clock: Instant): Posting {
  const now = latest(clock, account.lastInstant);
  return lapse({ account, entries: [], now, program }, account.lastInstant);
}

/** Ends a write: points that came into lots that have ended already expire in it. */
export function closePosting(posting: Posting): Posting {
  return lapse(posting, posting.now);
}

/** Appends an entry. */
export function post(posting: Posting, given: NewEntry): Posting {
  const { account, now, program } = posting;
  const delta = deltaOf(given.effect, account.holds);
  const entry: Entry = {
    memberId: account.memberId,
    sequence: account.sequence + 1,
    kind: given.kind,
    cause: given.cause,
    delta,
    balanceAfter: account.balance + delta,
    postedAt: now,
    effectiveAt: given.effectiveAt ?? now,
    actor: given.actor,
    reference: given.reference,
    effect: isLateDebt(given.effect, account, now) ? { ...given.effect, late: true } : given.effect,
    programVersion: given.programVersion ?? program.version,
    command: given.command ?? null,
  };
  return { ...posting, account: applyEntry(account, entry), entries: [...posting.entries, entry] };
}

/** Whether debt is made when points have ended that are held. */
function isLateDebt({ debt = 0 }: Effect, { holds }: Account, now: Instant): boolean {
  return debt > 0 && holds.some(({ taken }) => taken.some((lot) => hasEnded(lot, now)));
}

/** The part of an entry by which a hold ends: `effect` is what it does besides. */
type HoldEnd = Omit<NewEntry, 'kind' | 'effect'> & Partial<Pick<NewEntry, 'effect'>>;

/**
 * Posts the end of a hold: what comes back of it repays debt, and pays what is claimed of it for goods that came back.
 */
export function endHold(posting: Posting, hold: Hold, back: readonly Lot[], given: HoldEnd): Posting {
  const { account, now } = posting;
  const { effectiveAt = now } = given;
  const change = { ...given.effect, ...backOf(hold, account, back, effectiveAt), closes: hold.redemptionId };
  const others = account.holds.filter((each) => each !== hold);
  const { paid, left } = payClaims(account.holdClaims ?? [], hold, back, others);
  const ended = post(posting, {
    ...given,
    kind: 'redemption',
    effect: account.holdClaims ? { ...change, holdClaims: left } : change,
  });
  return paid.reduce((current, { claim, lots }) => {
    const { id, isReturn, programVersion } = claim;
    const taken = pick(current.account.lots, lots);
    return post(current, {
      kind: 'reversal',
      cause: isReturn ? 'goods-returned' : 'invoice-refunded',
      actor: systemActor,
      reference: { type: isReturn ? 'external' : 'invoice', id },
      // Debt that they have just repaid is made again.
      effect: effect({ taken, debt: pointsIn(lots) - pointsIn(taken) }),
      effectiveAt,
      programVersion,
      command: markOfPaid(claim),
    });
  }, ended);
}

/** Releases holds: all their points come back. */
export function releaseAll(posting: Posting, holds: readonly Hold[], actor: ActorId): Posting {
  return holds.reduce((after, hold) => giveAllBack(after, hold, { cause: 'hold-released', actor }), posting);
}

/** Ends a hold of which nothing is captured. */
function giveAllBack(posting: Posting, hold: Hold, given: Omit<HoldEnd, 'reference'>): Posting {
  return endHold(posting, hold, hold.taken, {
    ...given,
    reference: { type: 'redemption', id: hold.redemptionId },
  });
}

/** What a hold gives back: what had ended when debt was made repays only older debt. */
function backOf({ late }: Hold, account: Account, back: readonly Lot[], at: Instant): Effect {
  if (late === undefined) return giveTo(account, back, at);
  let repaid = 0;
  const live: Lot[] = [];
  const ended: Lot[] = [];
  for (const lot of back.toSorted(byEnd)) {
    const debt = late.find((each) => hasEnded(lot, each.at));
    const { first, rest } = splitLots([lot], debt ? Math.max(0, Math.min(debt.before, account.debt) - repaid) : 0);
    repaid += pointsIn(first);
    (debt ? ended : live).push(...rest);
  }
  const given = giveTo({ ...account, debt: account.debt - repaid }, live, at);
  return effect({ ...given, added: [...(given.added ?? []), ...ripen(ended, at)], debt: (given.debt ?? 0) - repaid });
}

/** The entry that was just posted. */
export function lastEntry({ entries }: Posting): Entry {
  const entry = entries.at(-1);
  invariant(entry !== undefined, 'something was posted');
  return entry;
}

/** Whether so many more points would pass 2^53 − 1, in the balance or in all that the account holds. */
export function wouldOverflow({ account }: Posting, points: number): boolean {
  return !isWhole(account.balance + account.debt + points);
}

/** Whether so much more debt would pass −(2^53 − 1). */
export function wouldOverflowDebt({ account }: Posting, debt: number): boolean {
  return !isWhole(account.balance - account.debt - debt);
}

function lapse(posting: Posting, from: Instant): Posting {
  let current = posting;
  let instant = from;
  for (let due = nextDue(current.account); due !== null && due.at <= posting.now; due = nextDue(current.account)) {
    instant = latest(instant, due.at);
    current =
      due.what === 'hold'
        ? giveAllBack(current, due.hold, { cause: 'hold-lapsed', actor: systemActor, effectiveAt: instant })
        : post(current, entryOfLapse(current, due, instant));
  }
  return current;
}

function entryOfLapse(
  { account, program, now }: Posting,
  due: Exclude<Due, { what: 'hold' }>,
  effectiveAt: Instant,
): NewEntry {
  const byInactivity = due.what === 'inactivity';
  const end = byInactivity ? 'inactivity' : due.end;
  const taken = ripen(account.lots, now).filter((lot) => lot.expiresAt === end);
  const isOwn = ({ activeSince }: Lot) => activeSince === undefined;
  const held = taken.filter((lot) => !isOwn(lot));
  return {
    actor: systemActor,
    effectiveAt,
    kind: 'expiry',
    cause: byInactivity ? 'account-inactive' : 'lot-expired',
    reference: null,
    effect: effect({
      taken,
      lapsed: [
        ...rememberLapse(taken.filter(isOwn), endOf(account, due, effectiveAt), effectiveAt, program),
        ...held.flatMap((lot) => rememberLapse([lot], endOfHeld(lot, due.at), effectiveAt, program)),
      ],
      ...(byInactivity ? { inactivity: null } : {}),
    }),
  };
}

/** How a lapse is told from others. */
type LapseEnd = Pick<LapsedLot, 'expiresAt' | 'byInactivity' | 'activeSince' | 'returnedOn'>;

function endOf({ inactivity }: Account, due: Due, lapsedAt: Instant): LapseEnd {
  if (due.what !== 'inactivity' || inactivity === null) return { expiresAt: due.at, byInactivity: false };
  return { expiresAt: lapsedAt, byInactivity: true, activeSince: inactivity.since };
}

/** Points that had ended by inactivity while they were held lapse as the others of their stretch did. */
export function endOfHeld({ activeSince }: Lot, expiresAt: Instant): LapseEnd {
  return activeSince === undefined
    ? { expiresAt, byInactivity: false }
    : { expiresAt, byInactivity: true, activeSince };
}

/**
 * What is remembered of points that lapsed unspent, so that a refund does not take them twice. Late points lapse after
 * their end.
 */
export function rememberLapse(
  taken: readonly Lot[],
  end: LapseEnd,
  lapsedAt: Instant,
  { refund }: Program,
): LapsedLot[] {
  const points = pointsIn(taken);
  const forgetAt = (lapsedAt + refund.windowDays * dayMs) as Instant;
  return points > 0 ? [{ ...end, points, forgetAt }] : [];
}
