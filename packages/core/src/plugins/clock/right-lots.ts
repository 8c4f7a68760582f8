import type { Account, Effect, Entry, Instant, InvoiceRecord, Lot, Program } from '../../index.ts';
import { coveringInstant, inactivityAfter, isInactive, lotEndOf, lotFor } from '../../plugin.ts';

/** An entry that is done again, and by which rules. */
export interface Again {
  readonly entry: Entry;
  readonly now: Instant;
  readonly rules: Program;
  /** The sale that it is about; null where it is not known. */
  readonly sale: InvoiceRecord | null;
  /** The date that the ends of its points were counted from. */
  readonly dated: Instant;
  right(at: Instant): Instant;
}

/** The lot that points would have come into: where its end was counted from the entry's date, it is counted from the right one. */
export function rightLot(lot: Lot, { entry, rules, dated, right }: Again): Lot {
  // Points that had ended by inactivity are given an end of that very instant.
  if (lot.expiresAt === entry.postedAt) return { ...lot, expiresAt: 'inactivity', availableAt: null };
  // An edit may have corrected the date of the sale since.
  const dates = [dated, entry.effectiveAt, entry.postedAt];
  if (!dates.some((at) => lot.expiresAt === lotEndOf(rules, at))) return lot;
  const { expiresAt, availableAt } = lotFor(rules, right(dated));
  return { points: lot.points, expiresAt, availableAt: entry.kind === 'earn' ? availableAt : null };
}

/** The date that the ends of an entry's points were counted from: that of the sale, or of the payment that covered it. */
export function dateOf({ kind, effectiveAt, postedAt }: Entry, rules: Program, record: InvoiceRecord | null): Instant {
  if (kind !== 'earn' || record === null) return effectiveAt;
  if (rules.earn.trigger === 'on-invoice-saved') return record.sale.soldAt;
  return Math.min(postedAt, coveringInstant(record) ?? effectiveAt) as Instant;
}

/** How an entry would have moved the deadline of inactivity: a gift begins one where there is none. */
export function inactivityAgain(
  account: Account,
  { entry, now, rules, dated, right }: Again,
): Pick<Effect, 'inactivity'> {
  const isActivity = entry.kind === 'earn' || entry.kind === 'redemption';
  if (!entry.effect.inactivity || (!isActivity && !isInactive(account, now))) return {};
  return inactivityAfter(account, rules, right(dated), now);
}
