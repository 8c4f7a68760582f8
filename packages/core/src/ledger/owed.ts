import { pointsIn } from '../values/points.ts';
import type { CommandKey, Entry } from './entry.ts';
import type { Hold, Owed } from './hold.ts';
import { changeLots, isSameLot, type Lot } from './lot.ts';
import { splitLots } from './movement.ts';

/** A part of what is owed, and the points that pay it. */
interface Paid {
  readonly claim: Owed;
  readonly lots: readonly Lot[];
}

/**
 * Names the entry by which holds pay what they owe for the `nth` time: the sale, or the return without one, finds it by
 * that.
 */
export function owedKey({ id, nth, isReturn }: Pick<Owed, 'id' | 'nth' | 'isReturn'>): CommandKey {
  return `${isReturn ? 'returned' : 'owed'}:${nth} ${id}`;
}

/** The fingerprint of an entry by which no hold pays, but points that came back since what took them was undone. */
export const paidByUndoing = 'undone';

/** Whether by an entry a hold pays what it owes. For returns it had no key in ledgers from before. */
export function paysOwed({ command, cause }: Pick<Entry, 'command' | 'cause'>): boolean {
  if (command === null) return cause === 'goods-returned';
  if (command.fingerprint === paidByUndoing) return false;
  return command.key.startsWith('owed:') || command.key.startsWith('returned:');
}

/**
 * What the points that a hold gives back pay, the oldest first, and what other holds still owe: no more than they have.
 */
export function payOwed(
  owed: readonly Owed[],
  hold: Hold,
  back: readonly Lot[],
  others: readonly Hold[],
): { readonly paid: readonly Paid[]; readonly owed: readonly Owed[] } {
  const paid: Paid[] = [];
  let left = back;
  let after = owed;
  for (const [index, { id }] of owed.entries()) {
    const claim = after[index] as Owed;
    const found = mayOwe(hold, claim) ? pick(left, claim.lots) : [];
    if (found.length === 0) continue;
    left = without(left, found);
    paid.push({ claim, lots: found });
    after = after
      .with(index, { ...claim, lots: splitLots(claim.lots, pointsIn(found)).rest })
      .map((each) => (each.id === id && each.isReturn === claim.isReturn ? { ...each, nth: each.nth + 1 } : each));
  }
  let kept = 0;
  const open = after.flatMap((claim) => {
    const most = pointsIn(others.filter((each) => mayOwe(each, claim))) - kept;
    const { first: lots } = splitLots(claim.lots, most);
    kept += pointsIn(lots);
    return lots.length > 0 ? [{ ...claim, lots }] : [];
  });
  return { paid, owed: open };
}

function mayOwe({ since = 0 }: Hold, { after }: Owed): boolean {
  return since <= after;
}

/** As many points as are wanted, out of the same lots as far as they are there, else out of others. */
export function pick(lots: readonly Lot[], wanted: readonly Lot[]): readonly Lot[] {
  const all = changeLots([], lots);
  const same = wanted.flatMap((lot) => {
    const there = all.find((each) => isSameLot(each, lot));
    return there === undefined ? [] : [{ ...there, points: Math.min(there.points, lot.points) }];
  });
  return changeLots(same, splitLots(without(all, same), pointsIn(wanted) - pointsIn(same)).first);
}

/** Lots without points that they have. */
export function without(lots: readonly Lot[], taken: readonly Lot[]): readonly Lot[] {
  return changeLots(
    changeLots([], lots),
    taken.map((lot) => ({ ...lot, points: -lot.points })),
  );
}
