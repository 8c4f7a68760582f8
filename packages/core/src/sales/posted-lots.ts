import { isSameLot, type Lot } from '../ledger/lot.ts';
import { hasEndedInactive } from '../ledger/lot-for.ts';
import { splitLots } from '../ledger/movement.ts';
import type { Posting } from '../ledger/posting.ts';
import type { PostedLot } from './invoice-record.ts';

/** Points join those of the same end, or else come last, as they do where the member was inactive meanwhile. */
export function withLot(
  lots: readonly PostedLot[],
  added: Lot,
  { account, now }: Pick<Posting, 'account' | 'now'>,
): readonly PostedLot[] {
  const last = lots.at(-1);
  if (added.points === 0) return lots;
  const joins =
    last !== undefined &&
    isSameLot(last, added) &&
    !(added.expiresAt === 'inactivity' && hasEndedInactive(account, last.postedAt, now));
  if (!joins) return [...lots, { ...added, postedAt: now }];
  return [...lots.slice(0, -1), { ...last, points: last.points + added.points }];
}

/** What is taken back is taken from the newest first. */
export function withoutPoints(lots: readonly PostedLot[], points: number): readonly PostedLot[] {
  let left = points;
  const kept = lots.toReversed().flatMap((lot) => {
    const part = Math.min(left, lot.points);
    left -= part;
    return part === lot.points ? [] : [{ ...lot, points: lot.points - part }];
  });
  return kept.toReversed();
}

/** The points that are taken back so, oldest first, with the ends that they had. */
export function lotsTaken(lots: readonly PostedLot[], points: number): readonly Lot[] {
  const newestFirst = lots.toReversed().map(({ postedAt: _postedAt, ...lot }) => lot);
  return splitLots(newestFirst, points).first.toReversed();
}
