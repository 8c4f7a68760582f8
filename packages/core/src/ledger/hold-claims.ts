import { pointsIn } from '../values/points.ts';
import type { CommandKey, CommandMark, Entry } from './entry.ts';
import type { Hold, HoldClaim } from './hold.ts';
import { changeLots, isSameLot, type Lot, negated } from './lot.ts';
import { splitLots } from './movement.ts';

/** A part of a claim, and the points that pay it. */
interface Paid {
  readonly claim: HoldClaim;
  readonly lots: readonly Lot[];
}

/**
 * Names the entry by which holds pay a claim for the `nth` time: the sale, or the return without one, finds it by that.
 */
export function claimKey({ id, nth, isReturn }: Pick<HoldClaim, 'id' | 'nth' | 'isReturn'>): CommandKey {
  return `${isReturn ? 'returned' : 'owed'}:${nth} ${id}`;
}

/** The mark of an entry by which a hold pays a claim. It tells which one, for a sale may have several. */
export function markOfPaid(claim: HoldClaim): CommandMark {
  return { key: claimKey(claim), fingerprint: `${claim.after}` };
}

/** Which claim an entry with such a mark paid: how many entries the member had when it was made. */
export function paidClaim({ command }: Pick<Entry, 'command'>): HoldClaim['after'] {
  return Number(command?.fingerprint);
}

/**
 * The mark of an entry that takes points for a return, as if a hold had paid them: they came back because what had
 * taken them was undone.
 */
export function markOfMadeGood(returnId: string, nth: number): CommandMark {
  return { key: claimKey({ id: returnId, nth, isReturn: true }), fingerprint: madeGood };
}

const madeGood = 'undone';

/** Whether by an entry a hold pays a claim. For returns it had no key in ledgers from before. */
export function paysClaim({ command, cause }: Pick<Entry, 'command' | 'cause'>): boolean {
  if (command === null) return cause === 'goods-returned';
  if (command.fingerprint === madeGood) return false;
  return command.key.startsWith('owed:') || command.key.startsWith('returned:');
}

/**
 * What the points that a hold gives back pay, the oldest claim first, and what is still claimed of other holds: no more
 * than they have.
 */
export function payClaims(
  claims: readonly HoldClaim[],
  hold: Hold,
  back: readonly Lot[],
  others: readonly Hold[],
): { readonly paid: readonly Paid[]; readonly left: readonly HoldClaim[] } {
  const paid: Paid[] = [];
  let free = back;
  let after = claims;
  for (const [index, { id }] of claims.entries()) {
    const claim = after[index] as HoldClaim;
    const found = mayPay(hold, claim) ? pick(free, claim.lots) : [];
    if (found.length === 0) continue;
    free = lotsWithout(free, found);
    paid.push({ claim, lots: found });
    after = after
      .with(index, { ...claim, lots: splitLots(claim.lots, pointsIn(found)).rest })
      .map((each) => (each.id === id && each.isReturn === claim.isReturn ? { ...each, nth: each.nth + 1 } : each));
  }
  let kept = 0;
  const open = after.flatMap((claim) => {
    const most = pointsIn(others.filter((each) => mayPay(each, claim))) - kept;
    const { first: lots } = splitLots(claim.lots, most);
    kept += pointsIn(lots);
    return lots.length > 0 ? [{ ...claim, lots }] : [];
  });
  return { paid, left: open };
}

function mayPay({ since = 0 }: Hold, { after }: HoldClaim): boolean {
  return since <= after;
}

/** As many points as are wanted, out of the same lots as far as they are there, else out of others. */
export function pick(lots: readonly Lot[], wanted: readonly Lot[]): readonly Lot[] {
  const all = changeLots([], lots);
  const same = wanted.flatMap((lot) => {
    const there = all.find((each) => isSameLot(each, lot));
    return there === undefined ? [] : [{ ...there, points: Math.min(there.points, lot.points) }];
  });
  return changeLots(same, splitLots(lotsWithout(all, same), pointsIn(wanted) - pointsIn(same)).first);
}

/** Lots without points that they have. */
export function lotsWithout(lots: readonly Lot[], taken: readonly Lot[]): readonly Lot[] {
  return changeLots(changeLots([], lots), negated(taken));
}
