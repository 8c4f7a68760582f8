import type { Entry, Instant, MemberId, Program } from '../../../index.ts';
import { earnedAtOf } from '../../../sales/worth/covering.ts';
import { type PaidSale, paidSaleOfMember } from '../paid-sale.ts';
import type { ReplayContext } from './replay-context.ts';

/** An entry that is posted again, and by which rules. */
export interface ReplayedEntry {
  readonly entry: Entry;
  readonly now: Instant;
  readonly rules: Program;
  /** The sale that it is about; null where it is not known. */
  readonly sale: PaidSale | null;
  /** The date that the ends of its points were counted from. */
  readonly dated: Instant;
  right(at: Instant): Instant;
}

/** An entry of a member with what is known of it. */
export function replayedEntry(
  entry: Entry,
  memberId: MemberId,
  now: Instant,
  { rulesOf, saleOf, right }: ReplayContext,
): ReplayedEntry {
  const rules = rulesOf(entry.programVersion);
  const found = entry.reference?.type === 'invoice' ? saleOf(entry.reference.id) : null;
  const sale = found && paidSaleOfMember(found, memberId);
  return { entry, now, rules, sale, dated: dateOf(entry, rules, sale), right };
}

/**
 * The date that the ends of an entry's points were counted from: that of the sale, or of the payment that covered it.
 */
function dateOf({ kind, effectiveAt, postedAt }: Entry, rules: Program, sale: PaidSale | null): Instant {
  if (kind !== 'earn' || sale === null) return effectiveAt;
  return earnedAtOf({ ...sale, rules, at: effectiveAt }, postedAt);
}
