import type { Entry, EntryCause, Lot } from '@pointbook/core';
import type { Check } from './finding.ts';
import { endOf, heapOf, type Held, type Purse, total } from './purse.ts';

/** What time alone writes. */
const lapses: readonly EntryCause[] = ['hold-lapsed', 'lot-expired', 'account-inactive'];
/** What a customer spends. */
const spends: readonly EntryCause[] = ['points-redeemed', 'points-held'];

/** Judges an entry by the points that were there before it. */
export function checkBefore(purse: Purse, entry: Entry, check: Check): void {
  checkLine(purse, entry, check);
  checkTaken(purse, entry, check);
  if (entry.kind === 'expiry') checkExpiry(purse, entry, check);
  if (entry.effect.hold !== undefined) checkOpening(purse, entry, check);
  if (entry.effect.closes !== undefined) checkClosing(purse, entry, check);
  checkClaims(purse, entry, check);
}

/** Judges the points that are there after an entry. */
export function checkAfter(purse: Purse, entry: Entry, check: Check): void {
  const lots = total(purse.heaps.values());
  const held = total(purse.held.values());
  check(purse.balance === lots + held - purse.debt, 2, 'the balance is not lots + holds − debt');
  check(pointsOf(purse.claims) <= held, 9, 'more is claimed of held points than is held');
  check(purse.debt >= 0n, 3, 'the debt is negative');
  // What has ended repays nothing: it comes, and expires right after.
  const lives = [...purse.heaps.values()].some(({ end }) => typeof end !== 'number' || end > entry.postedAt);
  check(purse.debt === 0n || !lives, 3, 'there is debt beside points in lots');
  for (const heap of purse.heaps.values()) check(heap.points > 0n, 4, `a lot holds ${heap.points} points`);
  if (entry.kind === 'expiry') {
    const had = purse.balance >= 0n || purse.debt > 0n;
    check(entry.delta === 0 || had, 13, 'an expiry made the balance negative');
  }
}

/** Judges what is left when the clock goes on: nothing that was due may be there still. */
export function checkSettled(purse: Purse, check: Check): void {
  const isDue = (heap: { end: Lot['expiresAt'] }) => typeof heap.end === 'number' && heap.end <= purse.last;
  check(![...purse.heaps.values()].some(isDue), 2, 'points that had ended were left in their lot');
  check(
    [...purse.held.values()].every(({ deadline }) => deadline > purse.last),
    2,
    'a hold was left open after its deadline',
  );
  const waiting = [...purse.heaps.values()].some(({ end }) => end === 'inactivity');
  const { inactivity } = purse;
  check(!waiting || (inactivity !== null && inactivity.deadline > purse.last), 2, 'inactivity was left unposted');
}

function checkLine(purse: Purse, entry: Entry, check: Check): void {
  const { effect } = entry;
  const closed = effect.closes === undefined ? 0n : (purse.held.get(effect.closes)?.points ?? 0n);
  const sum =
    points(effect.added) - points(effect.taken) - BigInt(effect.debt ?? 0) + BigInt(effect.hold?.points ?? 0) - closed;
  check(BigInt(entry.delta) === sum, 5, `the delta is ${entry.delta}, what it moved makes ${sum}`);
  check(BigInt(entry.balanceAfter) === purse.balance + BigInt(entry.delta), 21, 'balanceAfter is not the running sum');
  checkTime(purse, entry, check);
  check(entry.effectiveAt <= entry.postedAt || !lapses.includes(entry.cause), 12, 'a lapse is dated in the future');
  for (const figure of [entry.delta, entry.balanceAfter, effect.debt ?? 0, effect.hold?.points ?? 0]) {
    check(Number.isSafeInteger(figure), 29, `${figure} is not a safe integer`);
  }
  for (const lot of [...(effect.taken ?? []), ...(effect.added ?? [])]) {
    check(Number.isSafeInteger(lot.points) && lot.points > 0, 4, `it moves ${lot.points} points`);
  }
}

/** Time goes on, but for an entry that names the time which a wrong clock had set, and sets it back. */
function checkTime(purse: Purse, { cause, postedAt, effect }: Entry, check: Check): void {
  if (effect.clock === undefined)
    return check(postedAt >= purse.last, 21, 'it was posted before the entry ahead of it');
  check(cause === 'clock-corrected', 21, 'it sets the time back, and is no correction of a clock');
  check(effect.clock === purse.last, 21, 'it sets back another time than that of the entry ahead of it');
  check(postedAt < effect.clock, 21, 'it sets the time back to a later one');
}

function checkTaken(purse: Purse, entry: Entry, check: Check): void {
  const taken = entry.effect.taken ?? [];
  for (const lot of taken) {
    const there = (heapOf(purse, lot)?.points ?? 0n) + passing(entry, lot);
    check(there >= BigInt(lot.points), 4, `it takes ${lot.points} of a lot that has ${there}`);
    // What a hold gave back in the same commit may have ended while it was held.
    if (entry.kind !== 'expiry' && !paysClaim(entry)) {
      check(endInstant(purse, lot) > entry.postedAt, 11, 'it consumes points that had ended');
    }
    if (spends.includes(entry.cause)) {
      check((lot.availableAt ?? 0) <= entry.postedAt, 7, 'it spends points that were not available yet');
    }
  }
  if (spends.includes(entry.cause))
    check(isEarliestFirst(purse, entry), 10, 'points that end earlier were left behind');
}

