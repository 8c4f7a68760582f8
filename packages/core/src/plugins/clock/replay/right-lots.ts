import type { Account, Entry, Lot } from '../../../index.ts';
import { isInactive, lotFor } from '../../../till.ts';
import type { ReplayedEntry } from './replayed-entry.ts';

/**
 * The lots that points would have come into. What had ended by inactivity has ended by now, too, where no deadline is
 * ahead.
 */
export function rightLots(added: readonly Lot[], account: Account, replayed: ReplayedEntry): Lot[] {
  const { entry, now } = replayed;
  const live = isInactive(account, now) ? added.filter(({ expiresAt }) => expiresAt !== entry.postedAt) : added;
  return live.map((lot) => rightLot(lot, replayed));
}

/**
 * The lot that points would have come into: where its end was counted from the entry's date, it is counted from the
 * right one.
 */
export function rightLot(lot: Lot, replayed: ReplayedEntry): Lot {
  const { entry, rules, dated, right } = replayed;
  // Points that had ended by inactivity are given an end of that very instant.
  if (lot.expiresAt === entry.postedAt) return { ...lot, expiresAt: 'inactivity', availableAt: null };
  // An edit may have corrected the date of the sale since; or the points were another sale's, which had come then.
  const date = [dated, entry.effectiveAt, entry.postedAt].find((at) => isDatedBy(lot, entry, lotFor(rules, at)));
  if (date === undefined) return lotOfSale(lot, replayed);
  const { expiresAt, availableAt } = lotFor(rules, right(date));
  return { points: lot.points, expiresAt, availableAt: entry.kind === 'earn' ? availableAt : null };
}

/** Points that came again became available when the sale says, which is no later than what is earned now. */
function lotOfSale(lot: Lot, { entry, now, rules, sale }: ReplayedEntry): Lot {
  const own = sale?.record.posted.lots.find(({ expiresAt }) => expiresAt === lot.expiresAt)?.availableAt ?? null;
  const last = lotFor(rules, now).availableAt ?? now;
  return entry.kind === 'earn' && own !== null && own <= last ? { ...lot, availableAt: own } : lot;
}

/** Whether an entry gave a lot as one date makes it: points that came again became available long before. */
function isDatedBy(
  { expiresAt, availableAt }: Lot,
  { kind, postedAt }: Entry,
  fresh: ReturnType<typeof lotFor>,
): boolean {
  if (expiresAt !== fresh.expiresAt) return false;
  return kind !== 'earn' || availableAt === fresh.availableAt || (fresh.availableAt ?? 0) <= postedAt;
}
