import { isSameLot } from '../../../ledger/lot.ts';
import { hasEndedInactive } from '../../../ledger/inactivity.ts';
import type { Posting } from '../../../ledger/posting.ts';
import { pointsIn, sumOf } from '../../../values/points.ts';
import type { Posted } from '../../invoice/invoice-record.ts';
import type { PostedLot, TakenBack } from '../../invoice/taken-part.ts';

/** Points join those of the same end, or else come last, as they do where the member was inactive meanwhile. */
export function withLot(
  lots: readonly PostedLot[],
  added: PostedLot,
  { account, now }: Pick<Posting, 'account' | 'now'>,
): readonly PostedLot[] {
  const last = lots.at(-1);
  if (added.points === 0) return lots;
  if (last === undefined || !joins(last, added, { account, now })) return [...lots, added];
  const expiredOnArrival = (last.expiredOnArrival ?? 0) + (added.expiredOnArrival ?? 0);
  return [
    ...lots.slice(0, -1),
    { ...last, points: last.points + added.points, ...(expiredOnArrival > 0 ? { expiredOnArrival } : {}) },
  ];
}

function joins(last: PostedLot, added: PostedLot, { account, now }: Pick<Posting, 'account' | 'now'>): boolean {
  if (!isSameLot(last, added)) return false;
  if (added.expiresAt !== 'inactivity' || last.postedAt === added.postedAt) return true;
  return added.postedAt === now && !hasEndedInactive(account, last.postedAt, now);
}

/** What is taken back is taken from the newest first, and of their points those that had ended as they came. */
export function withoutPoints(lots: readonly PostedLot[], points: number): readonly PostedLot[] {
  let left = points;
  const kept = lots.toReversed().flatMap(({ expiredOnArrival: before = 0, ...lot }) => {
    const part = Math.min(left, lot.points);
    left -= part;
    const expiredOnArrival = before - Math.min(part, before);
    return part === lot.points
      ? []
      : [{ ...lot, points: lot.points - part, ...(expiredOnArrival > 0 ? { expiredOnArrival } : {}) }];
  });
  return kept.toReversed();
}

/** The lots of a sale without parts that were taken of them. */
export function withoutParts(lots: readonly PostedLot[], parts: readonly TakenBack[]): readonly PostedLot[] {
  return lots.flatMap(({ expiredOnArrival: before = 0, ...lot }) => {
    const own = parts.filter(({ of }) => of !== undefined && isSameLot(of, lot) && of.postedAt === lot.postedAt);
    const points = lot.points - pointsIn(own);
    const expiredOnArrival =
      before -
      sumOf(
        own.filter(({ from }) => from === 'over'),
        (part) => part.points,
      );
    return points === 0 ? [] : [{ ...lot, points, ...(expiredOnArrival > 0 ? { expiredOnArrival } : {}) }];
  });
}

/** What was posted, with what of it was taken back and is not given again. */
export function withTaken(
  { takenBack: _before, forgiven: _forgiven, ...posted }: Posted,
  takenBack: readonly TakenBack[],
): Posted {
  if (takenBack.length === 0) return posted;
  const forgiven = pointsIn(takenBack.filter(isForgiven));
  return { ...posted, takenBack, ...(forgiven > 0 ? { forgiven } : {}) };
}

/** Whether a part was left to the member. */
export function isForgiven({ from }: TakenBack): boolean {
  return from === 'forgiven';
}
