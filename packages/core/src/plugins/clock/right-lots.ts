import type { Account, Effect, Entry, Instant, Lot, Program } from '../../index.ts';
import { earnedAtOf } from '../../sales/worth/covering.ts';
import { inactivityAfter, isInactive, lotFor } from '../../till.ts';
import type { PaidSale } from './paid-sale.ts';

/** An entry that is done again, and by which rules. */
export interface Again {
  readonly entry: Entry;
  readonly now: Instant;
  readonly rules: Program;
  /** The sale that it is about; null where it is not known. */
  readonly sale: PaidSale | null;
  /** The date that the ends of its points were counted from. */
  readonly dated: Instant;
  right(at: Instant): Instant;
}

/**
 * The lot that points would have come into: where its end was counted from the entry's date, it is counted from the
 * right one.
 */
export function rightLot(lot: Lot, as: Again): Lot {
  const { entry, rules, dated, right } = as;
  // Points that had ended by inactivity are given an end of that very instant.
  if (lot.expiresAt === entry.postedAt) return { ...lot, expiresAt: 'inactivity', availableAt: null };
  // An edit may have corrected the date of the sale since; or the points were another sale's, which had come then.
  const date = [dated, entry.effectiveAt, entry.postedAt].find((at) => isDatedBy(lot, entry, lotFor(rules, at)));
  if (date === undefined) return asBefore(lot, as);
  const { expiresAt, availableAt } = lotFor(rules, right(date));
  return { points: lot.points, expiresAt, availableAt: entry.kind === 'earn' ? availableAt : null };
}

/** Points that came again became available when the sale says, which is no later than what is earned now. */
function asBefore(lot: Lot, { entry, now, rules, sale }: Again): Lot {
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

/**
 * The date that the ends of an entry's points were counted from: that of the sale, or of the payment that covered it.
 */
export function dateOf({ kind, effectiveAt, postedAt }: Entry, rules: Program, sale: PaidSale | null): Instant {
  if (kind !== 'earn' || sale === null) return effectiveAt;
  return earnedAtOf({ ...sale, rules, at: effectiveAt }, postedAt);
}

/** How an entry would have moved the deadline of inactivity: a gift begins one where there is none. */
export function inactivityAgain(
  account: Account,
  { entry, now, rules, sale, dated, right }: Again,
): Pick<Effect, 'inactivity'> {
  const isActivity = entry.kind === 'earn' || entry.kind === 'redemption';
  if (!entry.effect.inactivity || (!isActivity && !isInactive(account, now))) return {};
  return inactivityAfter(account, rules, right(dated), now, isActivity ? sale?.record.invoiceId : undefined);
}
