import { type Lot, pointsOf } from './lots.ts';
import type { Party, TakenPart } from './shop.ts';

/** Up to so many points that were taken back: the parts that were taken last. */
export function comeAgain(party: Party, points: number): TakenPart[] {
  const again: TakenPart[] = [];
  while (pointsOf(again) < points) {
    const part = party.takenBack.pop();
    if (part === undefined) break;
    const some = Math.min(part.points, points - pointsOf(again));
    again.push({ ...part, points: some });
    if (part.points > some) party.takenBack.push({ ...part, points: part.points - some });
  }
  return again;
}

/**
 * Lots make good what was forgiven last. They stand before what was forgiven with it: there they would have been found.
 */
export function makeGood({ takenBack }: Party, lots: readonly Lot[]): void {
  const isAlike = (part: TakenPart, heldBy: number | undefined) => part.found === 'forgiven' && part.heldBy === heldBy;
  for (const lot of lots) {
    let missing = lot.points;
    while (missing > 0) {
      const open = takenBack.filter(({ found, points }) => found === 'forgiven' && points > 0);
      const last = open.findLast(({ heldBy }) => heldBy === undefined) ?? open.at(-1);
      if (last === undefined) return;
      const some = Math.min(last.points, missing);
      let place = takenBack.indexOf(last);
      while (place > 0 && isAlike(takenBack[place - 1] as TakenPart, last.heldBy)) place -= 1;
      last.points -= some;
      missing -= some;
      takenBack.splice(place, 0, { points: some, found: { lot }, grant: null });
    }
  }
}
