import type { Account, LapsedLot, Lot } from '../../../index.ts';
import { nameOfLapse } from '../../../ledger/account.ts';

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
