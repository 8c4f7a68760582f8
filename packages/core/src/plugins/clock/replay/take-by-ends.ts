import type { Account, Instant, Lot } from '../../../index.ts';
import { changeLots, ripen } from '../../../till.ts';
import { negated } from '../../../ledger/lot.ts';
import { takeFrom } from '../../../ledger/movement.ts';

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