/** What stays behind of the available points must end no earlier than what was taken. */
function isEarliestFirst(purse: Purse, entry: Entry): boolean {
  const taken = entry.effect.taken ?? [];
  const last = Math.max(-1, ...taken.map(({ expiresAt }) => endOf(expiresAt)));
  return [...purse.heaps.values()].every((heap) => {
    if (heap.ripeAt > entry.postedAt || endOf(heap.end) >= last) return true;
    const used = points(taken.filter(({ expiresAt }) => expiresAt === heap.end));
    return used === heap.points;
  });
}

function checkExpiry(purse: Purse, { effect, effectiveAt, delta }: Entry, check: Check): void {
  const touchesHolds = effect.hold !== undefined || effect.closes !== undefined;
  check(!touchesHolds, 13, 'an expiry moved held points');
  check(delta <= 0 && !effect.debt, 13, 'an expiry did more than take points from lots');
  for (const lot of effect.taken ?? []) {
    check(endInstant(purse, lot) <= effectiveAt, 13, 'points expired before their end');
  }
}

function checkOpening(purse: Purse, { effect, delta, postedAt }: Entry, check: Check): void {
  const { hold } = effect;
  if (hold === undefined) return;
  check(!purse.held.has(hold.redemptionId), 8, 'a hold opens that is open');
  check(BigInt(hold.points) === points(hold.taken), 6, 'a hold differs from the lots it was taken from');
  check(points(hold.taken) === points(effect.taken), 6, 'a hold differs from what left the lots');
  check(delta === 0, 5, 'setting points aside changed the balance');
  check(hold.deadline > postedAt, 11, 'a hold opens at its deadline');
}

/** Every end of a hold: what came back and what was captured make up what was held. */
function checkClosing(purse: Purse, entry: Entry, check: Check): void {
  const { effect, delta, cause } = entry;
  const held = purse.held.get(effect.closes ?? '');
  check(held !== undefined, 8, 'a hold ends that is not open');
  if (held === undefined) return;
  const captured = cause === 'hold-captured' ? -BigInt(delta) : 0n;
  const released = points(effect.added) - BigInt(effect.debt ?? 0);
  check(captured >= 0n && captured + released === held.points, 8, 'captured + released is not what was held');
  check(!effect.taken && !effect.hold, 8, 'the end of a hold moved other points too');
  for (const lot of effect.added ?? []) {
    check(cameFrom(held, lot), 9, 'a hold gave points back to a lot they did not come from');
  }
  const deadlinePassed = entry.effectiveAt >= held.deadline;
  check(cause === 'hold-lapsed' ? deadlinePassed : entry.postedAt < held.deadline, 8, 'a hold ended at the wrong time');
}

/** What a hold gives back pays at once what was claimed of it for goods that came back meanwhile, the oldest first. */
function checkClaims(purse: Purse, entry: Entry, check: Check): void {
  const { effect, reference, delta } = entry;
  const [first, ...rest] = purse.claimed;
  if (paysClaim(entry)) {
    const isClaimed = first?.id === reference?.id && first?.points === -BigInt(delta);
    check(isClaimed, 9, 'it takes other points of a hold than were claimed');
    purse.claimed = rest;
    return;
  }
  check(first === undefined, 9, 'a hold gave back points that were claimed');
  purse.claimed = claimedOf(purse, effect);
  if (effect.forgiven === undefined) return;
  const live = [...purse.held.values()].flatMap(({ parts }) => parts.filter(({ end }) => endOf(end) > entry.postedAt));
  const asked = pointsOf(effect.holdClaims ?? purse.claims) - pointsOf(purse.claims);
  check(asked >= least(BigInt(effect.forgiven), total(live) - pointsOf(purse.claims)), 9, 'it forgives what is held');
}

function claimedOf({ held, claims }: Purse, { closes, added, debt = 0 }: Entry['effect']): Purse['claimed'] {
  const ended = held.get(closes ?? '');
  let back = ended === undefined ? 0n : points(added) - BigInt(debt);
  return claims.flatMap(({ id, after, lots }) => {
    // A hold that was opened later pays none of it.
    const part = (ended?.since ?? 0) > after ? 0n : least(back, points(lots));
    back -= part;
    return part > 0n ? [{ id, points: part }] : [];
  });
}

/** Whether an entry takes points that a hold has just given back, and not those that an undoing did. */
function paysClaim({ command, cause }: Entry): boolean {
  if (command === null) return cause === 'goods-returned';
  return /^(owed|returned):/u.test(command.key) && command.fingerprint !== 'undone';
}

function pointsOf(claims: Purse['claims']): bigint {
  return claims.reduce((sum, { lots }) => sum + points(lots), 0n);
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function cameFrom(held: Held, lot: Lot): boolean {
  return total(held.parts.filter(({ end }) => end === lot.expiresAt)) >= BigInt(lot.points);
}

/** Points that come back too late are added and taken in one entry: they only pass through their lot. */
function passing({ kind, effect }: Entry, lot: Lot): bigint {
  const added = kind === 'expiry' ? (effect.added ?? []) : [];
  return points(added.filter((each) => each.expiresAt === lot.expiresAt));
}

/** The instant at which a lot ends. Where no deadline waits any more, inactivity has ended its points already. */
function endInstant(purse: Purse, { expiresAt }: Lot): number {
  if (expiresAt === 'inactivity') return purse.inactivity?.deadline ?? 0;
  return endOf(expiresAt);
}

function points(lots: readonly Lot[] = []): bigint {
  return lots.reduce((sum, lot) => sum + BigInt(lot.points), 0n);
}
