import type { Account, Instant, LapsedLot, Lot } from '../../index.ts';
import { changeLots, ripen } from '../../till.ts';
import { nameOfLapse } from '../../ledger/account.ts';
import { negated } from '../../ledger/lot.ts';
import { takeFrom } from '../../ledger/movement.ts';

/**
 * Up to so many points out of an account's lots: those that end as `first` says before the others, then as the customer
 * spends them.
 */
export function takeByEnds(account: Account, points: number, first: readonly Lot[], now: Instant): Lot[] {
  let lots = changeLots([], ripen(account.lots, now));
  let left = points;
  const taken: Lot[] = [];
  for (const wanted of first) {
    let open = Math.min(left, wanted.points);
    for (const lot of lots.filter(({ expiresAt }) => expiresAt === wanted.expiresAt)) {
      const part = { ...lot, points: Math.min(open, lot.points) };
      if (part.points === 0) break;
      open -= part.points;
      left -= part.points;
      taken.push(part);
      lots = changeLots(lots, negated([part]));
    }
  }
  return [...taken, ...takeFrom({ ...account, lots }, left, now, { pending: true })];
}

/** What of memories of lapsed lots an entry took back: some are remembered, and others never lapsed. */
export function lapsedTaken(
  { lapsed }: Account,
  moves: readonly LapsedLot[],
): { readonly memories: readonly LapsedLot[]; readonly unknown: readonly Lot[] } {
  const memories: LapsedLot[] = [];
  const unknown: Lot[] = [];
  for (const move of moves.filter(({ points }) => points < 0)) {
    const known = lapsed.find((memory) => nameOfLapse(memory) === nameOfLapse(move))?.points ?? 0;
    const part = Math.min(known, -move.points);
    if (part > 0) memories.push({ ...move, points: -part });
    const expiresAt = move.byInactivity ? 'inactivity' : move.expiresAt;
    if (part < -move.points) unknown.push({ expiresAt, availableAt: null, points: -move.points - part });
  }
  return { memories, unknown };
}
