import { splitLots } from '../../../ledger/movement.ts';
import { pointsIn } from '../../../values/points.ts';
import type { TakenBack } from '../../invoice/taken-part.ts';
import { isForgiven } from './posted-lots.ts';
import { canonicalJson } from '../../../values/fingerprint.ts';

// What a sale took back may come again: by an edit, a payment, a reinstatement, or a move back. Then each point goes to
// where it was found, so that forth and back nets zero, and a point that had lapsed does not live again.

/** Notes parts that were taken back. Only what is gone, and what `keepsEnds`, returns to its own lot. */
export function withTakenBack(
  before: readonly TakenBack[],
  parts: readonly TakenBack[],
  keepsEnds: boolean,
): readonly TakenBack[] {
  const all = [...before];
  for (const { of, ...part } of parts) {
    const noted = of !== undefined && (keepsEnds || isGone(part.from)) ? { ...part, of } : part;
    const last = all.at(-1);
    if (last !== undefined && isAlike(last, noted))
      all[all.length - 1] = { ...last, points: last.points + part.points };
    else all.push(noted);
  }
  return all;
}

interface Restored {
  /** What comes again. */
  readonly restored: readonly TakenBack[];
  /** Points of it that were forgiven: the member has them already. */
  readonly madeGood: number;
  /** What stays taken back. */
  readonly rest: readonly TakenBack[];
}

/**
 * Up to so many points that come again: the last taken first. One settlement notes what it forgave last. Where one took
 * 5 and forgave 10, and a later one took 20, 32 that come again are the 20, the 10 and 2 of the 5.
 */
export function restore(takenBack: readonly TakenBack[], points: number): Restored {
  const { first: restored, rest } = splitLots(takenBack.toReversed(), points);
  return { madeGood: pointsIn(restored.filter(isForgiven)), restored, rest: rest.toReversed() };
}

/**
 * What was forgiven was found after all, and stands where it would, had it been there. A hold gives what was
 * `claimedAfter` so many entries; other points make good what was forgiven last, what is claimed of holds at the end.
 */
export function withFound(
  takenBack: readonly TakenBack[],
  found: readonly TakenBack[],
  claimedAfter?: number,
): readonly TakenBack[] {
  const all = [...takenBack];
  let left = found;
  while (left.length > 0) {
    const sought = all.findLastIndex((part) => isForgiven(part) && part.claimedAfter === claimedAfter);
    const at = sought < 0 ? all.findLastIndex(isForgiven) : sought;
    const part = all[at];
    if (part === undefined) break;
    const { first, rest } = splitLots(left, part.points);
    all.splice(at, 1, ...splitLots([part], pointsIn(first)).rest);
    // What one settlement found stands before what it forgave.
    const before = all
      .slice(0, at)
      .findLastIndex((each) => !isForgiven(each) || each.claimedAfter !== part.claimedAfter);
    all.splice(before + 1, 0, ...first);
    left = rest;
  }
  return withTakenBack([], all, true);
}

/** Whether points were gone as they were taken back: they are gone as they come again. */
export function isGone(from: TakenBack['from']): boolean {
  return from === 'over' || from === 'forgiven' || (typeof from === 'object' && 'lapsed' in from);
}

function isAlike(a: TakenBack, b: TakenBack): boolean {
  return nameOf(a) === nameOf(b);
}

/** All but how many they are. */
function nameOf({ of, from, claimedAfter }: TakenBack): string {
  const place =
    typeof from !== 'object'
      ? from
      : 'lot' in from
        ? { ...from, lot: { ...from.lot, points: 0 } }
        : { ...from.lapsed, points: 0 };
  return canonicalJson([of, place, claimedAfter]);
}
